"""What has to happen without anybody pressing a button; all of it may be repeated at any time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from core.api import record_all
from core.data import AuditLine
from moderation.actions.access import OBJECT
from moderation.data import (
    CLAIMED,
    ESCALATE_AFTER,
    FORGOTTEN_AFTER,
    RAISED,
    SweepReport,
)
from moderation.interests import away
from moderation.models import Absence, Submission
from moderation.states import SUBMISSIONS
from moderation.workdays import day_of, end_of, read_workdays

# Rows of one statement; the next round of the sweeper takes the rest.
BATCH = 500


def sweep(*, now: datetime) -> SweepReport:
    """Give forgotten claims back, mark what is late, tell chiefs; a fixed number of queries."""
    return SweepReport(
        expired=expire_forgotten(now=now),
        given_back=give_back_of_absent(now=now),
        late=mark_late(now=now),
        escalated=escalate(now=now),
    )


@transaction.atomic
def expire_forgotten(*, now: datetime) -> int:
    """Return claims whose lease has long been over to the queue."""
    return _expire(Submission.objects.filter(lease_until__lt=now - FORGOTTEN_AFTER), now=now)


@transaction.atomic
def give_back_of_absent(*, now: datetime) -> int:
    """Return what those hold whose absence has begun, if they wished so."""
    begun = away(now).filter(give_back=True, given_back_at__isnull=True)
    begun_ids = list(begun.values_list("pk", flat=True))
    if not begun_ids:
        return 0
    people = Absence.objects.filter(pk__in=begun_ids).values("person")
    number = _expire(Submission.objects.filter(claimed_by__in=people), now=now)
    if number < BATCH:
        Absence.objects.filter(pk__in=begun_ids).update(given_back_at=now)
    return number


def _expire(claims: QuerySet[Submission], *, now: datetime) -> int:
    held = claims.filter(state=CLAIMED).select_for_update(skip_locked=True).order_by("pk")
    rows = list(held.only("pk", "uuid", "object_uuid", "round", "claimed_by__uuid")[:BATCH])
    if not rows:
        return 0
    target = SUBMISSIONS.check("expire", state=CLAIMED, subject=None).target
    Submission.objects.filter(pk__in=[row.pk for row in rows], state=CLAIMED).update(
        state=target, claimed_by=None, claimed_at=None, assigned_by=None, lease_until=None
    )
    record_all(lines=[_line("expire", row) for row in rows], by=None, now=now)
    return len(rows)


def mark_late(*, now: datetime) -> int:
    """Mark what is past its deadline, so that it comes first everywhere."""
    return Submission.objects.filter(is_waiting=1, due_at__lt=now, is_late=False).update(
        is_late=True
    )


@transaction.atomic
def escalate(*, now: datetime) -> int:
    """Raise what has been late for two working days; chiefs see it above all else."""
    rows = list(
        Submission.objects.filter(
            Q(is_waiting=1, due_at__lt=_late_since(now), escalated_at__isnull=True)
        )
        .select_for_update(skip_locked=True)
        .order_by("due_at", "pk")
        .only("pk", "uuid", "object_uuid", "round", "priority")[:BATCH]
    )
    if not rows:
        return 0
    ids = [row.pk for row in rows]
    Submission.objects.filter(pk__in=ids).update(escalated_at=now, is_late=True)
    Submission.objects.filter(pk__in=ids, priority__lt=RAISED).update(priority=RAISED)
    record_all(lines=[_line("escalate", row) for row in rows], by=None, now=now)
    return len(rows)


def _late_since(now: datetime) -> datetime:
    """Return the deadline before which a review has been late for ESCALATE_AFTER working days."""
    days, today = read_workdays(), day_of(now)
    day, left = today, ESCALATE_AFTER
    while left:
        day -= timedelta(days=1)
        left -= days.is_working(day)
    return end_of(day)


def _line(verb: str, row: Submission) -> AuditLine:
    facts = {"submission": str(row.uuid), "round": row.round}
    return AuditLine(f"moderation.{verb}", OBJECT, row.object_uuid, facts)
