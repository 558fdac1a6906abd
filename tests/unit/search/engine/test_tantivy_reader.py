"""What the embedded engine promises beyond tantivy: total orders and stable facets."""

from __future__ import annotations

import pytest

from search.api import search
from search.data import SearchRequest
from search.engine.chosen import open_reader
from search.engine.port import EngineQuery, FacetQuery
from tests.factories.search import START, index_views, make_author, make_view

pytestmark = pytest.mark.django_db


def count_authors(size: int) -> tuple[tuple[str, int], ...]:
    found = open_reader().search(EngineQuery(facets=(FacetQuery("author", size),)))
    return found.facets["author"]


def test_values_of_one_count_stand_in_order_and_are_cut_in_order() -> None:
    """Even where many more values than are shown have the count of the last one."""
    people = [make_author(f"Автор {number}") for number in range(60)]
    index_views([make_view(authors=(person,)) for person in people])
    (counted,) = (
        open_reader().search(EngineQuery(facets=(FacetQuery("author", 5),))).facets.values()
    )
    assert counted == tuple((uuid, 1) for uuid in sorted(str(p.uuid) for p in people)[:5])


def test_the_frequent_come_before_the_equal() -> None:
    often, rarely = make_author("Часто"), [make_author(f"Редко {n}") for n in range(40)]
    index_views([make_view(authors=(person,)) for person in [*rarely, often, often]])
    (counted,) = (
        open_reader().search(EngineQuery(facets=(FacetQuery("author", 3),))).facets.values()
    )
    assert counted[0] == (str(often.uuid), 2)
    assert [value for value, _n in counted[1:]] == sorted(str(p.uuid) for p in rarely)[:2]


@pytest.mark.parametrize("sort", ["newest", "title"])
def test_equal_moments_and_titles_have_one_order(sort: str) -> None:
    """Whatever the order of writing: pages must neither repeat nor leave out a hit."""
    views = [make_view("Урок", published_at=START) for _n in range(12)]
    orders = []
    for written in (views, views[::-1]):
        index_views(written)
        orders.append([hit.uuid for hit in search(SearchRequest(sort=sort)).hits])
    assert orders[0] == orders[1]
