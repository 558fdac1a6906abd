from __future__ import annotations

import pytest

from core.api import read_trail
from core.errors import TransitionRefused
from moderation.api import assign, claim, declare_conflict, hand_over, plan_absence
from moderation.errors import CannotReview, IsAway
from moderation.models import Submission
from moderation.workdays import day_of
from tests.factories.moderation import author_of, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make_user("chief_moderator")


def test_a_chief_assigns_for_two_working_days(now, chief):
    submission, expert = make_submission(now=now), make_user("moderator")
    assign(submission=submission, to=expert, by=chief, now=now)
    fresh = Submission.objects.get(pk=submission.pk)
    assert (fresh.state, fresh.claimed_by, fresh.assigned_by) == ("claimed", expert, chief)
    assert (fresh.lease_until - now).days >= 1
    entry = read_trail(object_uuid=submission.object_uuid)[-1]
    assert (entry.action, entry.data["person"]) == ("moderation.assign", str(expert.uuid))


def test_an_expert_assigns_nothing_but_hands_their_own_over(now, chief):
    first, second = make_user("moderator"), make_user("moderator")
    submission = make_submission(now=now, claimed_by=first)
    with pytest.raises(TransitionRefused):
        assign(submission=submission, to=second, by=first, now=now)
    with pytest.raises(TransitionRefused):
        hand_over(submission=submission, to=second, by=second, now=now)
    hand_over(submission=submission, to=second, by=first, now=now)
    assert Submission.objects.get(pk=submission.pk).claimed_by == second
    with pytest.raises(TransitionRefused):
        claim(submission=Submission.objects.get(pk=submission.pk), by=first, now=now)


def test_nobody_gets_what_they_may_not_review(now, chief):
    submission = make_submission(now=now)
    author, expert = author_of(submission), make_user("moderator")
    with pytest.raises(CannotReview):
        assign(submission=submission, to=make_user("author"), by=chief, now=now)
    declare_conflict(person=expert, author=author, reason="Соавтор", by=expert, now=now)
    with pytest.raises(CannotReview):
        assign(submission=submission, to=expert, by=chief, now=now)


def test_nobody_gets_anything_while_away(now, chief):
    submission, expert = make_submission(now=now), make_user("moderator")
    today = day_of(now)
    facts = {"first_day": today, "last_day": today, "give_back": False, "today": today}
    plan_absence(person=expert, by=chief, **facts)
    with pytest.raises(IsAway):
        assign(submission=submission, to=expert, by=chief, now=now)
