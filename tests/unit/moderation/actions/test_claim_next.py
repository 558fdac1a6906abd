from __future__ import annotations

from datetime import timedelta

import pytest

from moderation.api import (
    claim_next,
    plan_absence,
    queue,
    release,
    set_competence,
)
from moderation.data import KNOWS_AUTHOR, NOT_MY_FIELD, QueueFilters
from moderation.errors import AtCapacity, IsAway
from moderation.models import Conflict, Submission
from moderation.workdays import day_of
from tests.factories.moderation import author_of, make_submission
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
NOW = QueueFilters()


@pytest.fixture
def expert():
    return make_user("moderator")


def change(submission, **facts):
    Submission.objects.filter(pk=submission.pk).update(**facts)
    return submission


def test_the_order_is_late_priority_deadline_age(now, expert):
    soon = change(make_submission(now=now), due_at=now + timedelta(days=2))
    younger = change(make_submission(now=now), due_at=now + timedelta(days=3))
    older = change(make_submission(now=now - timedelta(hours=1)), due_at=now + timedelta(days=3))
    urgent = change(make_submission(now=now), priority=2, due_at=now + timedelta(days=9))
    late = change(make_submission(now=now), is_late=True, due_at=now - timedelta(days=1))
    expected = [late, urgent, soon, older, younger]
    assert list(queue(expert, QueueFilters("free"), now=now)) == expected
    assert [claim_next(filters=NOW, by=expert, now=now) for _ in expected] == expected


@pytest.mark.parametrize(
    "facts", [{"kinds": ["material"]}, {"grades": [9]}, {"stages": ["technical"]}]
)
def test_only_what_fits_the_competence_is_given(now, expert, facts):
    submission = change(make_submission(now=now), grade=8)
    set_competence(person=expert, by=make_user("chief_moderator"), **facts)
    expert = type(expert).objects.get(pk=expert.pk)
    assert claim_next(filters=NOW, by=expert, now=now) is None
    assert queue(expert, QueueFilters(), now=now).get() == submission


def test_nothing_beyond_the_capacity(now, expert):
    set_competence(person=expert, by=make_user("chief_moderator"), capacity=1)
    for _ in range(2):
        make_submission(now=now)
    assert claim_next(filters=NOW, by=expert, now=now)
    with pytest.raises(AtCapacity):
        claim_next(filters=NOW, by=expert, now=now)


def test_nothing_while_away(now, expert):
    make_submission(now=now)
    today = day_of(now)
    facts = {"first_day": today, "last_day": today, "give_back": False}
    plan_absence(person=expert, by=expert, today=today, **facts)
    with pytest.raises(IsAway):
        claim_next(filters=NOW, by=expert, now=now)
    assert claim_next(filters=NOW, by=expert, now=now + timedelta(days=1))


def test_what_was_given_back_is_not_offered_again(now, expert):
    submission = make_submission(now=now)
    assert claim_next(filters=NOW, by=expert, now=now) == submission
    fresh = Submission.objects.get(pk=submission.pk)
    release(submission=fresh, reason=NOT_MY_FIELD, note="Химия", by=expert, now=now)
    assert claim_next(filters=NOW, by=expert, now=now) is None
    assert claim_next(filters=NOW, by=make_user("moderator"), now=now) == submission


def test_who_knows_the_author_never_meets_them_again(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    release(submission=submission, reason=KNOWS_AUTHOR, by=expert, now=now)
    assert Conflict.objects.get().author == author_of(submission)
    make_submission(now=now, by=author_of(submission))
    assert not queue(expert, QueueFilters(), now=now).exists()


def test_another_reason_is_refused(now, expert):
    submission = make_submission(now=now, claimed_by=expert)
    with pytest.raises(ValueError, match="unknown reason"):
        release(submission=submission, reason="просто", by=expert, now=now)
