"""A node that goes away and comes back while the writer works."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from core.api import now, pending
from search.actions import writing
from search.api import run_writer, search, verify
from search.data import SearchRequest
from search.engine.chosen import current_engine
from search.engine.cluster.engine import ClusterEngine
from search.errors import IndexUnavailableError
from tests.factories.learning_objects import make_draft, make_object, publish
from tools.services.opensearch.node import OpenSearchNode

pytestmark = [pytest.mark.scaled, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def node(settings, opensearch_url: str, tmp_path: Path) -> Iterator[OpenSearchNode]:
    """A node of this test's own, which it may stop."""
    with OpenSearchNode(tmp_path / "node", heap_mb=384) as node:
        settings.SEARCH_ENGINE = "opensearch"
        settings.SEARCH_URL = [node.address]
        settings.SEARCH_PREFIX = "away"
        yield node


@pytest.fixture
def writer(node: OpenSearchNode, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A writer that runs."""
    monkeypatch.setattr(writing, "LONGEST_PAUSE_SECONDS", 1.0)
    stop = threading.Event()

    def run() -> None:
        try:
            run_writer(stop=stop)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield
    stop.set()
    thread.join(60)
    assert not thread.is_alive()


def published(title: str) -> None:
    publish(make_object(draft=make_draft(title)))


def found(text: str) -> list[str]:
    try:
        return [hit.title for hit in search(SearchRequest(text)).hits]
    except IndexUnavailableError:
        return []


def wait_for(what: Callable[[], bool], seconds: float = 60.0) -> float:
    """Return after how many seconds ``what`` has become true."""
    started = time.monotonic()
    while not what():
        assert time.monotonic() - started < seconds
        time.sleep(0.02)
    return time.monotonic() - started


def test_nothing_is_lost_while_the_node_is_away(
    node: OpenSearchNode, writer: None, client: Client
) -> None:
    wait_for(lambda: not pending(consumer="search", limit=1))
    published("Деление клеток")
    wait_for(lambda: found("клетка") == ["Деление клеток"])
    node.stop()
    published("Строение атома")
    with pytest.raises(IndexUnavailableError):
        search(SearchRequest("атом"))
    assert "Поиск не отвечает" in client.get("/search/?q=атом").content.decode()
    assert client.get("/search/suggest/?q=ато").json() == {"items": []}
    assert client.get("/api/v1/search/?q=атом").status_code == 503
    assert client.get("/catalogue/").status_code == 200
    time.sleep(1.5)
    assert len(pending(consumer="search", limit=9)) == 1
    node.start()
    wait_for(lambda: found("атом") == ["Строение атома"])
    assert found("клетка") == ["Деление клеток"]
    wait_for(lambda: not pending(consumer="search", limit=1))
    assert verify().differences == ()


def test_what_is_published_is_found_within_a_second(node: OpenSearchNode, writer: None) -> None:
    published("Первый урок")
    wait_for(lambda: found("первый") == ["Первый урок"])
    taken = []
    for number in range(5):
        published(f"Урок{number}")
        taken.append(wait_for(lambda number=number: found(f"урок{number}") == [f"Урок{number}"]))
    assert min(taken) <= 1.0, taken
    print("publish → found, seconds:", *(f"{seconds:.2f}" for seconds in taken))


def test_an_index_that_vanishes_is_built_anew(node: OpenSearchNode, writer: None) -> None:
    published("Деление клеток")
    wait_for(lambda: found("клетка") == ["Деление клеток"])
    engine = current_engine()
    assert isinstance(engine, ClusterEngine)
    engine.wire.ask("DELETE", f"/{engine.names.current}-*", seconds=60)
    wait_for(lambda: found("клетка") == ["Деление клеток"])
    assert now()
