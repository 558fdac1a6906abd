"""Claims: who works on a submission, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.api import User, require
from core.errors import TransitionRefused
from learning_objects.api import authors_of
from moderation.actions.access import check_move, note_move
from moderation.actions.telling import tell_lost
from moderation.actions.voting import has_voted
from moderation.data import (
    CAPACITY,
    CLAIMED,
    FREE,
    KNOWS_AUTHOR,
    LEASE,
    OTHER,
    QUEUED,
    REASON_LABELS,
    RELEASE_REASONS,
    QueueFilters,
)
from moderation.interests import away, fitting
from moderation.models import Conflict, Membership, Release, Submission
from moderation.news import PUT_IN_QUEUE, TAKEN
from moderation.rules import SEE_QUEUE
from moderation.work_queries import queue

# Another of these, and the submission is not what the expert has looked at.
SEEN = ("institute_id", "round", "is_appeal", "step", "seat")

# So many works of one subject are looked at: more than experts who may be taking one just now.
HEAD = 500


class AlreadyClaimed(Exception):
    """Somebody else was faster, or the submission is no longer waiting."""


class AtCapacity(Exception):
    """The expert has as many works in hand as the chief allows at once."""


class IsAway(Exception):
    """An expert who is absent is given nothing."""


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
    until = max(now + LEASE, submission.lease_until or now) if already_mine else now + LEASE
    giver = submission.assigned_by if already_mine else None
    free = Q(state=QUEUED) | Q(state=CLAIMED, lease_until__lt=now) | Q(state=CLAIMED, claimed_by=by)
    since = submission.claimed_at if already_mine else now
    # The right was asked of what was loaded; a vote or another institute may have come in between.
    seen = {name: getattr(submission, name) for name in SEEN}
    changed = Submission.objects.filter(free, pk=submission.pk, **seen).update(
        state=target, claimed_by=by, claimed_at=since, lease_until=until, assigned_by=giver
    )
    if not changed:
        raise AlreadyClaimed
    if not already_mine:
        tell_lost(submission, TAKEN, by=by, now=now)
    submission.state, submission.claimed_by, submission.lease_until = target, by, until
    submission.claimed_at, submission.assigned_by = since, giver
    if not already_mine:
        note_move("claim", submission, by=by, now=now)


@transaction.atomic
def claim_next(*, filters: QueueFilters, by: User, now: datetime) -> Submission | None:
    """Claim what the expert should do next within ``filters``; ``None`` when nothing fits.

    The order is always the same: late first, then by priority, deadline, age. What is passed over:
    other kinds, grades and stages than the expert's, conflicts of interest, what they have voted on
    in this round (on an appeal: ever), what they gave back in this round. Raises ``NotAllowed``,
    :class:`IsAway`, :class:`AtCapacity`.

    On PostgreSQL rows that a colleague is just taking are skipped (SKIP LOCKED); on SQLite the
    transaction is the only writer. Either way the claim is a conditional UPDATE.
    """
    require(by, SEE_QUEUE)
    check_free_hands(by, now=now)
    free, refused = replace(filters, which=FREE), list[int]()
    while True:
        found = (
            queue(by, free, now=now, most=HEAD, narrowed=lambda some: _fitting(by, some, refused))
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if found is None:
            return None
        try:
            claim(submission=found, by=by, now=now)
        except (AlreadyClaimed, TransitionRefused):
            refused.append(found.pk)
            continue
        return found


def _fitting(person: User, found: QuerySet[Submission], refused: list[int]) -> QuerySet[Submission]:
    """Narrow to what may be given; without what has just turned out to be taken."""
    some = fitting(person, found)
    return some.exclude(pk__in=refused) if refused else some


def check_free_hands(person: User, *, now: datetime) -> None:
    """Raise :class:`IsAway` or :class:`AtCapacity` when ``person`` is to be given nothing more.

    Locks the person's memberships, so that two windows of one expert do not pass the limit.
    """
    if away(now, [person.pk]).exists():
        raise IsAway
    locked = Membership.objects.select_for_update().filter(person=person)
    capacity = max((item.capacity for item in locked), default=CAPACITY)
    if Submission.objects.filter(claimed_by=person, state=CLAIMED).count() >= capacity:
        raise AtCapacity


@transaction.atomic
def release(
    *, submission: Submission, by: User, now: datetime, reason: str = OTHER, note: str = ""
) -> None:
    """Give the submission back to the queue; a chief may do it for another expert.

    ``reason`` is one of ``data.RELEASE_REASONS``. Who gives back their own is not offered it again
    in this round, and who knows an author never again. Raises ``TransitionRefused``,
    :class:`AlreadyClaimed` when it changed hands in the meantime, ``ValueError`` on another reason.
    """
    if reason not in RELEASE_REASONS:
        raise ValueError(f"unknown reason {reason!r}")
    target = check_move("release", submission, by=by, now=now).target
    holder = submission.claimed_by_id
    changed = Submission.objects.filter(
        pk=submission.pk, state=CLAIMED, claimed_by_id=holder
    ).update(state=target, claimed_by=None, claimed_at=None, lease_until=None, assigned_by=None)
    if not changed:
        raise AlreadyClaimed
    tell_lost(submission, PUT_IN_QUEUE, by=by, now=now)
    submission.state, submission.claimed_by, submission.lease_until = target, None, None
    submission.claimed_at = submission.assigned_by = None
    if holder == by.pk:
        _remember_release(submission, reason, note.strip()[:500], by=by, now=now)
    note_move("release", submission, by=by, now=now, why=reason)


def _remember_release(
    submission: Submission, reason: str, note: str, *, by: User, now: datetime
) -> None:
    Release.objects.create(
        submission=submission, round=submission.round, person=by, reason=reason, note=note, at=now
    )
    if reason != KNOWS_AUTHOR:
        return
    words = note[:300] or str(REASON_LABELS[KNOWS_AUTHOR])
    people = [item.user_id for item in authors_of(submission.learning_object)]
    Conflict.objects.bulk_create(
        (
            Conflict(person=by, author_id=person, reason=words, declared_by=by, at=now)
            for person in people
        ),
        ignore_conflicts=True,
    )


def renew(*, submission: Submission, by: User, now: datetime) -> bool:
    """Prolong one's own claim, as every activity does; returns whether it was held.

    What a chief assigned for days is not shortened.
    """
    until = now + LEASE
    mine = Submission.objects.filter(pk=submission.pk, state=CLAIMED, claimed_by=by)
    if mine.filter(lease_until__lt=until).update(lease_until=until):
        submission.lease_until = until
        return True
    return mine.exists()
