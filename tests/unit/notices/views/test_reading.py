from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from core.api import now
from notices.api import unread_count
from notices.models import Notice
from tests.factories.notices import tell, tell_remarks
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user()


@pytest.fixture
def client(person):
    client = Client()
    client.force_login(person)
    return client


def page(client, query=""):
    return client.get(f"/notices/{query}").content.decode()


def test_an_empty_page_says_what_will_come(client):
    found = page(client)

    assert "Уведомлений пока нет" in found
    assert "Отметить всё прочитанным" not in found


def test_notices_stand_under_their_days(client, person):
    moment = now()
    tell(person, title="Свежее", now=moment)
    tell(person, title="Вчерашнее", now=moment - timedelta(days=1))
    tell(make_user(), title="Чужое")

    found = page(client)

    assert found.index("Сегодня") < found.index("Свежее") < found.index("Вчера</h2>")
    assert found.index("Вчера</h2>") < found.index("Вчерашнее")
    assert "Чужое" not in found


def test_titles_are_text_not_markup(client, person):
    tell(person, title="<script>alert(1)</script>")

    assert "<script>alert(1)" not in page(client)


def test_a_link_leads_to_the_place_and_marks_as_read(client, person):
    notice = tell(person, url="/catalogue/?a=1#b")

    answer = client.get(f"/notices/{notice.uuid}/")

    assert (answer.status_code, answer["Location"]) == (302, "/catalogue/?a=1#b")
    assert unread_count(person) == 0


def test_one_is_marked_and_taken_back(client, person):
    notice = tell(person)
    tell(person)

    answer = client.post(f"/notices/{notice.uuid}/read/", {"show": "new"}, follow=True)
    assert answer.redirect_chain[0][0].startswith("/notices/?show=new&marked=")
    assert "1 уведомление отмечено прочитанным." in answer.content.decode()
    moment = answer.context["marked_at"]
    client.post("/notices/undo/", {"moment": moment})
    assert unread_count(person) == 2
    client.post(f"/notices/{notice.uuid}/read/")
    client.post(f"/notices/{notice.uuid}/unread/")
    assert unread_count(person) == 2


def test_all_are_marked_and_taken_back(client, person):
    for number in range(5):
        tell_remarks(person, number=number)

    answer = client.post("/notices/read-all/", follow=True)
    assert "5 уведомлений отмечены прочитанными." in answer.content.decode()
    assert unread_count(person) == 0
    client.post("/notices/undo/", {"moment": answer.context["marked_at"]})
    assert unread_count(person) == 5


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-09-01T09:00:00", "2026-99-01T09:00Z"])
def test_a_moment_that_is_none_changes_nothing(client, person, moment):
    tell(person)

    assert client.post("/notices/undo/", {"moment": moment}).status_code == 302
    assert client.get("/notices/", {"marked": moment}).status_code == 200
    assert unread_count(person) == 1


def test_the_number_of_queries_does_not_grow(client, person, django_assert_max_num_queries):
    for number in range(3):
        tell(person, title=f"Материал {number}")
    page(client)
    with django_assert_max_num_queries(9):
        page(client)
    for number in range(60):
        tell(person, title=f"Материал {number}")
    with django_assert_max_num_queries(9):
        found = page(client, "?page=2")
    assert found.count('class="notices__item') == 30


def test_another_s_notices_do_not_exist(client, person):
    notice = tell(make_user())

    assert client.get(f"/notices/{notice.uuid}/").status_code == 404
    for verb in ("read", "unread"):
        assert client.post(f"/notices/{notice.uuid}/{verb}/").status_code == 404
    client.post("/notices/read-all/")
    assert Notice.objects.get().read_at is None


def test_a_visitor_is_asked_to_sign_in():
    assert "/account/login/" in Client().get("/notices/")["Location"]
