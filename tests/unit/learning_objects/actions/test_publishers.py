"""Publishers: a contract, their people, and whose name a version carries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.api import grant_role
from accounts.data import MODERATOR, ORGANISATION_SCOPE, Scope
from accounts.errors import NotAllowed, WrongScope
from core.api import now as clock
from core.errors import TransitionRefused
from learning_objects.api import (
    accept_offer,
    attribution,
    get_object,
    organisations_of,
    save_organisation,
    set_publisher,
)
from learning_objects.data import TRANSFER
from learning_objects.errors import NameTaken, NoContract
from learning_objects.models import Organisation
from moderation.api import submit
from tests.factories.learning_objects import make_draft, make_object, publish
from tests.factories.offers import ask, make_organisation, make_publishing_author
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm() -> Organisation:
    return make_organisation()


@pytest.fixture
def author(firm: Organisation) -> Any:
    return make_publishing_author(firm)


def change(firm: Organisation, **facts: Any) -> None:
    save_organisation(
        organisation=firm,
        facts={"title": firm.title, **facts},
        by=make_user("administrator"),
        now=clock(),
    )


def test_a_version_names_the_publisher_as_it_was_called(firm: Organisation, author: Any) -> None:
    made = make_object(by=author)
    set_publisher(learning_object=made, organisation=firm, by=author, now=clock())
    version = publish(made)
    assert version.publisher
    assert version.publisher.title == "Разработчик"
    assert "Разработчик" in attribution(version)
    change(firm, title="Новое имя")
    assert version.content["publisher"]["title"] == "Разработчик"


def test_without_a_contract_nothing_is_sent_in_its_name(firm: Organisation, author: Any) -> None:
    made = make_object(by=author)
    set_publisher(learning_object=made, organisation=firm, by=author, now=clock())
    change(firm, has_contract=False)
    found = get_object(uuid=made.uuid)
    assert found
    with pytest.raises(TransitionRefused):
        submit(learning_object=found, by=author, now=clock())
    with pytest.raises(NoContract):
        set_publisher(learning_object=found, organisation=firm, by=author, now=clock())
    set_publisher(learning_object=found, organisation=None, by=author, now=clock())
    submit(learning_object=found, by=author, now=clock())


def test_only_its_own_people_publish_in_its_name(firm: Organisation, author: Any) -> None:
    stranger = make_user("author")
    made = make_object(by=stranger)
    for person in (stranger, author):
        with pytest.raises(NotAllowed):
            set_publisher(learning_object=made, organisation=firm, by=person, now=clock())
    assert organisations_of(stranger) == []
    assert organisations_of(author) == [firm]
    with pytest.raises(NotAllowed):
        save_organisation(organisation=None, facts={"title": "Моя"}, by=author, now=clock())


def test_a_new_owner_from_elsewhere_does_not_publish_in_its_name(
    firm: Organisation, author: Any
) -> None:
    heir = make_user("author")
    made = make_object(by=author, draft=make_draft())
    set_publisher(learning_object=made, organisation=firm, by=author, now=clock())
    offer = ask(made, heir, by=author, kind=TRANSFER)
    accept_offer(offer=offer, by=heir, now=clock())
    found = get_object(uuid=made.uuid)
    assert found
    assert found.publisher is None


def test_names_differ_by_more_than_case(firm: Organisation) -> None:
    with pytest.raises(NameTaken):
        make_organisation("РАЗРАБОТЧИК")
    rows = Organisation.objects.filter(pk=firm.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(title="")
    other = make_organisation("Другой")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=other.pk).update(title_folded=firm.title_folded)


def test_an_expert_is_never_one_for_a_publisher_alone(firm: Organisation) -> None:
    scope = Scope(ORGANISATION_SCOPE, firm.uuid)
    with pytest.raises(WrongScope):
        grant_role(user=make_user(), role=MODERATOR, by=None, now=clock(), scope=scope)
