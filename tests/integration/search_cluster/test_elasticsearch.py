"""The way through elasticsearch-py.

No Elasticsearch can be fetched as a library, so a small proxy makes the OpenSearch node look like
one: it adds the header by which elasticsearch-py knows its server, and turns the media types that
elasticsearch-py asks for into plain JSON. Everything else, bodies above all, passes as it is.
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

from core.api import now, pending
from search.actions.writing import IndexSession, apply_pending
from search.api import rebuild, search, suggest_queries, verify
from search.data import SearchRequest
from search.engine.chosen import current_engine
from search.engine.cluster.engine import ClusterEngine
from search.engine.cluster.wire import ElasticsearchWire, RefusedError
from search.errors import EngineAwayError, IndexUnavailableError
from tests.factories.learning_objects import make_draft, make_object, publish

pytestmark = [pytest.mark.scaled, pytest.mark.django_db]


class LooksLikeElasticsearch(BaseHTTPRequestHandler):
    """Passes requests on to ``node``; remembers the media types that were asked for."""

    protocol_version = "HTTP/1.1"
    node: ClassVar[tuple[str, int]]
    asked: ClassVar[set[str]] = set()

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        kind = self.headers.get("content-type", "application/json")
        self.asked.add(kind)
        plain = kind.partition(";")[0].replace("vnd.elasticsearch+", "")
        connection = http.client.HTTPConnection(*self.node, timeout=60)
        connection.request(self.command, self.path, body, {"content-type": plain})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.send_response(answer.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.send_header("x-elastic-product", "Elasticsearch")
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = pass_on  # noqa: N815

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxy_url(opensearch_url: str) -> Iterator[str]:
    place = urlsplit(opensearch_url)
    LooksLikeElasticsearch.node = (str(place.hostname), int(place.port or 80))
    server = ThreadingHTTPServer(("127.0.0.1", 0), LooksLikeElasticsearch)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def elastic(settings, cluster: ClusterEngine, proxy_url: str) -> ClusterEngine:
    """The same indices through elasticsearch-py."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_URL = [proxy_url]
    engine = current_engine()
    assert isinstance(engine, ClusterEngine)
    assert isinstance(engine.wire, ElasticsearchWire)
    return engine


def test_everything_passes(elastic: ClusterEngine) -> None:
    session = IndexSession()
    made = make_object(draft=make_draft("Деление клеток"))
    publish(made)
    assert apply_pending(session=session) == 1
    result = search(SearchRequest("клеток", kinds=("scenario",)))
    assert [hit.title for hit in result.hits] == ["Деление клеток"]
    assert {facet.name for facet in result.facets} >= {"kind", "licence", "author"}
    mended = search(SearchRequest("делинее"))
    assert (mended.request.text, mended.corrected_from, mended.total) == ("деление", "делинее", 1)
    assert [item.title for item in suggest_queries("дел")] == ["Деление клеток"]
    assert rebuild(now=now()) == 1
    assert pending(consumer="search", limit=1) == []
    assert verify().differences == ()
    assert {kind.partition(";")[0] for kind in LooksLikeElasticsearch.asked} >= {
        "application/vnd.elasticsearch+json",
        "application/vnd.elasticsearch+x-ndjson",
    }


def test_refusals_have_their_status(elastic: ClusterEngine) -> None:
    with pytest.raises(RefusedError) as refused:
        elastic.wire.ask("GET", "/no-such-index/_settings")
    assert refused.value.status == 404
    with pytest.raises(IndexUnavailableError):
        search(SearchRequest("клетка"))


def test_elasticsearch_py_refuses_opensearch(opensearch_url: str) -> None:
    """Why there are two ways at all."""
    with pytest.raises((RefusedError, EngineAwayError)):
        ElasticsearchWire((opensearch_url,), "").ask("GET", "/")


def test_nobody_listens() -> None:
    with pytest.raises(EngineAwayError):
        ElasticsearchWire(("http://127.0.0.1:9",), "").ask("GET", "/", seconds=1)
