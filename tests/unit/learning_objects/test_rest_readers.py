from __future__ import annotations

import pytest

from learning_objects.scores import mean_of, score_of
from tests.factories.learning_objects import make_object, publish
from tests.factories.people import make_user
from tests.factories.readers import rate

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def address():
    return f"/api/v1/objects/{publish(make_object()).object_uuid}"


def test_a_teacher_rates_and_everybody_reads(client, address):
    client.force_login(make_user("teacher"))
    made = client.post(f"{address}/rating/", {"stars": 4, "text": "Удобно"}, content_type=JSON)
    assert made.json()["number"] == 1
    assert client.post(f"{address}/thanks/").json() == {"changed": True}
    assert client.post(f"{address}/thanks/").json() == {"changed": False}
    client.logout()
    found = client.get(f"{address}/readers/").json()
    assert (found["ratings"], found["mean"], found["thanks"]) == (1, 4.0, 1)
    assert [review["text"] for review in found["reviews"]] == ["Удобно"]


def test_what_was_given_is_taken_back(client, address):
    client.force_login(make_user("teacher"))
    client.post(f"{address}/rating/", {"stars": 4}, content_type=JSON)
    client.post(f"{address}/thanks/")
    assert client.delete(f"{address}/rating/").json() == {"changed": True}
    assert client.delete(f"{address}/thanks/").json() == {"changed": True}
    found = client.get(f"{address}/readers/").json()
    assert (found["ratings"], found["thanks"]) == (0, 0)


def test_what_is_wrong_is_refused(client, address):
    client.force_login(make_user("teacher"))
    body = {"stars": 4, "number": 9}
    assert client.post(f"{address}/rating/", body, content_type=JSON).status_code == 409
    assert client.post(f"{address}/rating/", {"stars": 6}, content_type=JSON).status_code == 422


def test_a_kept_page_tells_a_new_review_at_once(client, address, django_assert_num_queries):
    page = address.removeprefix("/api/v1") + "/"
    client.get(page)
    rate(page.split("/")[2], 3, "Не хватило времени")
    assert "Не хватило времени" in client.get(page).content.decode()
    with django_assert_num_queries(1):
        client.get(page)


def test_many_good_ratings_stand_above_one_perfect():
    assert score_of((0, 0, 0, 16, 64)) > score_of((0, 0, 0, 0, 1))
    assert score_of((0, 0, 0, 0, 50)) > score_of((0, 0, 0, 0, 5))
    assert 1 <= score_of((500, 0, 0, 0, 0)) < score_of((0, 0, 0, 0, 500)) <= 5
    assert (mean_of((1, 0, 0, 0, 1)), mean_of((0,) * 5)) == (3.0, None)
