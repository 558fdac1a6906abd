"""What the methodologist reads in the log: questions with their numbers, days with theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from search.models import ChosenDay, QueryDay, SearchDay, Wish

# k-anonymity: words that fewer people asked for are shown to nobody, and what is offered to
# everybody was asked for by more. Askers are told apart by address for a day, see ``Buffer``.
SHOWN_FROM = 5
POPULAR_FROM = 10

ASKED, EMPTY, NO_CLICK, CORRECTED, WISHES = "asked", "empty", "no-click", "corrected", "wishes"
REPORTS = (EMPTY, NO_CLICK, CORRECTED, ASKED)
PERIODS = (7, 30, 90, 365)
# Longer periods are drawn by weeks.
MOST_BARS = 92

ORDERS: dict[str, tuple[str, ...]] = {
    "asked": ("-searches_sum", "text"),
    "empty": ("-empty_sum", "-searches_sum", "text"),
    "clicks": ("-clicks_sum", "-searches_sum", "text"),
    "last": ("-last_day", "-searches_sum", "text"),
    "text": ("text", "-searches_sum"),
}
# What each report is for: which questions belong to it.
BELONGS: dict[str, Q] = {
    ASKED: Q(),
    EMPTY: Q(empty_sum__gt=0),
    NO_CLICK: Q(clicks_sum=0, empty_sum__lt=F("searches_sum")),
    CORRECTED: Q(corrected_sum__gt=0),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends within; ``subject`` narrows to one subject."""

    since: date
    until: date
    subject: UUID | None = None

    @property
    def days(self) -> int:
        """How many days."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Bucket:
    """A day, or a week from ``first``, with its searches and those that found nothing."""

    first: date
    searches: int
    empty: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A period as a whole; ``unkept`` are searches whose words were not kept."""

    searches: int
    empty: int
    corrected: int
    clicks: int
    unkept: int

    @property
    def empty_share(self) -> int:
        """Return how many of a hundred found nothing."""
        return round(100 * self.empty / self.searches) if self.searches else 0


def questions_of(report: str, period: Period, order: str) -> QuerySet[Any, Any]:
    """Return the questions of a report with their sums; those of too few askers are left out."""
    rows: QuerySet[Any, Any] = _grouped(period).filter(askers_sum__gte=SHOWN_FROM)
    found: QuerySet[Any, Any] = rows.filter(BELONGS[report]).order_by(*ORDERS[order], "digest")
    return found


def count_unshown(report: str, period: Period) -> int:
    """Return how many questions belong to the report and are not shown."""
    return _grouped(period).filter(askers_sum__lt=SHOWN_FROM).filter(BELONGS[report]).count()


def _grouped(period: Period) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = _rows(period).values("digest", "text", "filters")
    summed: QuerySet[Any, Any] = rows.annotate(
        searches_sum=Sum("searches"),
        askers_sum=Sum("askers"),
        empty_sum=Sum("empty"),
        corrected_sum=Sum("corrected"),
        relaxed_sum=Sum("relaxed"),
        clicks_sum=Sum("clicks"),
        places_sum=Sum("places"),
        last_day=Max("day"),
    )
    return summed


def _rows(period: Period) -> QuerySet[QueryDay]:
    rows = QueryDay.objects.filter(day__gte=period.since, day__lte=period.until)
    return rows.filter(subject_uuid=period.subject) if period.subject else rows


def whole_of(period: Period) -> Whole:
    """Return the numbers of a period; of a subject only what is known to be about it."""
    names = ("searches", "empty", "corrected", "clicks")
    if period.subject:
        found = _rows(period).aggregate(**{name: Sum(name) for name in names})
    else:
        days = SearchDay.objects.filter(day__gte=period.since, day__lte=period.until)
        found = days.aggregate(**{name: Sum(name) for name in (*names, "unkept")})
    return Whole(*(found.get(name) or 0 for name in (*names, "unkept")))


def buckets_of(period: Period) -> list[Bucket]:
    """Return all days of a period, the silent ones too; weeks when there are many."""
    by_day = _by_day(period)
    step = 1 if period.days <= MOST_BARS else 7
    return [_bucket(by_day, first, step) for first in _firsts(period, step)]


def _firsts(period: Period, step: int) -> Iterator[date]:
    return (period.since + timedelta(days=number) for number in range(0, period.days, step))


def _by_day(period: Period) -> Mapping[date, tuple[int, int]]:
    rows: Any
    if period.subject:
        rows = _rows(period).values("day").annotate(all=Sum("searches"), none=Sum("empty"))
        rows = rows.values_list("day", "all", "none")
    else:
        days = SearchDay.objects.filter(day__gte=period.since, day__lte=period.until)
        rows = days.values_list("day", "searches", "empty")
    return {day: (searches, empty) for day, searches, empty in rows}


def _bucket(by_day: Mapping[date, tuple[int, int]], first: date, step: int) -> Bucket:
    some = [by_day.get(first + timedelta(days=number), (0, 0)) for number in range(step)]
    return Bucket(first, sum(one for one, _none in some), sum(none for _one, none in some))


def wishes_of(subject: UUID | None, *, answered: bool = False) -> QuerySet[Wish]:
    """Return what people ask authors for, most asked first, with ``askers``."""
    rows = Wish.objects.filter(answered_at__isnull=not answered)
    if subject:
        rows = rows.filter(subject_uuid=subject)
    askers = Count("asked_by", filter=Q(asked_by__deleted_at=None))
    return rows.annotate(askers=askers).filter(askers__gt=0).order_by("-askers", "-created_at")


def purge_log(*, before: date) -> int:
    """Remove all days before ``before``; returns how many rows that were."""
    models: tuple[Any, ...] = (QueryDay, SearchDay, ChosenDay)
    return sum(model.objects.filter(day__lt=before).delete()[0] for model in models)
