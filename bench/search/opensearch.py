"""OpenSearch on this machine, through our own cluster engine: the same documents and questions.

The node's address comes in ``SEARCH_URL``; every size has an index of its own (``SEARCH_PREFIX``).
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.test import override_settings

from bench.search.ours import Ours, write_all
from search.engine.chosen import current_engine
from search.engine.cluster.engine import ClusterEngine

NAME = "OpenSearch, one node, 1 GB of heap"


def engine() -> ClusterEngine:
    """Return the engine on the node."""
    with override_settings(SEARCH_ENGINE="opensearch"):
        found = current_engine()
    if not isinstance(found, ClusterEngine):
        raise TypeError(found)
    return found


def build(folder: Path, size: int) -> int:
    """Index ``size`` objects on the node."""
    del folder
    with override_settings(SEARCH_ENGINE="opensearch"):
        write_all(size)
    return _bytes()


def _bytes() -> int:
    answer = engine().wire.ask("GET", f"/{engine().names.current}/_stats/store")
    return int(answer["_all"]["primaries"]["store"]["size_in_bytes"])


def connect() -> Ours | None:
    """Return what asks the node; ``None`` where none was started."""
    if not settings.SEARCH_URL:
        return None
    return Ours(engine().open_reader())
