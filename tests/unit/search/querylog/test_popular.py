from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client

from core.api import now
from search.models import ChosenDay
from search.querylog.popular import popular
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.people import make_user
from tests.factories.search import index_views, make_view
from tests.factories.searches import make_query_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def ask_for_days(text: str, *, days: int = 3, ago: int = 0, **fields) -> None:
    for number in range(days):
        day = now().date() - timedelta(days=ago + number)
        make_query_day(text, day=day, digest=text.encode().hex()[:32], **fields)


def test_popular_is_what_many_asked_on_several_days_and_opened() -> None:
    ask_for_days("закон ома", askers=4, clicks=3)
    ask_for_days("одна школа", days=1, askers=9, clicks=3)
    ask_for_days("мало кто", askers=3, searches=9, clicks=3)
    ask_for_days("не открыли")
    ask_for_days("нет ничего", clicks=1, empty=9)
    ask_for_days("летом", ago=60, clicks=3)
    ask_for_days("с фильтром", filters="grade=7", clicks=3)
    assert popular(now=now()).questions == ("закон ома",)


def test_the_empty_page_and_the_empty_field_offer_it(client: Client) -> None:
    author = make_user("author")
    public = make_object(by=author, draft=make_draft("Дроби"))
    publish(public)
    draft = make_object(by=author, draft=make_draft("Черновик"))
    for uuid in (public.uuid, draft.uuid, uuid4()):
        ChosenDay.objects.create(day=now().date(), object_uuid=uuid, clicks=20)
    ask_for_days("закон ома", askers=5, clicks=3)
    index_views([make_view("Урок")])
    html = client.get("/search/").content.decode()
    assert f'href="/objects/{public.uuid}/"' in html
    assert f"/objects/{draft.uuid}/" not in html
    assert ">закон ома</a>" in html
    assert "data-search-start" not in client.get("/search/?q=урок").content.decode()
    items = client.get("/search/suggest/").json()["items"]
    assert [(item["kind"], item["title"]) for item in items] == [("question", "закон ома")]
