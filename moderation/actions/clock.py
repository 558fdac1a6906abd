"""The clock of a review: how long the institute may take.

It counts working days. It runs from the day after the submission, stands while the author revises,
and goes on at the next submission with what was left, but never less than two days. These functions
change the fields of a submission that the caller has locked or not saved yet, and write nothing.
"""

from __future__ import annotations

from datetime import datetime

from moderation.data import LEAST_DAYS, NO_DEADLINE, REVIEW_DAYS
from moderation.models import ReviewRule, Submission
from moderation.workdays import day_of, end_of, last_day, read_workdays


def start_clock(submission: Submission, now: datetime, *, anew: bool = False) -> dict[str, object]:
    """Set the deadline: by what was left when the clock was stopped, or ``anew``.

    Returns the changed fields, for ``write_move``.
    """
    allowed = _allowed_days(submission)
    if submission.days_left is not None and not anew:
        allowed = max(submission.days_left, min(LEAST_DAYS, allowed))
    zone = submission.institute.zone
    due_at = end_of(read_workdays().after(day_of(now, zone), allowed), zone)
    return _change(submission, due_at=due_at, days_left=None, is_late=False, escalated_at=None)


def stop_clock(submission: Submission, now: datetime) -> dict[str, object]:
    """Keep what is left and return the changed fields, for ``write_move``."""
    left = submission.days_left
    if submission.due_at != NO_DEADLINE:
        zone = submission.institute.zone
        left = read_workdays().between(day_of(now, zone), last_day(submission.due_at, zone))
    return _change(submission, days_left=left, due_at=NO_DEADLINE, is_late=False, escalated_at=None)


def _change(submission: Submission, **changes: object) -> dict[str, object]:
    for name, value in changes.items():
        setattr(submission, name, value)
    return changes


def _allowed_days(submission: Submission) -> int:
    """Return the working days that the institute's rule gives to a review of this kind."""
    rules = ReviewRule.objects.filter(institute_id=submission.institute_id, kind=submission.kind)
    return rules.values_list("days", flat=True).first() or REVIEW_DAYS
