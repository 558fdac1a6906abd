"""An index of its own on the OpenSearch node that MESH_TEST_OPENSEARCH_URL names."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engine.chosen import current_engine
from search.engine.cluster.engine import ClusterEngine
from search.engine.cluster.wire import RefusedError
from search.errors import EngineAwayError


@pytest.fixture
def opensearch_url() -> str:
    """The address of a node; the test skips without one."""
    url = os.environ.get("MESH_TEST_OPENSEARCH_URL", "")
    if not url:
        pytest.skip("no OpenSearch node (MESH_TEST_OPENSEARCH_URL); make test-scaled starts one")
    return url


@pytest.fixture(autouse=True)
def index_dir(settings, tmp_path: Path) -> Path:
    """An empty folder for the embedded engine."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def cluster(settings, opensearch_url: str) -> Iterator[ClusterEngine]:
    """The engine on the cluster as the current one, with indices that nobody else has."""
    settings.SEARCH_ENGINE = "opensearch"
    settings.SEARCH_URL = [opensearch_url]
    settings.SEARCH_PREFIX = f"test-{secrets.token_hex(5)}"
    engine = current_engine()
    assert isinstance(engine, ClusterEngine)
    yield engine
    drop_all(engine)


def drop_all(engine: ClusterEngine) -> None:
    """Remove every index of this test."""
    try:
        for index in engine.wire.ask("GET", f"/{engine.names.prefix}-*/_alias"):
            engine.wire.ask("DELETE", f"/{index}", seconds=60)
    except (EngineAwayError, RefusedError):
        return  # the node that held them is gone
