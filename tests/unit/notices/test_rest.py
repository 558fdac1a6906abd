from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from notices.api import unread_count
from tests.factories.notices import tell, tell_remarks
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
LIST = "/api/v1/notices/"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def test_the_list_is_one_s_own_in_one_s_language():
    person = make_user()
    tell(person, title="Атом")
    tell_remarks(person, number=5)
    tell(make_user())

    found = client_of(person).get(LIST, {"limit": 1}).json()

    assert (found["count"], found["unread"]) == (2, 2)
    (first,) = found["items"]
    assert first["title"] == "5 замечаний к материалу «Закон Ома»"
    assert first["text"] == "Откройте и посмотрите."
    assert first["url"] == "/catalogue/"
    assert first["read_at"] is None


def test_marking_and_taking_back():
    person = make_user()
    one = tell(person)
    tell(person)
    client = client_of(person)

    assert client.post(f"{LIST}{one.uuid}/read").json()["changed"] == 1
    assert client.get(LIST, {"new": True}).json()["count"] == 1
    assert client.post(f"{LIST}{one.uuid}/unread").json()["changed"] == 1
    marked = client.post(f"{LIST}read-all").json()
    assert (marked["changed"], unread_count(person)) == (2, 0)
    body = {"moment": marked["moment"]}
    back = client.post(f"{LIST}undo", body, content_type="application/json").json()
    assert (back["changed"], unread_count(person)) == (2, 2)


def test_another_s_and_nobody_s_are_the_same():
    notice, client = tell(make_user()), client_of(make_user())

    for uuid in (notice.uuid, uuid4()):
        for verb in ("read", "unread"):
            assert client.post(f"{LIST}{uuid}/{verb}").status_code == 404
    assert Client().get(LIST).status_code == 401


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"offset": -1}])
def test_pages_have_bounds(query):
    assert client_of(make_user()).get(LIST, query).status_code == 422


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    person = make_user()
    client = client_of(person)
    for _ in range(30):
        tell(person)
    with django_assert_max_num_queries(6):
        client.get(LIST, {"limit": 30})
