from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from framework.api import get_tree
from moderation.api import (
    accept_taking,
    apply_for,
    close_commission,
    decline_taking,
    follow_subject,
    give_back_taking,
    retract_taking,
    revoke_taking,
    unfollow_subject,
)
from moderation.commissions.announcing import followers_of
from moderation.errors import AlreadyTaking, NoReason, NotOpen, PlanMissing
from moderation.models import CallInterest, Commission, Taking
from tests.factories.commissions import make_call, make_taking
from tests.factories.library import topic
from tests.factories.people import make_user


def test_an_application_waits_and_takes_no_place(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    taking = make_taking(call, by=author, now=now)
    assert taking.state == "applied"
    assert Commission.objects.get().taken == 0
    accept_taking(taking=taking, by=methodologist, now=now)
    assert taking.state == Taking.objects.get().state == "working"
    assert Commission.objects.get().taken == 1


def test_the_first_come_has_the_place_at_once(now, methodologist, author):
    call = make_call(by=methodologist, now=now, first_come=True)
    taking = apply_for(commission=call, plan="", by=author, now=now)
    assert (taking.state, call.taken) == ("working", 1)
    with pytest.raises(TransitionRefused):
        apply_for(commission=call, plan="", by=make_user("author"), now=now)
    assert Taking.objects.count() == 1


def test_an_application_needs_a_plan_an_open_call_and_time(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    with pytest.raises(PlanMissing):
        apply_for(commission=call, plan="  ", by=author, now=now)
    with pytest.raises(NotOpen):
        apply_for(commission=call, plan="План", by=author, now=now + timedelta(days=15))
    close_commission(commission=call, by=methodologist, now=now)
    with pytest.raises(NotOpen):
        apply_for(commission=call, plan="План", by=author, now=now)


def test_the_last_day_is_a_day_of_the_call(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    apply_for(commission=call, plan="План", by=author, now=now + timedelta(days=14))


def test_nobody_applies_twice_but_a_declined_one_may_try_again(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    taking = make_taking(call, by=author, now=now)
    with pytest.raises(AlreadyTaking):
        make_taking(call, by=author, now=now)
    decline_taking(taking=taking, reason="Мало опыта.", by=methodologist, now=now)
    assert make_taking(call, by=author, now=now).pk != taking.pk


def test_who_could_choose_the_authors_takes_no_place(now, methodologist):
    subject = get_tree().subject_of(topic()).uuid
    call = make_call(by=methodologist, now=now)
    for who in (methodologist, make_user("author", "methodologist")):
        with pytest.raises(NotAllowed):
            apply_for(commission=call, plan="План", by=who, now=now)
    elsewhere = make_user("author")
    apply_for(commission=call, plan="План", by=elsewhere, now=now)
    assert subject == call.subject_uuid


@pytest.mark.parametrize("role", ["author", "moderator", "administrator"])
def test_only_methodologists_of_the_subject_decide(now, methodologist, role):
    taking = make_taking(make_call(by=methodologist, now=now), now=now)
    with pytest.raises(TransitionRefused) as refused:
        accept_taking(taking=taking, by=make_user(role), now=now)
    assert refused.value.code == "permission"


def test_a_refusal_says_why(now, methodologist):
    call = make_call(by=methodologist, now=now, places=2)
    waiting, writing = make_taking(call, now=now), make_taking(call, now=now, accepted=True)
    for act, taking in ((decline_taking, waiting), (revoke_taking, writing)):
        with pytest.raises(NoReason):
            act(taking=taking, reason=" ", by=methodologist, now=now)
        act(taking=taking, reason="Есть похожий урок.", by=methodologist, now=now)
        assert Taking.objects.get(pk=taking.pk).reason == "Есть похожий урок."
    assert Commission.objects.get().taken == 0


def test_an_author_leaves_by_the_way_that_fits(now, methodologist, author):
    call = make_call(by=methodologist, now=now)
    taking = make_taking(call, by=author, now=now)
    with pytest.raises(TransitionRefused):
        give_back_taking(taking=taking, reason="", by=author, now=now)
    retract_taking(taking=taking, by=author, now=now)
    again = make_taking(call, by=author, now=now, accepted=True)
    with pytest.raises(TransitionRefused):
        give_back_taking(taking=again, reason="", by=make_user("author"), now=now)
    give_back_taking(taking=again, reason="Не успеваю.", by=author, now=now)
    assert list(Taking.objects.order_by("pk").values_list("state", flat=True)) == [
        "retracted",
        "given_back",
    ]
    assert Commission.objects.get().taken == 0


def test_the_database_refuses_impossible_parts(now, methodologist, author):
    call = make_call(by=methodologist, now=now, places=2)
    first = make_taking(call, by=author, now=now, begun=True)
    second = make_taking(call, now=now, accepted=True)
    for wrong in (
        {"state": "lost"},
        {"author": author},
        {"learning_object": first.learning_object},
        {"state": "revoked", "reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Taking.objects.filter(pk=second.pk).update(**wrong)


def test_people_follow_a_subject_once(now, author):
    subject = get_tree().subject_of(topic()).uuid
    follow_subject(subject_uuid=subject, by=author)
    follow_subject(subject_uuid=subject, by=author)
    assert followers_of(subject) == [author.pk]
    with pytest.raises(NotAllowed):
        follow_subject(subject_uuid=subject, by=make_user("moderator"))
    unfollow_subject(subject_uuid=subject, by=author)
    assert not CallInterest.objects.exists()


def test_an_interest_is_stored_once(author):
    subject = get_tree().subject_of(topic()).uuid
    CallInterest.objects.create(user=author, subject_uuid=subject)
    with pytest.raises(IntegrityError), transaction.atomic():
        CallInterest.objects.create(user=author, subject_uuid=subject)
