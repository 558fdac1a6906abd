"""Keeping the counted figures fresh; the sweeper of reviews calls it, it may be repeated."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from moderation.data import APPROVE, CLAIMED, KEEP
from moderation.models import (
    Backlog,
    Control,
    Decision,
    Institute,
    QualityDay,
    ReviewerDay,
    Submission,
)
from moderation.quality.counting import bounds_of, count_day
from moderation.quality.overturning import Judged, by_person
from moderation.quality.steps import votes_within
from moderation.workdays import day_of

# Days before yesterday that one round counts when they are missing; the next rounds do the rest.
BACKFILL = 30
OLDEST = timedelta(days=3 * 366)
GOOD = (APPROVE, KEEP)
NUMBERS = ("waiting", "claimed", "late", "escalated")


def refresh_quality(*, now: datetime) -> int:
    """Count what waits, today, yesterday and days that were never counted; returns the days."""
    number = 0
    for institute in Institute.objects.order_by("pk"):
        refresh_backlog(institute, now=now)
        for day in _days_to_count(institute, day_of(now)):
            refresh_day(institute, day, now=now)
            number += 1
    return number


def _days_to_count(institute: Institute, today: date) -> list[date]:
    """Return today and yesterday, and the latest missing days since the institute began."""
    first = Submission.objects.filter(institute=institute).order_by("pk")
    decided = Decision.objects.filter(submission__institute=institute).order_by("at")
    moments = (
        first.values_list("submitted_at", flat=True).first(),
        decided.values_list("at", flat=True).first(),
    )
    began = [moment for moment in moments if moment]
    if not began:
        return [today]
    since = max(day_of(min(began)), today - OLDEST)
    known = set(institute.quality_days.filter(day__gte=since).values_list("day", flat=True))
    days = [today - timedelta(days=back) for back in range((today - since).days + 1)]
    missing = [day for day in days[2:] if day not in known]
    return [*days[:2], *missing[:BACKFILL]]


@transaction.atomic
def refresh_day(institute: Institute, day: date, *, now: datetime) -> None:
    """Count one day anew; a fixed number of queries."""
    facts, judged = count_day(institute, day)
    QualityDay.objects.update_or_create(
        institute=institute, day=day, defaults={"facts": facts, "counted_at": now}
    )
    rows = _reviewer_days(institute, day, judged)
    ReviewerDay.objects.filter(institute=institute, day=day).delete()
    ReviewerDay.objects.bulk_create(rows)


def _reviewer_days(institute: Institute, day: date, judged: list[Judged]) -> list[ReviewerDay]:
    minutes: dict[int, Counter[int]] = defaultdict(Counter)
    good: Counter[int] = Counter()
    votes = votes_within(institute, bounds_of(day)).values_list("by", "verdict", "seconds")
    for person, verdict, seconds in votes:
        minutes[person][-(-seconds // 60)] += 1
        good[person] += verdict in GOOD
    looked_at = by_person(judged)
    return [
        ReviewerDay(
            institute=institute,
            person_id=person,
            day=day,
            votes=minutes[person].total(),
            good=good[person],
            minutes={str(key): value for key, value in minutes[person].items()},
            judged=looked_at.get(person, (0, 0))[0],
            overturned=looked_at.get(person, (0, 0))[1],
        )
        for person in sorted({*minutes, *looked_at})
    ]


def refresh_backlog(institute: Institute, *, now: datetime) -> None:
    """Count what waits, a row a queue (subject, kind, stage), without the controls; two queries."""
    waiting = Submission.objects.filter(institute=institute, is_waiting=1)
    queues: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in _by_queue(waiting, now):
        queues[_queue_of(row)] = dict(row)
    controls = waiting.filter(pk__in=Control.objects.filter(ended_at=None).values("submission"))
    for row in _by_queue(controls, now):
        counted = queues.get(_queue_of(row), {})
        counted.update({name: max(0, counted.get(name, 0) - row[name]) for name in NUMBERS})
    rows = [
        {
            **{name: row[name] for name in ("kind", "stage", *NUMBERS)},
            "subject": str(row["subject_uuid"] or ""),
        }
        for row in queues.values()
        if row.get("waiting")
    ]
    Backlog.objects.update_or_create(
        institute=institute, defaults={"rows": rows, "counted_at": now}
    )


def _queue_of(row: Any) -> tuple[Any, ...]:
    return row["subject_uuid"], row["kind"], row["stage"]


def _by_queue(found: Any, now: datetime) -> Any:
    return (
        found.order_by()
        .values("subject_uuid", "kind", "stage")
        .annotate(
            waiting=Count("pk"),
            claimed=Count("pk", filter=Q(state=CLAIMED)),
            late=Count("pk", filter=Q(due_at__lt=now)),
            escalated=Count("escalated_at"),
        )
    )
