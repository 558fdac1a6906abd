"""Wrong settings are told at the start."""

import pytest

from search.checks import check_engine


def test_the_default_is_right() -> None:
    assert check_engine() == []


@pytest.mark.parametrize(
    ("engine", "urls", "prefix", "told"),
    [
        ("sphinx", [], "mesh", "SEARCH_ENGINE"),
        ("opensearch", [], "mesh", "SEARCH_URL"),
        ("elasticsearch", ["search-1"], "mesh", "SEARCH_URL"),
        ("opensearch", ["http://127.0.0.1:9"], "Два слова", "SEARCH_PREFIX"),
    ],
)
def test_what_is_wrong_is_named(settings, engine, urls, prefix, told) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_URL = engine, urls
    settings.SEARCH_PREFIX = prefix
    (error,) = check_engine()
    assert error.id == "search.E001"
    assert told in error.msg


def test_a_cluster_that_is_away_is_no_error(settings) -> None:
    settings.SEARCH_ENGINE, settings.SEARCH_URL = "opensearch", ["http://127.0.0.1:9"]
    assert check_engine() == []
