from uuid import uuid4

import pytest

from tests.factories.framework import load_programmes, node_titled
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
CHOOSE, CHILDREN = "/framework/choose/", "/framework/choose/children/"


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path)


@pytest.fixture
def signed_in(client):
    client.force_login(make_user("author"))
    return client


@pytest.mark.parametrize("address", [CHOOSE, CHILDREN])
def test_visitors_are_told_to_sign_in(client, address):
    answer = client.get(address)
    assert answer.status_code == 401
    assert answer.json()["error"]


@pytest.mark.parametrize("address", [CHOOSE, CHILDREN])
def test_nothing_is_written_here(signed_in, address):
    assert signed_in.post(address).status_code == 405


def test_a_search_gives_title_and_path(signed_in):
    answer = signed_in.get(CHOOSE, {"q": "ТОКИ"}).json()
    (found,) = answer["results"]
    assert found["title"] == "Постоянный электрический ток"
    assert found["path"][0] == "Физика"
    assert found["uuid"] == str(node_titled("Постоянный электрический ток").uuid)
    assert answer["more"] is False


def test_a_search_is_narrowed(signed_in):
    subject = node_titled("География").uuid
    asked = {"q": "растения", "subject": subject, "grade": "5", "kinds": "section"}
    assert len(signed_in.get(CHOOSE, asked).json()["results"]) == 1
    assert signed_in.get(CHOOSE, asked | {"grade": "6"}).json()["results"] == []


@pytest.mark.parametrize(
    "asked", [{"subject": "x"}, {"grade": "пять"}, {"grade": "9" * 5000}, {"kinds": "chapter"}]
)
def test_malformed_questions_are_refused(signed_in, asked):
    assert signed_in.get(CHOOSE, {"q": "а"} | asked).status_code == 400


def test_the_tree_opens_step_by_step(signed_in):
    subjects = signed_in.get(CHILDREN).json()["results"]
    assert [item["title"] for item in subjects] == ["География", "Физика"]
    under = signed_in.get(CHILDREN, {"node": subjects[1]["uuid"]}).json()["results"]
    assert [(item["kind"], item["has_children"]) for item in under] == [("programme", True)]


def test_unknown_nodes_are_not_found(signed_in):
    assert signed_in.get(CHILDREN, {"node": uuid4()}).status_code == 404
    assert signed_in.get(CHILDREN, {"node": "x"}).status_code == 400


def test_a_question_costs_only_the_session(signed_in, django_assert_max_num_queries):
    signed_in.get(CHOOSE, {"q": "ток"})
    with django_assert_max_num_queries(2):
        signed_in.get(CHOOSE, {"q": "ток"})
