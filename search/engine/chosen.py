"""The engine that this installation uses: the one place that chooses."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engine.port import Engine, EngineReader

TANTIVY = "tantivy"
ELASTICSEARCH = "elasticsearch"
OPENSEARCH = "opensearch"


def current_engine() -> Engine:
    """Return the engine that ``SEARCH_ENGINE`` names."""
    return _engine(
        settings.SEARCH_ENGINE,
        tuple(settings.SEARCH_URL),
        settings.SEARCH_PREFIX,
        settings.SEARCH_CA_FILE,
    )


def open_reader() -> EngineReader:
    """Return a reader of the newest commit; raise ``IndexUnavailableError`` without one."""
    return current_engine().open_reader()


@lru_cache(maxsize=4)
def _engine(name: str, urls: tuple[str, ...], prefix: str, ca_file: str) -> Engine:
    # Each engine's library is loaded only where it is used.
    if name == TANTIVY:
        from search.engine.embedded import EmbeddedEngine

        return EmbeddedEngine()
    if name not in (ELASTICSEARCH, OPENSEARCH):
        raise ImproperlyConfigured(
            f"SEARCH_ENGINE must be {TANTIVY}, {ELASTICSEARCH} or {OPENSEARCH}, not {name!r}"
        )
    if not urls:
        raise ImproperlyConfigured(f"SEARCH_ENGINE={name} needs SEARCH_URL")
    from search.engine.cluster.engine import ClusterEngine
    from search.engine.cluster.wire import connect

    return ClusterEngine(connect(name, urls, ca_file), prefix)
