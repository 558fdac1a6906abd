from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from moderation.api import assign, claim, hand_over, recall, release, sweep, take_out
from moderation.data import FORGOTTEN_AFTER, LEASE
from moderation.models import Submission
from moderation.workdays import day_of, end_of, read_workdays
from notices.kinds import fill, kinds
from notices.models import Notice
from tests.factories.after import open_look
from tests.factories.moderation import (
    approve,
    author_of,
    make_submission,
    move_to_subject,
    return_submission,
)
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
TWO_EXPERTS = ("moderator", "moderator")


def codes(person):
    rows = Notice.objects.filter(recipient=person).order_by("id")
    return [row.code.removeprefix("moderation.") for row in rows]


def test_an_author_hears_of_every_turn(now):
    expert = make_user("moderator")
    found = make_submission(now=now, claimed_by=expert)
    return_submission(submission=found, letter="Нет вывода.", by=expert, now=now)
    other = make_submission(now=now, by=author_of(found), claimed_by=expert)
    approve(submission=other, by=expert, now=now)
    assert codes(author_of(found)) == ["taken_in", "returned", "taken_in", "approved"]
    assert codes(expert) == []


def test_an_expert_hears_what_was_given_and_what_went_back(now):
    chief, expert = make_user("chief_moderator"), make_user("moderator")
    found = make_submission(now=now)
    assign(submission=found, to=expert, by=chief, now=now)
    own = make_submission(now=now)
    assign(submission=own, to=chief, by=chief, now=now)
    assert codes(expert) == ["assigned"]
    assert codes(chief) == []
    Submission.objects.filter(pk=found.pk).update(lease_until=now)
    sweep(now=now + LEASE + FORGOTTEN_AFTER)
    assert "expired" in codes(expert)


def test_deadlines_are_told_once_a_working_day(now):
    expert = make_user("moderator")
    day = read_workdays().after(day_of(now), 1)
    noon = end_of(day) - timedelta(hours=12)
    for due in (noon - timedelta(days=1), noon + timedelta(hours=6)):
        found = make_submission(now=now, claimed_by=expert)
        facts = {"due_at": due, "lease_until": noon + timedelta(days=1)}
        Submission.objects.filter(pk=found.pk).update(**facts)
    for _again in range(2):
        sweep(now=noon)
    notice = Notice.objects.get(recipient=expert, code="moderation.deadlines")
    assert notice.data == {"late": 1, "soon": 1}


def test_chiefs_hear_how_many_are_late_in_their_subject(now):
    physics, biology = uuid4(), uuid4()
    everywhere = make_user("chief_moderator")
    of_physics = make_user("chief_moderator", subject=physics)
    of_biology = make_user("chief_moderator", subject=biology)
    for _number in range(2):
        move_to_subject(make_submission(now=now), physics)
    sweep(now=now + timedelta(days=30))
    numbers = {
        person: list(Notice.objects.filter(recipient=person).values_list("data__number", flat=True))
        for person in (everywhere, of_physics, of_biology)
    }
    assert numbers == {everywhere: [2], of_physics: [2], of_biology: []}


def test_the_number_of_reviews_and_people_costs_no_queries(now):
    def cost(number, weeks):
        for _each in range(number):
            make_submission(now=now, claimed_by=make_user("moderator"))
            make_user("chief_moderator")
        with CaptureQueriesContext(connection) as found:
            sweep(now=now + timedelta(weeks=weeks))
        return len(found)

    assert cost(1, weeks=4) == cost(4, weeks=5)


def lost(person):
    rows = Notice.objects.filter(recipient=person, code="moderation.lost").order_by("id")
    return [row.data["why"] for row in rows]


def test_an_expert_hears_how_a_review_was_lost(now):
    chief, first, second = (make_user(role) for role in ("chief_moderator", *TWO_EXPERTS))
    found = make_submission(now=now, claimed_by=first)
    assign(submission=found, to=second, by=chief, now=now)
    assert (lost(first), lost(second)) == (["given"], [])
    release(submission=found, by=chief, now=now)
    assert lost(second) == ["put_in_queue"]
    claim(submission=found, by=second, now=now)
    later = now + LEASE + timedelta(minutes=1)
    claim(submission=found, by=first, now=later)
    assert lost(second) == ["put_in_queue", "taken"]
    recall(submission=found, by=author_of(found), now=later)
    assert lost(first) == ["given", "recalled"]
    look = open_look(claimed_by=first)
    take_out(learning_object=look.learning_object, how="block", reason="Я", by=chief, now=now)
    assert lost(first)[-1] == "settled"
    assert lost(chief) == []


def test_nobody_is_told_of_what_they_did_themselves(now):
    first, second = make_user("moderator"), make_user("moderator")
    found = make_submission(now=now, claimed_by=first)
    hand_over(submission=found, to=second, by=first, now=now)
    release(submission=found, by=second, now=now)
    assert (lost(first), lost(second)) == ([], [])


def test_every_notice_of_the_institute_is_said_in_russian():
    with override("ru"):
        for code, kind in kinds:
            if code.startswith("moderation."):
                said = fill(kind.text, kind.example)
                assert not re.search(r"[A-Za-z]{3}", said), (code, said)
