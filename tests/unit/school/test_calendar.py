"""Days are read by the clock on the school's wall."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.calendar import school_day, school_year
from school.models import School

LATE = datetime(2026, 8, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        # 00:30 in Kaliningrad, midnight was at 22:00 UTC.
        ("Europe/Kaliningrad", LATE, date(2026, 9, 1)),
        ("Europe/Kaliningrad", LATE.replace(hour=21, minute=59), date(2026, 8, 31)),
        # 08:30 in Vladivostok, midnight was at 14:00 UTC.
        ("Asia/Vladivostok", LATE, date(2026, 9, 1)),
        ("Asia/Vladivostok", LATE.replace(hour=13, minute=59), date(2026, 8, 31)),
        ("Asia/Vladivostok", LATE.replace(hour=14, minute=0), date(2026, 9, 1)),
    ],
)
def test_the_day_changes_at_the_schools_own_midnight(zone, moment, day):
    assert school_day(School(time_zone=zone), moment) == day


@given(st.dates(date(1991, 1, 1), date(2099, 1, 1)))
def test_a_school_year_begins_in_september(day):
    year = school_year(day)
    assert date(year, 9, 1) <= day < date(year + 1, 9, 1)
