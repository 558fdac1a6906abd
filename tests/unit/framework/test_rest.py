from uuid import uuid4

import pytest

from framework.api import get_tree
from tests.factories.framework import load_programmes, node_titled

pytestmark = pytest.mark.django_db
API = "/api/v1/framework"


@pytest.fixture(autouse=True)
def framework(tmp_path):
    load_programmes(tmp_path)
    get_tree()


def test_anyone_searches(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(f"{API}/nodes", {"q": "ТОК", "kind": "topic", "grade": 8})
    (found,) = answer.json()
    assert found["title"] == "Постоянный электрический ток"
    assert found["path"].startswith("Физика → ")


@pytest.mark.parametrize(
    "asked", [{}, {"q": ""}, {"q": "а", "limit": 101}, {"q": "а", "kind": "x"}, {"q": "а" * 201}]
)
def test_malformed_questions_are_refused(client, asked):
    assert client.get(f"{API}/nodes", asked).status_code == 422


def test_a_node_has_its_path_and_children(client, django_assert_num_queries):
    node = node_titled("Тепловые явления")
    with django_assert_num_queries(0):
        answer = client.get(f"{API}/nodes/{node.uuid}").json()
    assert answer["key"] == node.key
    assert [item["kind"] for item in answer["ancestors"]] == ["subject", "programme", "grade"]
    assert [item["hours"] for item in answer["children"]] == [7, None]


def test_an_unknown_node_is_not_found(client):
    assert client.get(f"{API}/nodes/{uuid4()}").status_code == 404


def test_subjects_come_by_the_alphabet(client):
    subjects = client.get(f"{API}/subjects").json()
    assert [item["title"] for item in subjects] == ["География", "Физика"]
