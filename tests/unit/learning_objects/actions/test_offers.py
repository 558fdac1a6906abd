"""Invitations and transfers: nothing happens before a yes, and nothing during a review."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.api import erase_person, merge_people, revoke_role, suspend_user
from accounts.errors import NotAllowed
from core.api import now as clock
from core.api import read_trail
from core.errors import TransitionRefused
from learning_objects.api import (
    LearningObject,
    accept_offer,
    authors_of,
    decline_offer,
    expire_offers,
    get_object,
    get_offer,
    offers_by,
    offers_to,
    open_offers_of,
    return_from_review,
    start_review,
    withdraw_offer,
)
from learning_objects.data import TRANSFER
from learning_objects.errors import AlreadyOffered, CannotBeAsked, TooManyOffers
from learning_objects.models import AuthorOffer
from notices.models import Notice
from tests.factories.learning_objects import make_object
from tests.factories.offers import ask, join
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
LATER = timedelta(days=31)


@pytest.fixture
def owner() -> Any:
    return make_user("author")


@pytest.fixture
def colleague() -> Any:
    return make_user("author")


@pytest.fixture
def made(owner: Any) -> LearningObject:
    return make_object(by=owner)


def signed(made: LearningObject) -> list[tuple[Any, str]]:
    found = get_object(uuid=made.uuid)
    assert found
    return [(item.user, item.role) for item in authors_of(found)]


def told(user: Any) -> list[str]:
    codes = Notice.objects.filter(recipient=user).order_by("pk").values_list("code", flat=True)
    return [code.partition(".")[2] for code in codes]


def test_a_colleague_becomes_an_author_by_saying_yes(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    offer = ask(made, colleague, by=owner)
    assert signed(made) == [(owner, "owner")]
    assert told(colleague) == ["invite_offered"]
    assert [item.uuid for item in offers_to(colleague)] == [offer.uuid]

    accept_offer(offer=offer, by=colleague, now=clock())

    assert signed(made) == [(owner, "owner"), (colleague, "coauthor")]
    assert told(owner) == ["invite_accepted"]
    actions = [item.action for item in read_trail(object_uuid=made.uuid)]
    assert actions[-2:] == ["learning_objects.offer_invite", "learning_objects.add_coauthor"]
    with pytest.raises(TransitionRefused):
        decline_offer(offer=offer, by=colleague, now=clock())


def test_a_no_changes_nothing_and_is_told(made: LearningObject, owner: Any, colleague: Any) -> None:
    offer = ask(made, colleague, by=owner)
    decline_offer(offer=offer, by=colleague, now=clock())
    assert signed(made) == [(owner, "owner")]
    assert told(owner) == ["invite_declined"]
    assert ask(made, colleague, by=owner).is_open


def test_ownership_passes_and_the_former_owner_stays_a_coauthor(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    other = make_user("author")
    join(made, colleague, by=owner)
    waiting = ask(made, other, by=owner)
    offer = ask(made, colleague, by=owner, kind=TRANSFER)
    accept_offer(offer=offer, by=colleague, now=clock())

    assert sorted(role for _user, role in signed(made)) == ["coauthor", "owner"]
    assert (colleague, "owner") in signed(made)
    with pytest.raises(NotAllowed):
        ask(made, make_user("author"), by=owner)
    with pytest.raises(TransitionRefused):
        withdraw_offer(offer=waiting, by=owner, now=clock())
    withdraw_offer(offer=waiting, by=colleague, now=clock())
    assert told(other) == ["invite_offered", "invite_withdrawn"]


def test_an_offer_of_a_former_owner_is_worth_nothing(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    third = make_user("author")
    first = ask(made, colleague, by=owner, kind=TRANSFER)
    accept_offer(offer=first, by=colleague, now=clock())
    second = ask(made, third, by=colleague, kind=TRANSFER)
    AuthorOffer.objects.filter(pk=second.pk).update(offered_by=owner)
    with pytest.raises(TransitionRefused) as refused:
        accept_offer(offer=second, by=third, now=clock())
    assert refused.value.code == "guard"


def test_during_a_review_nothing_is_offered_and_nobody_says_yes(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    offer = ask(made, colleague, by=owner)
    heir = ask(made, make_user("author"), by=owner, kind=TRANSFER)
    start_review(learning_object=made, by=owner, now=clock())
    with pytest.raises(NotAllowed):
        ask(made, make_user("author"), by=owner)
    for item in (offer, heir):
        with pytest.raises(TransitionRefused) as refused:
            accept_offer(offer=item, by=item.offered_to, now=clock())
        assert refused.value.code == "guard"
    decline_offer(offer=heir, by=heir.offered_to, now=clock())
    return_from_review(learning_object=made, by=make_user("moderator"), now=clock())
    accept_offer(offer=offer, by=colleague, now=clock())
    assert (colleague, "coauthor") in signed(made)


def test_only_those_who_may_write_are_asked_and_only_once(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    gone = make_user("author")
    suspend_user(user=gone, by=None, now=clock())
    gone.refresh_from_db()
    for nobody in (make_user("teacher"), gone, owner):
        with pytest.raises(CannotBeAsked):
            ask(made, nobody, by=owner)
    ask(made, colleague, by=owner)
    with pytest.raises(AlreadyOffered):
        ask(made, colleague, by=owner)
    ask(made, make_user("author"), by=owner, kind=TRANSFER)
    with pytest.raises(AlreadyOffered):
        ask(made, make_user("author"), by=owner, kind=TRANSFER)


def test_nobody_asks_the_whole_city(made: LearningObject, owner: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("learning_objects.actions.offers.MOST_OPEN_OFFERS", 2)
    for _number in range(2):
        ask(made, make_user("author"), by=owner)
    with pytest.raises(TooManyOffers):
        ask(made, make_user("author"), by=owner)


def test_who_may_no_longer_write_cannot_accept(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    offer = ask(made, colleague, by=owner)
    with pytest.raises(TransitionRefused):
        accept_offer(offer=offer, by=owner, now=clock())
    revoke_role(user=colleague, role="author", by=None, now=clock())
    with pytest.raises(TransitionRefused):
        accept_offer(offer=offer, by=colleague, now=clock())


def test_time_ends_an_offer(made: LearningObject, owner: Any, colleague: Any) -> None:
    offer = ask(made, colleague, by=owner)
    with pytest.raises(TransitionRefused) as refused:
        accept_offer(offer=offer, by=colleague, now=clock() + LATER)
    assert refused.value.code == "guard"
    assert expire_offers(now=clock()) == 0
    assert expire_offers(now=clock() + LATER) == 1
    assert expire_offers(now=clock() + LATER) == 0
    assert told(owner) == ["invite_expired"]
    found = get_offer(uuid=offer.uuid)
    assert found
    assert found.state == "expired"
    assert open_offers_of(made) == []


def test_the_database_keeps_the_rules(
    made: LearningObject, owner: Any, colleague: Any, now: datetime
) -> None:
    offer = ask(made, colleague, by=owner)
    rows = AuthorOffer.objects.filter(pk=offer.pk)
    for broken in (
        {"state": "accepted"},
        {"answered_at": now},
        {"offered_to": owner},
        {"expires_at": offer.created_at},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**broken)
    twin = AuthorOffer.objects.get(pk=offer.pk)
    twin.pk, twin.uuid = None, made.uuid
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    ask(made, make_user("author"), by=owner, kind=TRANSFER)
    twin.kind, twin.offered_to = TRANSFER, make_user("author")
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_accounts_that_become_one_offer_themselves_nothing(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    offer = ask(made, colleague, by=owner)
    merge_people(kept=owner, gone=colleague, by=None, now=clock())
    assert get_offer(uuid=offer.uuid) is None


def test_a_merge_keeps_one_of_two_invitations(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    twin = make_user("author")
    ask(made, colleague, by=owner)
    second = ask(made, twin, by=owner)
    merge_people(kept=colleague, gone=twin, by=None, now=clock())
    found = get_offer(uuid=second.uuid)
    assert found
    assert (found.state, found.offered_to) == ("expired", colleague)
    assert len(open_offers_of(made)) == 1


def test_erasing_a_person_ends_what_waits_for_them(
    made: LearningObject, owner: Any, colleague: Any
) -> None:
    offer = ask(made, colleague, by=owner)
    erase_person(user=colleague, by=None, now=clock())
    found = get_offer(uuid=offer.uuid)
    assert found
    assert found.state == "expired"


def test_lists_take_one_query(
    made: LearningObject, owner: Any, colleague: Any, django_assert_max_num_queries: Any
) -> None:
    for _number in range(3):
        ask(make_object(by=owner), colleague, by=owner)
    with django_assert_max_num_queries(2):
        for listed in (offers_to(colleague), offers_by(owner)):
            assert [item.learning_object.draft_title + item.offered_by.last_name for item in listed]
