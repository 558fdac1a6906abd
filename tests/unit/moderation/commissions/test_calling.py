from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from core.api import read_trail
from core.errors import TransitionRefused
from framework.api import get_tree
from moderation.api import (
    cancel_commission,
    change_commission,
    close_commission,
    create_commission,
    open_commission,
    prolong_commission,
    reopen_commission,
)
from moderation.errors import CallIsOut, CannotShrink, NoReason, WrongBrief
from moderation.models import Commission, Taking
from tests.factories.commissions import make_brief, make_call, make_taking
from tests.factories.framework import node_titled
from tests.factories.library import FORESTS, topic
from tests.factories.people import make_user


def physics():
    return get_tree().subject_of(topic()).uuid


def test_a_call_knows_where_it_stands_in_the_framework(now, methodologist):
    made = create_commission(brief=make_brief(now=now), by=methodologist, now=now)
    assert (made.state, made.subject_uuid, made.grade) == ("draft", physics(), 8)
    assert made.topic.endswith("Постоянный электрический ток")
    assert made.institute.key == "central"
    (entry,) = read_trail(object_uuid=made.uuid)
    assert entry.action == "moderation.call_create"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"node": uuid4()}, "node_uuid"),
        ({"kind": "opera"}, "kind"),
        ({"places": 0}, "places"),
        ({"places": 51}, "places"),
        ({"title": " "}, "title"),
        ({"wanted": ""}, "wanted"),
    ],
)
def test_a_call_that_nobody_could_answer_is_refused(now, methodologist, changes, place):
    with pytest.raises(WrongBrief) as refused:
        create_commission(brief=make_brief(now=now, **changes), by=methodologist, now=now)
    assert refused.value.place == place
    assert not Commission.objects.exists()


def test_a_subject_is_no_topic(now, methodologist):
    with pytest.raises(WrongBrief):
        create_commission(brief=make_brief(node=physics(), now=now), by=methodologist, now=now)


def test_methodologists_call_in_their_subjects_only(now):
    brief = make_brief(now=now)
    create_commission(brief=brief, by=make_user("methodologist", subject=physics()), now=now)
    geography = get_tree().subject_of(node_titled(FORESTS).uuid).uuid
    for stranger in (
        make_user("methodologist", subject=geography),
        make_user("author"),
        make_user("administrator"),
        make_user("chief_moderator"),
    ):
        with pytest.raises(NotAllowed):
            create_commission(brief=brief, by=stranger, now=now)


def test_a_draft_cannot_be_moved_into_another_methodologists_subject(now):
    by = make_user("methodologist", subject=physics())
    made = make_call(by=by, now=now, is_open=False)
    brief = make_brief(node=node_titled(FORESTS).uuid, now=now)
    with pytest.raises(NotAllowed):
        change_commission(commission=made, brief=brief, by=by, now=now)


def test_a_draft_changes_and_an_open_call_keeps_its_words(now, methodologist):
    made = make_call(by=methodologist, now=now, is_open=False)
    brief = make_brief(now=now, title="Другой урок", places=2)
    change_commission(commission=made, brief=brief, by=methodologist, now=now)
    assert Commission.objects.get().title == made.title == "Другой урок"
    open_commission(commission=made, by=methodologist, now=now)
    with pytest.raises(CallIsOut):
        change_commission(commission=made, brief=brief, by=methodologist, now=now)


def test_a_call_opens_before_its_deadline_only(now, methodologist):
    made = make_call(by=methodologist, now=now, is_open=False)
    with pytest.raises(TransitionRefused) as refused:
        open_commission(commission=made, by=methodologist, now=now + timedelta(days=15))
    assert refused.value.code == "guard"
    open_commission(commission=made, by=methodologist, now=now + timedelta(days=14))
    assert made.state == "open"


def test_a_closed_call_opens_again_when_a_place_is_free(now, methodologist):
    made = make_call(by=methodologist, now=now)
    make_taking(made, now=now, accepted=True)
    close_commission(commission=made, by=methodologist, now=now)
    with pytest.raises(TransitionRefused):
        reopen_commission(commission=made, by=methodologist, now=now)
    prolong_commission(commission=made, deadline=made.deadline, places=2, by=methodologist, now=now)
    reopen_commission(commission=made, by=methodologist, now=now)
    assert made.state == Commission.objects.get().state == "open"


def test_a_call_loses_neither_days_nor_places(now, methodologist):
    made = make_call(by=methodologist, now=now, places=2)
    day = timedelta(days=1)
    for deadline, places in ((made.deadline - day, 2), (made.deadline, 1), (made.deadline, 51)):
        with pytest.raises(CannotShrink):
            prolong_commission(
                commission=made, deadline=deadline, places=places, by=methodologist, now=now
            )
    prolong_commission(
        commission=made, deadline=made.deadline + day, places=3, by=methodologist, now=now
    )
    assert Commission.objects.get().places == 3


def test_cancelling_says_why_to_everybody_who_waits_or_writes(now, methodologist):
    made = make_call(by=methodologist, now=now, places=3)
    waiting = make_taking(made, now=now)
    writing = make_taking(made, now=now, begun=True)
    with pytest.raises(NoReason):
        cancel_commission(commission=made, reason=" ", by=methodologist, now=now)
    cancel_commission(commission=made, reason="Тема ушла.", by=methodologist, now=now)
    told = dict(Taking.objects.values_list("pk", "state"))
    assert told == {waiting.pk: "declined", writing.pk: "revoked"}
    assert set(Taking.objects.values_list("reason", flat=True)) == {"Тема ушла."}
    assert Commission.objects.get().taken == made.taken == 0
    with pytest.raises(TransitionRefused):
        reopen_commission(commission=made, by=methodologist, now=now)


def test_a_draft_is_cancelled_without_a_word(now, methodologist):
    made = make_call(by=methodologist, now=now, is_open=False)
    cancel_commission(commission=made, reason="", by=methodologist, now=now)
    assert made.state == "cancelled"


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"places": 0},
        {"taken": 2},
        {"grade": 12},
        {"state": "open", "opened_at": None},
    ],
)
def test_the_database_refuses_impossible_calls(now, methodologist, wrong):
    made = make_call(by=methodologist, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commission.objects.filter(pk=made.pk).update(**wrong)
