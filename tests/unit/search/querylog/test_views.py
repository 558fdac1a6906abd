from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client

from core.api import now
from framework.api import get_tree
from search.models import ChosenDay, QueryDay, SearchDay
from search.querylog import writing
from tests.factories.framework import load_programmes, node_titled
from tests.factories.people import make_user
from tests.factories.search import index_views, make_view
from tests.factories.searches import make_query_day, make_wish

pytestmark = pytest.mark.django_db

SOME_OBJECT = "4f1d0b0e-6a57-4a8e-9f0f-0b6f5e1f2c3d"


def search(client: Client, query: str, **headers: str) -> str:
    response = client.get("/search/", query_params={"q": query}, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def kept() -> list[tuple[str, int, int]]:
    writing.flush()
    return list(QueryDay.objects.order_by("text").values_list("text", "searches", "empty"))


def test_a_search_is_counted_once_its_page_is_shown(client: Client) -> None:
    index_views([make_view("Закон Ома")])
    search(client, "Закон  ОМА")
    search(client, "закон ома")  # drawn from the cache, and counted all the same
    search(client, "щыщы")
    client.get("/search/?q=закон+ома&page=2")  # brought to the first page: the same again
    client.get("/search/")
    assert kept() == [("закон ома", 3, 0), ("щыщы", 1, 1)]
    assert SearchDay.objects.get().searches == 4


@pytest.mark.parametrize(
    "headers",
    [{"user-agent": "Mozilla/5.0 (compatible; YandexBot/3.0)"}, {"sec-purpose": "prefetch"}],
)
def test_machines_are_not_counted(client: Client, headers) -> None:
    index_views([make_view("Закон Ома")])
    search(client, "закон", **headers)
    assert kept() == []


def test_personal_words_are_counted_and_not_kept(client: Client) -> None:
    index_views([make_view("Закон Ома")])
    for text in ("Иванов Пётр Сергеевич", "8 916 123-45-67", "a@b.example"):
        search(client, text)
    client.get(f"/search/?q=закон&author={uuid4()}")
    assert kept() == []
    assert SearchDay.objects.get().unkept == 4


def test_one_who_asks_again_is_one_asker(client: Client) -> None:
    index_views([make_view("Закон Ома")])
    for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2"):
        client.get("/search/?q=закон", REMOTE_ADDR=address)
    writing.flush()
    row = QueryDay.objects.get()
    assert (row.searches, row.askers) == (3, 2)


def test_an_opened_result_is_counted_at_its_place(client: Client) -> None:
    views = [make_view(f"Закон {number}") for number in range(3)]
    index_views(views)
    html = search(client, "закон")
    ping = html.split('ping="')[2].split('"')[0].replace("&amp;", "&")
    assert client.post(ping, "PING", content_type="text/ping").status_code == 204
    writing.flush()
    row = QueryDay.objects.get()
    assert (row.clicks, row.places) == (1, 2)
    assert str(ChosenDay.objects.get().object_uuid) in {str(view.object_uuid) for view in views}


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [("object=x&place=1", {}, 400), (f"object={SOME_OBJECT}&place=0", {}, 400),
     (f"object={SOME_OBJECT}&place=zz", {}, 400),
     (f"object={SOME_OBJECT}&place=1", {"sec-fetch-site": "cross-site"}, 403)],
)  # fmt: skip
def test_nonsense_is_not_counted(client: Client, query: str, headers, status: int) -> None:
    response = client.post(f"/search/chosen/?q=закон&{query}", headers=headers)
    assert response.status_code == status
    assert writing.flush() == 0


def test_clicks_are_limited(client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "search_chosen": "2/h/ip"}
    caches["default"].clear()
    url = f"/search/chosen/?q=закон&object={uuid4()}&place=1"
    assert [client.post(url).status_code for _ in range(3)] == [204, 204, 429]


@pytest.fixture
def methodologist(client: Client):
    client.force_login(person := make_user("methodologist"))
    return person


def test_few_askers_are_shown_to_nobody(client: Client, methodologist) -> None:
    make_query_day("параллакс звёзд", empty=10)
    make_query_day("тайна одного", askers=4, empty=10)
    for url in ("/search/reports/", "/search/reports/csv/?report=asked"):
        text = client.get(url).content.decode()
        assert "параллакс звёзд" in text
        assert "тайна одного" not in text


def test_each_report_has_its_questions(client: Client, methodologist) -> None:
    make_query_day("нет такого", empty=10)
    make_query_day("не то", clicks=0)
    make_query_day("опчетка", corrected=10, clicks=2)
    shown = {
        report: client.get(f"/search/reports/?report={report}").content.decode()
        for report in ("empty", "no-click", "corrected", "asked")
    }
    texts = ("нет такого", "не то", "опчетка")
    found = {report: {text for text in texts if text in html} for report, html in shown.items()}
    assert found == {
        "empty": {"нет такого"}, "no-click": {"не то"}, "corrected": {"опчетка"},
        "asked": set(texts),
    }  # fmt: skip


def test_a_period_and_a_subject_narrow(client: Client, methodologist, tmp_path) -> None:
    load_programmes(tmp_path / "frp")
    physics = get_tree().subject_of(node_titled("Строение вещества").uuid).uuid
    make_query_day("давно", day=now().date() - timedelta(days=40))
    make_query_day("физика света", subject_uuid=physics)
    month = client.get("/search/reports/?report=asked&days=30").content.decode()
    assert "давно" not in month
    assert "физика света" in month
    year = client.get(f"/search/reports/?report=asked&days=365&subject={physics}").content.decode()
    assert "давно" not in year
    assert "физика света" in year


def test_a_report_is_a_fixed_number_of_queries(
    client: Client, methodologist, django_assert_max_num_queries
) -> None:
    for number in range(60):
        make_query_day(f"вопрос {number}", empty=1)
    client.get("/search/reports/")
    with django_assert_max_num_queries(16):
        html = client.get("/search/reports/").content.decode()
    assert "page=2" in html


def test_senseless_addresses_still_answer(client: Client, methodologist) -> None:
    for query in ("report=x&days=-1&sort=drop&page=zz&subject=1", "days=99999999999999999999"):
        assert client.get(f"/search/reports/?{query}").status_code == 200


def test_a_question_leads_to_a_call_on_a_topic(client: Client, methodologist, tmp_path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества")
    html = client.get("/search/reports/call/?q=строение+вещества&kind=material").content.decode()
    assert f"/calls/new/?node={topic.uuid}&amp;kind=material" in html
    assert "kind=scenario" not in html
    nothing = client.get("/search/reports/call/?q=щыщы").content.decode()
    assert "/coverage/" in nothing


def test_wishes_stand_in_the_report(client: Client, methodologist, tmp_path) -> None:
    load_programmes(tmp_path / "frp")
    for _number in range(2):
        make_wish("Опыты с магдебургскими полушариями", by=make_user("teacher"))
    html = client.get("/search/reports/?report=wishes").content.decode()
    assert "магдебургскими" in html
    assert '<td class="number">2</td>' in html
    assert "магдебургскими" in client.get("/search/reports/csv/?report=wishes").content.decode()


def test_the_reports_are_for_methodologists(client: Client) -> None:
    client.force_login(make_user("author"))
    for part in ("", "csv/", "call/?q=закон"):
        assert client.get(f"/search/reports/{part}").status_code == 403
