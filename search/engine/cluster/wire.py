"""Asking a cluster: Elasticsearch through elasticsearch-py, OpenSearch through opensearch-py.

elasticsearch-py refuses to talk to OpenSearch, so each has its own client; what is asked, as
dicts, is the same for both. All answers are plain JSON values, all failures the two below.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured

from search.errors import EngineAwayError, SearchError

# A page must not hang on a cluster that is ill; a bulk request may take its time.
READ_SECONDS = 5.0
WRITE_SECONDS = 60.0
# Kept open to each node; a process rarely has more threads.
CONNECTIONS = 16
JSON, LINES = "application/json", "application/x-ndjson"
# Too busy, no node, no master, too slow: all of them pass.
_PASSING = frozenset({429, 502, 503, 504})


class RefusedError(SearchError):
    """The cluster answers that it will not do this; ``status`` is the HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status}: {reason}")
        self.status = status


class Wire(Protocol):
    """A connection to a cluster; safe from any thread."""

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, Any] | None = None,
        seconds: float = READ_SECONDS,
        content: str = JSON,
    ) -> Any:
        """Return the answer as a JSON value.

        ``body`` is a JSON value, or the lines themselves when ``content`` is ``LINES``. Raises
        ``EngineAwayError`` or :class:`RefusedError`.
        """


class ElasticsearchWire:
    """Through elasticsearch-py."""

    def __init__(self, urls: tuple[str, ...], ca_file: str) -> None:
        from elasticsearch import Elasticsearch

        secure: dict[str, Any] = {"ca_certs": ca_file} if ca_file else {}
        self._client = Elasticsearch(
            list(urls), max_retries=len(urls) - 1, connections_per_node=CONNECTIONS, **secure
        )

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, Any] | None = None,
        seconds: float = READ_SECONDS,
        content: str = JSON,
    ) -> Any:
        """Return the answer as a JSON value."""
        from elasticsearch import ApiError, TransportError

        headers = {"accept": JSON} | ({"content-type": content} if body is not None else {})
        client = self._client.options(request_timeout=seconds)
        try:
            return client.perform_request(
                method, path, params=params, headers=headers, body=body
            ).body
        except ApiError as error:
            raise _failure(error.meta.status, str(error)) from error
        except TransportError as error:
            raise EngineAwayError(str(error)) from error


class OpenSearchWire:
    """Through opensearch-py."""

    def __init__(self, urls: tuple[str, ...], ca_file: str) -> None:
        from opensearchpy import OpenSearch

        secure: dict[str, Any] = {"ca_certs": ca_file} if ca_file else {}
        self._client = OpenSearch(
            list(urls), max_retries=len(urls) - 1, pool_maxsize=CONNECTIONS, **secure
        )

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, Any] | None = None,
        seconds: float = READ_SECONDS,
        content: str = JSON,
    ) -> Any:
        """Return the answer as a JSON value."""
        from opensearchpy import OpenSearchException, TransportError

        try:
            return self._client.transport.perform_request(
                method,
                path,
                params=dict(params or {}),
                body=body,
                timeout=seconds,
                headers={"content-type": content},
            )
        except TransportError as error:
            status = error.status_code if isinstance(error.status_code, int) else 0
            raise _failure(status, str(error)) from error
        except OpenSearchException as error:  # an answer that is no JSON
            raise EngineAwayError(str(error)) from error


def connect(name: str, urls: tuple[str, ...], ca_file: str = "") -> Wire:
    """Return a connection to the cluster at ``urls``; nothing is sent yet."""
    kinds: dict[str, type[ElasticsearchWire] | type[OpenSearchWire]] = {
        "elasticsearch": ElasticsearchWire,
        "opensearch": OpenSearchWire,
    }
    try:
        return kinds[name](urls, ca_file)
    except (ValueError, OSError) as error:
        raise ImproperlyConfigured(f"SEARCH_URL or SEARCH_CA_FILE: {error}") from error


def _failure(status: int, reason: str) -> SearchError:
    if status in _PASSING or not status:
        return EngineAwayError(reason)
    return RefusedError(status, reason)
