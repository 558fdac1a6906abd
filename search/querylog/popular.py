"""What many look for and open: for those who do not know yet what to type.

Only what ``POPULAR_FROM`` people asked for on several days, and what led somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import caches
from django.db.models import Count, F, Sum
from django.utils.timezone import localdate

from search.models import ChosenDay, QueryDay
from search.querylog.reports import POPULAR_FROM

WEEKS = timedelta(weeks=4)
# One enthusiastic class is not everybody.
DAYS_FROM = 3
MOST = 8
MOST_OBJECTS = 6
KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Popular:
    """Questions as they are typed, and objects, the most popular first."""

    questions: tuple[str, ...]
    objects: tuple[UUID, ...]


def popular(*, now: datetime) -> Popular:
    """Return what is popular; kept for ten minutes by each process, two queries otherwise."""
    found: Popular | None = caches["pages"].get("search:popular")
    if found is None:
        found = Popular(_questions(now), _objects(now))
        caches["pages"].set("search:popular", found, KEPT_SECONDS)
    return found


def _questions(now: datetime) -> tuple[str, ...]:
    rows = (
        QueryDay.objects.filter(day__gte=localdate(now) - WEEKS, filters="")
        .exclude(text="")
        .values("text")
        .annotate(
            all=Sum("searches"), by=Sum("askers"), none=Sum("empty"), opened=Sum("clicks"),
            days=Count("day", distinct=True),
        )
        .filter(by__gte=POPULAR_FROM, days__gte=DAYS_FROM, opened__gt=0, none__lt=F("all") / 2)
        .order_by("-by", "text")
    )  # fmt: skip
    return tuple(rows.values_list("text", flat=True)[:MOST])


def _objects(now: datetime) -> tuple[UUID, ...]:
    rows = (
        ChosenDay.objects.filter(day__gte=localdate(now) - WEEKS)
        .values("object_uuid")
        .annotate(all=Sum("clicks"))
        .filter(all__gte=POPULAR_FROM)
        .order_by("-all", "object_uuid")
    )
    return tuple(rows.values_list("object_uuid", flat=True)[:MOST_OBJECTS])
