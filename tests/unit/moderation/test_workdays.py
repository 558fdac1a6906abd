from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.workdays import Workdays, day_of, end_of, last_day, read_workdays

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
calendars = st.builds(Workdays, st.dictionaries(days, st.booleans(), max_size=40))


@given(calendars, days, st.integers(1, 40))
def test_the_day_after_some_working_days_is_one_and_counts_back(calendar, day, number):
    later = calendar.after(day, number)
    assert calendar.is_working(later)
    assert calendar.between(day, later) == number
    assert calendar.between(later, day) == -number


@given(calendars, days, st.integers(0, 20), st.integers(0, 20))
def test_a_way_in_two_steps_is_the_same_way(calendar, day, first, second):
    assert calendar.after(calendar.after(day, first), second) == calendar.after(day, first + second)


@given(days)
def test_the_last_day_before_the_end_of_a_day_is_that_day(day):
    assert last_day(end_of(day)) == day
    assert day_of(end_of(day)) == day + timedelta(days=1)


def test_days_are_those_of_the_institute():
    late = datetime(2026, 11, 25, 0, 30, tzinfo=ZoneInfo("Europe/Moscow"))
    assert day_of(late.astimezone(ZoneInfo("UTC"))) == date(2026, 11, 25)


@pytest.mark.django_db
def test_the_calendar_comes_with_the_holidays_of_two_years():
    calendar = read_workdays()
    assert calendar.after(date(2025, 12, 31), 1) == date(2026, 1, 12)
    assert calendar.after(date(2026, 12, 30), 1) == date(2027, 1, 11)
    assert not calendar.is_working(date(2026, 5, 11))
    assert calendar.is_working(date(2026, 11, 25))
