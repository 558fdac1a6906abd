"""Days and periods: a date is read in the school's own time zone, a period includes both ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from school.models import School

FIRST_MONTH = 9


def school_day(school: School, now: datetime) -> date:
    """Return the date that the calendar on the school's wall shows at the moment ``now``."""
    return now.astimezone(school.zone).date()


def school_year(day: date) -> int:
    """Return the year in which the school year of ``day`` began: 2026 for 1 March 2027."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def holding_on(day: date, prefix: str = "") -> Q:
    """Select rows whose period ``since``–``until`` includes ``day``."""
    return overlapping(day, day, prefix)


def overlapping(since: date, until: date | None, prefix: str = "") -> Q:
    """Select rows whose period has a day in common with ``since``–``until`` (``None``: open)."""
    ends_later = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": since})
    return ends_later if until is None else ends_later & Q(**{f"{prefix}since__lte": until})
