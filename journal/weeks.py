"""Weeks in addresses: ``2026-W48``, as ISO 8601 writes them."""

from __future__ import annotations

import re
from datetime import date

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_YEARS = range(1990, 2101)  # at the ends of the calendar there is no week before or after


def read_week(text: str) -> date | None:
    """Return the Monday of a week such as ``2026-W48``; ``None`` when there is no such week."""
    found = _WEEK.fullmatch(text)
    if found is None or int(found[1]) not in _YEARS:
        return None
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def write_week(day: date) -> str:
    """Return the week of ``day`` as addresses name it."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
