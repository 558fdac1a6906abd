from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from core.api import now
from learning_objects.api import get_object, withdraw_object
from tests.factories.learning_objects import make_object
from tests.factories.library import publish_on, topic

pytestmark = pytest.mark.usefixtures("framework")
API = "/api/v1/objects/"


def test_the_list_goes_on_to_its_end(client: Client) -> None:
    versions = [publish_on(title=f"Урок {number}") for number in range(5)]
    make_object()

    found: list[str] = []
    after: Any = 0
    while after is not None:
        page = client.get(API, {"limit": 2, "after": after}).json()
        assert len(page["items"]) <= 2
        found += [item["title"] for item in page["items"]]
        after = page["next"]
    assert found == [version.title for version in reversed(versions)]


def test_the_list_costs_one_query(client: Client, django_assert_num_queries: Any) -> None:
    for number in range(6):
        publish_on(title=f"Урок {number}")
    with django_assert_num_queries(1):
        assert len(client.get(API).json()["items"]) == 6


def test_the_list_narrows_by_kind(client: Client) -> None:
    publish_on()
    assert client.get(API, {"kind": "material"}).json() == {"items": [], "next": None}


@pytest.mark.parametrize(
    "parameters", [{"limit": 0}, {"limit": 101}, {"after": -1}, {"after": 10**30}, {"limit": "x"}]
)
def test_parameters_out_of_range_are_refused(client: Client, parameters: dict[str, Any]) -> None:
    assert client.get(API, parameters).status_code == 422


def test_an_object_has_content_links_and_attribution(client: Client) -> None:
    version = publish_on()
    found = client.get(f"{API}{version.object_uuid}/").json()
    assert found["title"] == version.title
    assert found["current"] is True
    assert found["topics"] == [{"node_uuid": str(topic()), "relation": "covers"}]
    assert found["content"]["outcome"] == version.content["outcome"]
    assert found["digest"] == version.digest
    assert client.get(f"{API}{version.object_uuid}/versions/1/").json() == found


def test_drafts_do_not_exist(client: Client) -> None:
    assert client.get(f"{API}{make_object().uuid}/").status_code == 404
    assert client.get(f"{API}{uuid4()}/versions/1/").status_code == 404
    assert client.get(f"{API}{publish_on().object_uuid}/versions/2/").status_code == 404


def test_what_is_withdrawn_is_gone_with_the_reason(client: Client) -> None:
    version = publish_on()
    found = get_object(uuid=version.object_uuid)
    assert found
    author = found.authorships.get().user
    withdraw_object(learning_object=found, reason="Ошибка в опыте", by=author, now=now())
    for tail in ("", "versions/1/"):
        response = client.get(f"{API}{version.object_uuid}/{tail}")
        assert response.status_code == 410
        assert response.json()["reason"] == "Ошибка в опыте"
        assert "content" not in response.json()
