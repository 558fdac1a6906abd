import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client

from core.api import now
from search.models import SavedSearch, Wish
from search.querylog.reports import wishes_of
from tests.factories.framework import load_programmes, node_titled
from tests.factories.people import make_user
from tests.factories.search import index_views, make_view
from tests.factories.searches import make_wish

pytestmark = pytest.mark.django_db
URL = "/search/wishes/new/?q=Опыты+с+магнитами"


@pytest.fixture
def teacher(client: Client):
    caches["default"].clear()
    client.force_login(found := make_user("teacher"))
    return found


def test_where_nothing_is_found_there_is_a_way_to_ask(client: Client) -> None:
    index_views([make_view("Закон Ома")])
    html = client.get("/search/?q=щыщы&grade=8").content.decode()
    assert '/search/wishes/new/?q=%D1%89%D1%8B%D1%89%D1%8B&amp;grade=8"' in html
    response = client.get("/search/wishes/new/?q=щыщы")
    assert (response.status_code, "/account/login/" in response["Location"]) == (302, True)


def test_a_wish_is_one_however_many_ask(client: Client, teacher) -> None:
    for _twice in range(2):
        assert client.post(URL).status_code == 302
    make_wish("опыты  с МАГНИТАМИ", by=make_user("teacher"))
    assert Wish.objects.count() == 1
    assert [wish.askers for wish in wishes_of(None)] == [2]


def test_a_topic_gives_subject_and_grade(client: Client, teacher, tmp_path) -> None:
    load_programmes(tmp_path / "frp")
    topic = node_titled("Строение вещества")
    url = "/search/wishes/new/?q=строение+вещества"
    assert str(topic.uuid) in client.get(url).content.decode()
    client.post(url, {"node": str(topic.uuid)})
    wish = Wish.objects.get()
    assert (wish.node_uuid, wish.grade) == (topic.uuid, 8)
    assert wish.subject_uuid is not None


@pytest.mark.parametrize("text", ["Иванов+Пётр+Сергеевич", "8+916+123-45-67", "", "!"])
def test_what_cannot_be_asked_for_is_refused_in_words(client: Client, teacher, text) -> None:
    response = client.post(f"/search/wishes/new/?q={text}")
    assert response.status_code == 409
    assert "notice--stop" in response.content.decode()
    assert not Wish.objects.exists()


def test_who_may_not_ask_is_told_how(client: Client) -> None:
    client.force_login(make_user())
    assert client.get(URL).status_code == 200
    assert client.post(URL).status_code == 403
    assert not Wish.objects.exists()


def test_asking_is_limited(client: Client, teacher, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "search_wish": "2/d/key"}
    statuses = [
        client.post(f"/search/wishes/new/?q=опыт{number}").status_code for number in range(3)
    ]
    assert statuses == [302, 302, 409]


def test_taken_back_it_is_counted_no_more(client: Client, teacher) -> None:
    saved = make_wish("Опыты с магнитами", by=teacher)
    client.post(f"/search/saved/{saved.uuid}/", {"verb": "delete"})
    assert not wishes_of(None).exists()
    client.post(f"/search/saved/{saved.uuid}/", {"verb": "restore"})
    assert wishes_of(None).count() == 1


def test_the_database_keeps_one_wish_a_person(teacher) -> None:
    saved = make_wish("Опыты с магнитами", by=teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(
            user=teacher, wish=saved.wish, name="x", query="q=x", created_at=now()
        )
    for wrong in ({"text": ""}, {"grade": 12}):
        facts = {"digest": "1" * 32, "text": "x", "query": "q", "created_at": now(), **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            Wish.objects.create(**facts)
