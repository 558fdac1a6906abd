"""Numbers, hours and days as teachers write them in a cell."""

from __future__ import annotations

import re
from datetime import date, datetime

MOST_HOURS = 8
_NUMBERS = re.compile(r"^\D{0,3}?(\d{1,3})(?:\s*[-–—,.;/]\s*(\d{1,3}))?\s*\.?$")
_HOURS = re.compile(r"^(\d{1,2})(?:[.,]\d)?\s*(?:ч|час|часа|часов)?\.?$", re.IGNORECASE)
_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y")


def read_numbers(text: str) -> tuple[int, int] | None:
    """Return the first and the last number of «12», «12.», «№ 12» or «12–13»."""
    found = _NUMBERS.match(text.strip())
    if found is None:
        return None
    first = int(found[1])
    last = int(found[2]) if found[2] else first
    return (first, last) if first <= last < first + MOST_HOURS else (first, first)


def read_hours(text: str) -> int | None:
    """Return the lessons that «2», «2 ч» or «1,0» takes: 1 to :data:`MOST_HOURS`."""
    found = _HOURS.match(text.strip())
    hours = int(found[1]) if found else 0
    return hours if 1 <= hours <= MOST_HOURS else None


def read_day(text: str) -> date | None:
    """Return the day of «2026-09-01», «01.09.2026» or «01.09.26»; a day without a year is none."""
    words = text.strip().removesuffix("г.").removesuffix("г").strip()[:19]
    for form in _FORMATS:
        try:
            return datetime.strptime(words.split(" ")[0], form).date()  # noqa: DTZ007  # a day
        except ValueError:
            continue
    return None
