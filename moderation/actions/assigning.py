"""Who gets a submission without having asked: assigned by a chief, handed over by its holder."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, may
from moderation.actions.access import check_move, lock_submission, note_move, write_move
from moderation.actions.claiming import IsAway
from moderation.actions.telling import tell_given, tell_lost
from moderation.interests import away, fitting
from moderation.models import Submission
from moderation.news import GIVEN
from moderation.states import CLAIM
from moderation.workdays import day_of, end_of, read_workdays

# Working days in which an expert begins with what they did not take themselves.
BEGIN_WITHIN = 2


class CannotReview(ValueError):
    """The chosen person may not review it: no right, an interest, or a vote of theirs in it."""


@transaction.atomic
def assign(*, submission: Submission, to: User, by: User, now: datetime) -> None:
    """Give a submission to an expert, as a chief; also one that another expert holds.

    The expert's claim runs to the end of the second working day. Raises ``TransitionRefused``,
    :class:`CannotReview`, :class:`~moderation.actions.claiming.IsAway`.
    """
    _give("assign", submission, to=to, by=by, now=now)


@transaction.atomic
def hand_over(*, submission: Submission, to: User, by: User, now: datetime) -> None:
    """Give a claimed submission on to another expert, as its holder or a chief.

    Raises as :func:`assign` does.
    """
    _give("hand_over", submission, to=to, by=by, now=now)


def _give(verb: str, submission: Submission, *, to: User, by: User, now: datetime) -> None:
    fresh = lock_submission(submission)
    target = check_move(verb, fresh, by=by, now=now).target
    if not may(to, CLAIM, fresh) or not _is_fresh_eye(to, fresh):
        raise CannotReview
    if away(now, [to.pk]).exists():
        raise IsAway
    if fresh.claimed_by_id != to.pk:
        tell_lost(fresh, GIVEN, by=by, now=now)
    until = end_of(read_workdays().after(day_of(now), BEGIN_WITHIN))
    giver = by if by.pk != to.pk else None
    write_move(
        fresh,
        submission,
        state=target,
        claimed_by=to,
        claimed_at=now,
        assigned_by=giver,
        lease_until=until,
    )
    note_move(verb, fresh, by=by, now=now, person=to.uuid)
    tell_given(fresh, to, by=by, now=now)


def _is_fresh_eye(person: User, submission: Submission) -> bool:
    """Say whether the person has neither voted on it in this round nor given it back."""
    return fitting(person, Submission.objects.filter(pk=submission.pk)).exists()
