"""REST of publishers: read by all, written by administrators, chosen by owners."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.api import now
from learning_objects.api import set_publisher
from learning_objects.models import LearningObject, Organisation
from tests.factories.learning_objects import make_object, publish
from tests.factories.offers import make_organisation, make_publishing_author
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def post(client: Any, name: str, *args: Any, **payload: Any) -> Any:
    url = reverse(f"rest:{name}", args=args)
    return client.post(url, payload, content_type="application/json")


def test_an_administrator_writes_a_publisher_down(client: Any) -> None:
    facts = {"title": "Издательство", "address": "https://izd.example/", "has_contract": True}
    assert post(client, "post_publisher", **facts).status_code == 401
    client.force_login(make_user("author"))
    assert post(client, "post_publisher", **facts).status_code == 403
    client.force_login(make_user("administrator"))
    made = post(client, "post_publisher", **facts, contract="№ 7").json()
    assert (made["title"], made["contract"]) == ("Издательство", "№ 7")
    assert post(client, "post_publisher", title="ИЗДАТЕЛЬСТВО").status_code == 409
    assert post(client, "post_publisher", title="  ").status_code == 409
    assert post(client, "post_publisher", title="x" * 201).status_code == 422
    unsafe = {"title": "Другое", "address": "javascript:alert(1)"}
    assert post(client, "post_publisher", **unsafe).status_code == 409
    changed = post(client, "change_publisher", made["uuid"], title="Издательство", about="Книги")
    assert (changed.json()["about"], changed.json()["has_contract"]) == ("Книги", False)
    assert post(client, "change_publisher", uuid4(), title="Нет").status_code == 404
    assert Organisation.objects.count() == 1


def test_everybody_reads_but_not_the_contracts(client: Any) -> None:
    firm, without = make_organisation(), make_organisation("Без договора", has_contract=False)
    Organisation.objects.update(contract="№ 7")
    listed = client.get(reverse("rest:publishers")).json()
    assert [item["uuid"] for item in listed["items"]] == [str(firm.uuid)]
    assert (listed["count"], listed["items"][0]["contract"]) == (1, "")
    one = client.get(reverse("rest:publisher", args=[without.uuid])).json()
    assert (one["title"], one["contract"]) == ("Без договора", "")
    assert client.get(reverse("rest:publisher", args=[uuid4()])).status_code == 404
    client.force_login(make_user("administrator"))
    listed = client.get(reverse("rest:publishers"), {"limit": 1, "offset": 1}).json()
    assert (listed["count"], len(listed["items"])) == (2, 1)
    assert listed["items"][0]["contract"] == "№ 7"


def test_owners_choose_in_whose_name_they_publish(client: Any) -> None:
    firm, foreign = make_organisation(), make_organisation("Чужая")
    author = make_publishing_author(firm)
    made = make_object(by=author)
    client.force_login(author)
    assert [item["title"] for item in client.get(reverse("rest:own_publishers")).json()] == [
        firm.title
    ]
    chosen = post(client, "choose_publisher", made.uuid, publisher=str(firm.uuid))
    assert chosen.json() == {"publisher": str(firm.uuid)}
    assert LearningObject.objects.get().publisher == firm
    refused = post(client, "choose_publisher", made.uuid, publisher=str(foreign.uuid))
    assert (refused.status_code, bool(refused.json()["detail"])) == (409, True)
    assert post(client, "choose_publisher", made.uuid, publisher=None).status_code == 200
    assert LearningObject.objects.get().publisher is None
    Organisation.objects.update(has_contract=False)
    again = post(client, "choose_publisher", made.uuid, publisher=str(firm.uuid))
    assert again.status_code == 409
    client.force_login(make_publishing_author(firm))
    assert post(client, "choose_publisher", made.uuid, publisher=None).status_code == 404


def test_what_is_published_costs_the_same_for_one_and_for_many(client: Any) -> None:
    firm = make_organisation()
    author = make_publishing_author(firm)
    address = reverse("rest:publisher_objects", args=[firm.uuid])
    numbers = []
    for size in (1, 3):
        for _number in range(size):
            made = make_object(by=author)
            set_publisher(learning_object=made, organisation=firm, by=author, now=now())
            publish(made)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address).json()
        assert answer["count"] == len(answer["items"])
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
    assert client.get(reverse("rest:publisher_objects", args=[uuid4()])).status_code == 404
