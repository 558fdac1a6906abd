"""Publishers' pages: public lists, and the administrators' form."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from core.api import now
from framework.api import get_tree
from learning_objects.api import set_publisher
from learning_objects.models import Organisation
from tests.factories.learning_objects import make_object, publish
from tests.factories.offers import make_organisation, make_publishing_author
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_an_administrator_writes_a_publisher_down(client: Any) -> None:
    client.force_login(make_user("administrator"))
    address = reverse("learning_objects:add_publisher")
    assert client.get(address).status_code == 200
    facts = {"title": "Издательство", "has_contract": "on", "address": "https://izd.example/"}
    client.post(address, facts)
    made = Organisation.objects.get()
    assert made.has_contract
    taken = client.post(address, {**facts, "title": "ИЗДАТЕЛЬСТВО"})
    assert taken.context["form"].errors["title"]
    change = reverse("learning_objects:change_publisher", args=[made.uuid])
    client.post(change, {"title": "Издательство", "about": "Учебники"})
    made.refresh_from_db()
    assert (made.has_contract, made.about) == (False, "Учебники")


def test_readers_see_those_with_a_contract_and_what_they_published(client: Any) -> None:
    firm, without = make_organisation(), make_organisation("Без договора", has_contract=False)
    author = make_publishing_author(firm)
    made, earlier = make_object(by=author), make_object(by=author)
    publish(earlier)
    for item in (made, earlier):
        set_publisher(learning_object=item, organisation=firm, by=author, now=now())
    publish(made)
    listed = client.get(reverse("learning_objects:publishers")).text
    assert firm.title in listed
    assert without.title not in listed
    page = client.get(reverse("learning_objects:publisher", args=[firm.uuid]))
    assert page.context["page_obj"].paginator.count == 1
    shown = client.get(reverse("learning_objects:object", args=[made.uuid])).text
    assert reverse("learning_objects:publisher", args=[firm.uuid]) in shown


def test_pages_take_the_same_queries_for_one_and_for_many(
    client: Any, django_assert_max_num_queries: Any
) -> None:
    firm = make_organisation()
    author = make_publishing_author(firm)
    for _number in range(4):
        made = make_object(by=author)
        set_publisher(learning_object=made, organisation=firm, by=author, now=now())
        publish(made)
    get_tree()  # read once in the life of a process
    with django_assert_max_num_queries(7):
        client.get(reverse("learning_objects:publisher", args=[firm.uuid]))
