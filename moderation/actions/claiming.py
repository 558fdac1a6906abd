"""Claims: who works on a submission, and until when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.api import User, require
from moderation.actions.access import check_move, note_move
from moderation.actions.voting import has_voted
from moderation.data import CLAIMED, LEASE, QUEUED, QueueFilters
from moderation.models import Submission
from moderation.queries import queue
from moderation.rules import SEE_QUEUE

# How many of the oldest free submissions "claim next" tries while colleagues take them away.
ATTEMPTS = 20


class AlreadyClaimed(Exception):
    """Somebody else was faster, or the submission is no longer waiting."""


@transaction.atomic
def claim(*, submission: Submission, by: User, now: datetime) -> None:
    """Take the submission for :data:`~moderation.data.LEASE`; claiming one's own renews it.

    Of any number of simultaneous claims one succeeds: it is a single conditional UPDATE. Raises
    ``TransitionRefused`` (no right, wrong state, the other's lease still runs) and
    :class:`AlreadyClaimed` when it was taken in the meantime.
    """
    name = "take_over" if submission.state == CLAIMED else "claim"
    voted = has_voted(submission, by)
    target = check_move(name, submission, by=by, now=now, has_voted=voted).target
    already_mine = name == "take_over" and submission.claimed_by_id == by.pk
    until = now + LEASE
    free = Q(state=QUEUED) | Q(state=CLAIMED, lease_until__lt=now) | Q(state=CLAIMED, claimed_by=by)
    since = submission.claimed_at if already_mine else now
    changed = Submission.objects.filter(free, pk=submission.pk).update(
        state=target, claimed_by=by, claimed_at=since, lease_until=until
    )
    if not changed:
        raise AlreadyClaimed
    submission.state, submission.claimed_by, submission.lease_until = target, by, until
    submission.claimed_at = since
    if not already_mine:
        note_move("claim", submission, by=by, now=now)


def claim_next(*, filters: QueueFilters, by: User, now: datetime) -> Submission | None:
    """Claim the submission that has waited longest among the free ones; ``None`` when none is."""
    require(by, SEE_QUEUE)
    for submission in queue(by, filters, now=now)[:ATTEMPTS]:
        try:
            claim(submission=submission, by=by, now=now)
        except AlreadyClaimed:
            continue
        return submission
    return None


@transaction.atomic
def release(*, submission: Submission, by: User, now: datetime) -> None:
    """Give the submission back to the queue; a chief may do it for another expert.

    Raises ``TransitionRefused``, :class:`AlreadyClaimed` when it changed hands in the meantime.
    """
    target = check_move("release", submission, by=by, now=now).target
    changed = Submission.objects.filter(
        pk=submission.pk, state=CLAIMED, claimed_by_id=submission.claimed_by_id
    ).update(state=target, claimed_by=None, lease_until=None)
    if not changed:
        raise AlreadyClaimed
    submission.state, submission.claimed_by, submission.lease_until = target, None, None
    note_move("release", submission, by=by, now=now)


def renew(*, submission: Submission, by: User, now: datetime) -> bool:
    """Prolong one's own claim, as every activity does; returns whether it was held."""
    until = now + LEASE
    held = Submission.objects.filter(pk=submission.pk, state=CLAIMED, claimed_by=by).update(
        lease_until=until
    )
    if held:
        submission.lease_until = until
    return bool(held)
