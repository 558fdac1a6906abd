import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories.framework import load_programmes, node_titled
from tests.factories.search import index_views, make_view

pytestmark = pytest.mark.django_db


def page(client: Client, query: str = "", **headers: str) -> str:
    response = client.get(f"/search/{query}", headers={"accept-language": "ru", **headers})
    assert response.status_code == 200
    return response.content.decode()


def test_results_work_without_scripts(client: Client) -> None:
    view = make_view("Обыкновенные дроби", text="Дробь и её доли")
    index_views([view, make_view("Закон Ома")])
    html = page(client, "?q=дробь")
    assert f'href="/objects/{view.object_uuid}/"' in html
    assert "Обыкновенные <mark>дроби</mark>" in html
    assert "Закон Ома" not in html
    assert '<form class="stack" id="search-form" action="/search/"' in html


def test_filters_order_and_pages_live_in_the_address(client: Client) -> None:
    index_views([make_view(f"Урок {number}") for number in range(45)])
    html = page(client, "?kind=scenario&sort=title&page=2&junk=1")
    assert re.search(r'value="scenario" id="f-kind-scenario" checked', html)
    assert '<option value="title" selected>' in html
    assert "?kind=scenario&amp;sort=title&amp;page=3" in html
    assert "junk" not in html.split('id="found"')[1]


def test_a_chip_leads_to_the_search_without_its_filter(client: Client, tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества").uuid
    index_views([make_view("Молекулы", nodes=[topic])])
    html = page(client, f"?q=молекула&topic={topic}&grade=8")
    assert (
        f'href="/search/?q=%D0%BC%D0%BE%D0%BB%D0%B5%D0%BA%D1%83%D0%BB%D0%B0&amp;topic={topic}"'
        in html
    )
    assert "Строение вещества" in html


def test_what_a_reader_typed_is_never_markup(client: Client) -> None:
    index_views([make_view("Урок <script>alert(1)</script>", text="<img src=x> урок")])
    for query in ("?q=<script>alert(1)</script>", "?q=урок", '?q="><svg/onload=1>&author=<b>'):
        html = page(client, query)
        assert "<script>alert" not in html
        assert "<svg/onload" not in html
        assert "<img src=x>" not in html


def test_htmx_gets_only_the_changing_part(client: Client) -> None:
    index_views([make_view("Урок")])
    response = client.get("/search/?q=урок&sort=relevance&page=1", headers={"hx-request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert html.lstrip().startswith('<div id="found"')
    assert '<div hx-swap-oob="innerHTML:#search-status">' in html
    assert response["HX-Push-Url"] == "/search/?q=%D1%83%D1%80%D0%BE%D0%BA"
    assert "HX-Request" in response["Vary"]


def test_nothing_found_helps_on(client: Client) -> None:
    index_views([make_view("Обыкновенные дроби")])
    html = page(client, "?q=дробы&verbatim=1")
    assert 'href="/catalogue/"' in html
    filtered = page(client, "?q=дробь&kind=material")
    assert 'href="/search/?q=%D0%B4%D1%80%D0%BE%D0%B1%D1%8C"' in filtered


def test_without_an_index_the_page_says_so(client: Client) -> None:
    assert 'href="/catalogue/"' in page(client, "?q=дробь")
    assert client.get("/search/suggest/?q=дробь").json() == {"items": []}
    assert client.get("/api/v1/search/?q=дробь").status_code == 503


@pytest.mark.parametrize(
    "query",
    ["?page=0", "?page=-1", "?page=zzz", "?page=99999999999999", "?grade=12&grade=x&grade=²",
     "?topic=1&author=%00", "?q=%00%FF", "?sort=drop", "?kind=" + "a" * 5000, "?q=" + "ы" * 5000],
)  # fmt: skip
def test_senseless_addresses_still_answer(client: Client, query: str) -> None:
    index_views([make_view("Урок")])
    page(client, query)
    assert client.get(f"/api/v1/search/{query}").status_code == 200


@pytest.mark.parametrize("number", [10, 2000])
def test_a_page_makes_no_query_for_an_anonymous_reader(
    client: Client, django_assert_max_num_queries, number: int
) -> None:
    index_views([make_view(f"Урок {place}") for place in range(number)])
    page(client, "?q=урок")
    with django_assert_max_num_queries(1):  # the framework's stamp, every two seconds
        page(client, "?q=уроки&sort=newest")


def test_suggestions(client: Client, tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества").uuid
    view = make_view("Строение атома", nodes=[topic])
    index_views([view])
    items = client.get("/search/suggest/?q=строен").json()["items"]
    assert [(item["kind"], item["title"]) for item in items] == [
        ("object", "Строение атома"), ("topic", "Строение вещества"),
    ]  # fmt: skip
    assert items[0]["url"] == f"/objects/{view.object_uuid}/"
    assert items[0]["detail"] == "Физика"
    assert items[1]["url"] == f"/search/?topic={topic}"


def test_suggestions_for_the_browser(client: Client) -> None:
    index_views([make_view("Строение атома")])
    response = client.get("/search/suggest/?q=стр&format=opensearch")
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert json.loads(response.content) == ["стр", ["Строение атома"]]


def test_opensearch_description_is_well_formed(client: Client) -> None:
    response = client.get("/search/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own document
    urls = root.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert urls[0].get("template", "").endswith("/search/?q={searchTerms}")


def test_rest_answers_as_the_page_does(client: Client, tmp_path: Path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества").uuid
    view = make_view("Молекулы", nodes=[topic])
    index_views([view, make_view("Ток")])
    found = client.get(f"/api/v1/search/?topic={topic}&topic=x&page=0").json()
    assert found["total"] == 1
    assert found["hits"][0]["uuid"] == str(view.object_uuid)
    assert found["hits"][0]["topics"][0]["path"].endswith("Строение вещества")
    assert {facet["name"] for facet in found["facets"]} >= {"kind", "subject", "grade", "topic"}
    suggested = client.get("/api/v1/search/suggest/?q=мол&limit=3").json()
    assert [item["title"] for item in suggested] == ["Молекулы", "Строение вещества"]


def test_what_has_some_of_the_words_stands_under_a_heading_of_its_own(client: Client) -> None:
    index_views([make_view("Закон Ома", text="Сопротивление"), make_view("Закон Паскаля")])
    before, after = page(client, "?q=закон+сопротивления").split("Где есть часть слов")
    assert "Паскаля" not in before
    assert "Паскаля" in after
    answer = client.get("/api/v1/search/?q=закон+сопротивления").json()
    assert (answer["total"], [hit["title"] for hit in answer["partly"]]) == (1, ["Закон Паскаля"])
    assert "Где есть часть слов" not in page(client, "?q=сопротивление")
