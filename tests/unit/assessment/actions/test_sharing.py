from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.api import grant_role, may
from accounts.data import Scope
from accounts.errors import NotAllowed
from assessment.api import (
    circles_of,
    end_sharing,
    list_items,
    make_ready,
    set_audience,
    share_with,
)
from assessment.data import CIRCLE, EVERYBODY, OWN
from assessment.errors import CannotShareItem, NotInCircle
from assessment.rules import SEE_KEYS, SEE_QUESTION
from core.api import now
from tests.factories.bank import make_bank_item
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def sees(user, item) -> bool:
    """Whether rule and list agree that the person sees the item, and what they say."""
    user = type(user).objects.get(pk=user.pk)
    allowed = may(user, SEE_KEYS, item)
    assert allowed == (item in list_items(user))
    return allowed


def test_a_draft_is_the_owners_and_the_named():
    made, colleague = make_bank_item(), make_user("author")
    set_audience(bank_item=made, audience=EVERYBODY, by=made.owner, now=now())
    assert sees(made.owner, made)
    assert not sees(colleague, made)
    share = share_with(bank_item=made, user=colleague, may_write=False, by=made.owner, now=now())
    assert sees(colleague, made)
    end_sharing(share=share, by=made.owner, now=now())
    assert not sees(colleague, made)


def test_for_everybody_means_keys_for_colleagues_and_questions_for_all():
    made, pupil = make_bank_item(shared=True), make_user()
    assert sees(make_user("teacher"), made)
    assert not sees(pupil, made)
    assert may(pupil, SEE_QUESTION, made)
    set_audience(bank_item=made, audience=OWN, by=made.owner, now=now())
    assert not may(pupil, SEE_QUESTION, made)


def test_an_organisation_sees_what_is_shared_with_it():
    owner, colleague, stranger = (make_user() for _ in range(3))
    press, other = Scope("organisation", uuid4()), Scope("organisation", uuid4())
    for person, scope in ((owner, press), (colleague, press), (stranger, other)):
        grant_role(user=person, role="author", scope=scope, by=None, now=now())
    owner, colleague, stranger = (
        type(p).objects.get(pk=p.pk) for p in (owner, colleague, stranger)
    )
    made = make_bank_item(by=owner)
    make_ready(bank_item=made, by=owner, now=now())
    (circle,) = circles_of(owner)
    set_audience(bank_item=made, audience=CIRCLE, circle=circle, by=owner, now=now())
    assert sees(colleague, made)
    assert not sees(stranger, made)
    (foreign,) = circles_of(stranger)
    with pytest.raises(NotInCircle):
        set_audience(bank_item=made, audience=CIRCLE, circle=foreign, by=owner, now=now())


def test_sharing_is_the_owners():
    made, colleague = make_bank_item(shared=True), make_user("author")
    with pytest.raises(NotAllowed):
        set_audience(bank_item=made, audience=OWN, by=colleague, now=now())
    with pytest.raises(CannotShareItem):
        share_with(bank_item=made, user=made.owner, may_write=True, by=made.owner, now=now())
