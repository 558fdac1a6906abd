import pytest
from django.test import Client

from search.api import search
from search.data import SearchRequest
from search.nothing import help_on
from tests.factories.framework import load_programmes, node_titled
from tests.factories.search import index_views, make_view

pytestmark = pytest.mark.django_db


def test_each_filter_is_taken_away_with_what_that_gives(client: Client) -> None:
    index_views([make_view("Закон Ома"), make_view("Закон Гука")])
    asked = SearchRequest(text="закон", kinds=("material",), licences=("CC-BY-4.0",))
    ways = help_on(search(asked))["fewer"]
    assert [(bool(way.label), way.count) for way in ways] == [(True, 2), (False, 2)]
    html = client.get(ways[0].url).content.decode()
    assert "ping=" in html


def test_filters_that_are_not_to_blame_are_not_offered() -> None:
    index_views([make_view("Закон Ома")])
    assert help_on(search(SearchRequest(text="щыщы", kinds=("scenario",))))["fewer"] == []


def test_topics_that_may_be_meant(tmp_path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества")
    index_views([make_view("Закон Ома")])
    found = search(SearchRequest(text="строение вещества", grades=(11,)))
    near = help_on(found)["topics"]
    assert near[0].title == "Строение вещества"
    assert near[0].url == f"/topics/{topic.uuid}/"
    assert near[0].browse_url == f"/search/?topic={topic.uuid}"


def test_a_page_of_nothing_is_kept_like_any_other(
    client: Client, django_assert_num_queries
) -> None:
    index_views([make_view("Закон Ома")])
    client.get("/search/?q=щыщы")
    with django_assert_num_queries(0):
        client.get("/search/?q=щыщы")
