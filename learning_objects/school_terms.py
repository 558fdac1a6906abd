"""The school year and its halves, as numbers of a period are counted."""

from __future__ import annotations

from datetime import date, timedelta

AUTUMN, SPRING = (9, 1), (1, 1)  # the months and days on which the halves of a school year begin


def school_year(day: date) -> tuple[date, date]:
    """Return the school year that ``day`` lies in: from 1 September to 31 August."""
    year = day.year if (day.month, day.day) >= AUTUMN else day.year - 1
    return date(year, *AUTUMN), date(year + 1, 8, 31)


def school_half(day: date) -> tuple[date, date]:
    """Return the half of the school year: September to December, or January to August."""
    since, until = school_year(day)
    middle = date(until.year, *SPRING)
    return (since, middle - timedelta(days=1)) if day < middle else (middle, until)
