from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.api import now as clock
from core.api import read_trail
from moderation.api import plan_absence, sweep
from moderation.data import FORGOTTEN_AFTER, LEASE, SweepReport
from moderation.models import Submission
from moderation.workdays import day_of
from tests.factories.moderation import make_submission
from tests.factories.people import make_user

NOTHING = SweepReport(0, 0, 0, 0)


@pytest.mark.django_db
def test_a_forgotten_claim_goes_back_once(now):
    expert = make_user("moderator")
    submission = make_submission(now=now, claimed_by=expert)
    assert sweep(now=now + LEASE + FORGOTTEN_AFTER) == NOTHING
    later = now + LEASE + FORGOTTEN_AFTER + timedelta(seconds=1)
    assert sweep(now=later).expired == 1
    assert sweep(now=later) == NOTHING
    fresh = Submission.objects.get(pk=submission.pk)
    assert (fresh.state, fresh.claimed_by) == ("queued", None)
    entry = read_trail(object_uuid=submission.object_uuid)[-1]
    assert (entry.action, entry.actor_uuid) == ("moderation.expire", None)


@pytest.mark.django_db
def test_what_is_late_is_marked_and_after_two_working_days_raised(now):
    submission = make_submission(now=now)
    assert sweep(now=submission.due_at) == NOTHING
    assert sweep(now=submission.due_at + timedelta(minutes=1)).late == 1
    much_later = submission.due_at + timedelta(days=8)
    assert sweep(now=much_later).escalated == 1
    assert sweep(now=much_later) == NOTHING
    fresh = Submission.objects.get(pk=submission.pk)
    assert (fresh.is_late, fresh.priority, fresh.escalated_at) == (True, 1, much_later)


@pytest.mark.django_db
def test_an_absence_gives_back_what_is_in_work_when_it_begins_and_only_then(now):
    expert, other = make_user("moderator"), make_user("moderator")
    held = make_submission(now=now, claimed_by=expert)
    kept = make_submission(now=now, claimed_by=other)
    day = day_of(now) + timedelta(days=1)
    facts = {"first_day": day, "last_day": day, "today": day_of(now)}
    plan_absence(person=expert, give_back=True, by=expert, **facts)
    plan_absence(person=other, give_back=False, by=other, **facts)
    assert sweep(now=now) == NOTHING
    tomorrow = now + timedelta(days=1)
    Submission.objects.update(lease_until=tomorrow + LEASE)
    assert sweep(now=tomorrow).given_back == 1
    assert sweep(now=tomorrow).given_back == 0
    assert Submission.objects.get(pk=held.pk).state == "queued"
    assert Submission.objects.get(pk=kept.pk).state == "claimed"


@pytest.mark.django_db
def test_a_round_costs_the_same_however_much_there_is(now):
    expert = make_user("moderator")
    numbers = []
    for size in (1, 6):
        for _ in range(size):
            make_submission(now=now, claimed_by=expert)
        Submission.objects.update(is_late=False, escalated_at=None, due_at=now)
        with CaptureQueriesContext(connection) as queries:
            report = sweep(now=now + timedelta(days=20))
        assert report.expired == size
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 30


@pytest.mark.django_db
def test_the_command_says_what_it_did():
    make_submission(now=clock() - timedelta(days=40), claimed_by=make_user("moderator"))
    said = StringIO()
    call_command("review_sweep", stdout=said)
    assert said.getvalue().startswith("1 claims returned")


class TestLeases(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(st.timedeltas(timedelta(0), timedelta(days=3)))
    def test_a_claim_is_taken_back_exactly_when_it_is_long_over(self, waited):
        at = clock()
        submission = make_submission(now=at, claimed_by=make_user("moderator"))
        sweep(now=at + waited)
        held = Submission.objects.get(pk=submission.pk).state == "claimed"
        assert held == (waited <= LEASE + FORGOTTEN_AFTER)
