"""One place chooses the engine, and says what is wrong with the choice."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engine.chosen import current_engine
from search.engine.cluster.engine import ClusterEngine
from search.engine.cluster.wire import ElasticsearchWire, OpenSearchWire
from search.engine.embedded import EmbeddedEngine


def test_the_embedded_engine_is_the_default() -> None:
    assert isinstance(current_engine(), EmbeddedEngine)


@pytest.mark.parametrize(
    ("name", "wire"), [("opensearch", OpenSearchWire), ("elasticsearch", ElasticsearchWire)]
)
def test_a_cluster_is_connected_by_its_own_client(settings, name: str, wire: type) -> None:
    settings.SEARCH_ENGINE = name
    settings.SEARCH_URL = ["http://127.0.0.1:9", "http://127.0.0.1:10"]
    engine = current_engine()
    assert isinstance(engine, ClusterEngine)
    assert isinstance(engine.wire, wire)
    assert current_engine() is engine


def test_an_unknown_engine_is_refused(settings) -> None:
    settings.SEARCH_ENGINE = "sphinx"
    with pytest.raises(ImproperlyConfigured, match="SEARCH_ENGINE must be"):
        current_engine()


def test_a_cluster_needs_an_address(settings) -> None:
    settings.SEARCH_ENGINE = "opensearch"
    with pytest.raises(ImproperlyConfigured, match="needs SEARCH_URL"):
        current_engine()
