"""What the embedded engine promises beyond tantivy: total orders and stable facets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.api import search
from search.data import SearchRequest
from search.engine.chosen import open_reader
from search.engine.fields import KEPT_TEXT
from search.engine.port import EngineQuery, FacetQuery
from search.engine.tantivy_reader import _uuid
from tests.factories.framework import load_programmes, node_titled
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


def test_hits_have_what_orders_them_and_the_rest_when_they_are_loaded() -> None:
    view = make_view("Закон Ома", kind="material", text="слово " * KEPT_TEXT)
    index_views([view])
    (hit,) = open_reader().search(EngineQuery(groups=(("ом", "ома"),), needed=1)).hits
    moment = view.published_at.replace(microsecond=0).isoformat()
    assert (hit.uuid, hit.text) == (str(view.object_uuid), "")
    assert hit.card == {"kind": "material", "published_at": moment}
    (loaded,) = open_reader().load([hit])
    assert (loaded.uuid, loaded.score) == (hit.uuid, hit.score)
    assert loaded.card["title"] == "Закон Ома"
    assert loaded.text == view.text[:KEPT_TEXT]


def test_words_beyond_what_is_kept_of_a_text_are_found() -> None:
    index_views([make_view(text="слово " * KEPT_TEXT + "амперметр")])
    (hit,) = search(SearchRequest("амперметр")).hits
    assert hit.snippet.startswith("слово слово")


@given(st.uuids())
def test_a_uuid_is_put_together_from_its_halves(uuid: UUID) -> None:
    assert _uuid(uuid.int >> 64, uuid.int & ((1 << 64) - 1)) == str(uuid)


def test_what_is_near_weighs_as_much_as_all_words(tmp_path: Path) -> None:
    load_programmes(tmp_path)
    forests = node_titled("Леса и люди")
    index_views([make_view("Лист"), make_view("Клён", nodes=[forests.uuid])])
    query = EngineQuery(groups=(("лист",), ("клен",)), needed=1, weights=(8.0, 24.0))
    near = replace(query, near=(str(forests.parent),))
    scores, nearer = (
        {hit.uuid: hit.score for hit in open_reader().search(one).hits} for one in (query, near)
    )
    gained = sorted(round(nearer[uuid] - scores[uuid], 3) for uuid in scores)
    assert gained == [0.0, 32.0]
