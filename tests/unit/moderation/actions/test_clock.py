from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from moderation.actions.clock import start_clock, stop_clock
from moderation.api import ensure_central_institute
from moderation.data import LEAST_DAYS, NO_DEADLINE, REVIEW_DAYS
from moderation.models import ReviewRule, Submission
from moderation.workdays import last_day, read_workdays
from tests.factories.moderation import make_submission

MOSCOW = ZoneInfo("Europe/Moscow")
EARLIEST = datetime(2026, 1, 1)  # noqa: DTZ001 (the strategy wants them so)
LATEST = datetime(2027, 6, 1)  # noqa: DTZ001


def moscow(day, hour=12, month=11):
    return datetime(2026, month, day, hour, tzinfo=MOSCOW)


@pytest.mark.django_db
def test_a_submission_is_due_after_the_working_days_of_its_rule():
    submission = make_submission(now=moscow(25))
    assert last_day(submission.due_at) == moscow(2, month=12).date()
    ReviewRule.objects.create(institute=submission.institute, kind="scenario", days=1)
    other = make_submission(now=moscow(27))
    assert last_day(other.due_at) == moscow(30).date()


@pytest.mark.django_db
def test_the_clock_stands_while_the_author_revises():
    submission = make_submission(now=moscow(25))
    stop_clock(submission, moscow(27))
    assert (submission.due_at, submission.days_left) == (NO_DEADLINE, 3)
    start_clock(submission, moscow(9, month=12))
    assert last_day(submission.due_at) == moscow(14, month=12).date()
    assert submission.days_left is None


@pytest.mark.django_db
def test_what_was_late_goes_on_with_two_days_and_is_not_late_any_more():
    submission = make_submission(now=moscow(2))
    submission.is_late = True
    stop_clock(submission, moscow(25))
    assert submission.days_left < 0
    start_clock(submission, moscow(25))
    assert last_day(submission.due_at) == moscow(27).date()
    assert not submission.is_late


class TestClock(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=6),
        st.datetimes(EARLIEST, LATEST, timezones=st.just(MOSCOW)),
    )
    def test_no_way_of_stopping_gives_more_than_the_rule_nor_less_than_two_days(self, pauses, at):
        days = read_workdays()
        submission = Submission(kind="scenario", institute=ensure_central_institute())
        start_clock(submission, at)
        for worked, paused in pauses:
            at = at + (days.after(at.date(), worked) - at.date())
            stop_clock(submission, at)
            assert submission.due_at == NO_DEADLINE
            at = at + (days.after(at.date(), paused) - at.date())
            start_clock(submission, at)
            left = days.between(at.date(), last_day(submission.due_at))
            assert LEAST_DAYS <= left <= REVIEW_DAYS
