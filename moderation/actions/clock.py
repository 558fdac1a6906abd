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


def start_clock(submission: Submission, now: datetime) -> None:
    """Set the deadline: anew, or by what was left when the clock was stopped."""
    allowed = _allowed_days(submission)
    if submission.days_left is not None:
        allowed = max(submission.days_left, min(LEAST_DAYS, allowed))
    submission.due_at = end_of(read_workdays().after(day_of(now), allowed))
    submission.days_left, submission.is_late, submission.escalated_at = None, False, None


def stop_clock(submission: Submission, now: datetime) -> dict[str, object]:
    """Keep what is left and return the changed fields, for ``write_move``."""
    left = submission.days_left
    if submission.due_at != NO_DEADLINE:
        left = read_workdays().between(day_of(now), last_day(submission.due_at))
    changes: dict[str, object] = {
        "days_left": left,
        "due_at": NO_DEADLINE,
        "is_late": False,
        "escalated_at": None,
        "assigned_by": None,
    }
    for name, value in changes.items():
        setattr(submission, name, value)
    return changes


def _allowed_days(submission: Submission) -> int:
    """Return the working days that the institute's rule gives to a review of this kind."""
    rules = ReviewRule.objects.filter(institute_id=submission.institute_id, kind=submission.kind)
    return rules.values_list("days", flat=True).first() or REVIEW_DAYS
