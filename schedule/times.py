"""Weeks, and the moments at which a lesson begins and ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from schedule.data import BellTime, Week


def week_of(day: date) -> Week:
    """Return the week, Monday to Sunday, that ``day`` lies in."""
    monday = day - timedelta(days=day.weekday())
    week = timedelta(days=7)
    return Week(monday, monday + timedelta(days=6), monday - week, monday + week)


def lesson_moments(day: date, bell: BellTime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return beginning and end, in UTC, of a lesson on ``day`` by the wall clock of ``zone``."""
    starts = datetime.combine(day, bell.starts, tzinfo=zone)
    ends = datetime.combine(day, bell.ends, tzinfo=zone)
    return starts.astimezone(UTC), ends.astimezone(UTC)
