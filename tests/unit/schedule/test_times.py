"""Weeks and moments, in every zone and on every day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from schedule.actions.bells import standard_bells
from schedule.data import BellTime
from schedule.times import lesson_moments, week_of

DAYS = st.dates(date(1991, 1, 1), date(2099, 12, 1))
ZONES = st.sampled_from(
    ["Europe/Kaliningrad", "Europe/Moscow", "Asia/Vladivostok", "Asia/Kathmandu", "Europe/Berlin"]
)
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday(day):
    week = week_of(day)
    assert week.monday <= day <= week.sunday
    assert (week.monday.weekday(), week.sunday.weekday()) == (0, 6)
    assert week_of(week.next_monday).previous_monday == week.monday
    assert week.days[0] == week.monday
    assert week.days[-1] == week.sunday
    assert all(week_of(other) == week for other in week.days)


@pytest.mark.parametrize(
    ("zone", "starts"),
    [
        ("Europe/Kaliningrad", "2026-09-01T06:30+00:00"),
        ("Europe/Moscow", "2026-09-01T05:30+00:00"),
        ("Asia/Vladivostok", "2026-08-31T22:30+00:00"),
    ],
)
def test_half_past_eight_by_the_schools_clock(zone, starts):
    bell = BellTime(1, time(8, 30), time(9, 15))
    first, last = lesson_moments(date(2026, 9, 1), bell, ZoneInfo(zone))
    assert first == datetime.fromisoformat(starts)
    assert last - first == timedelta(minutes=45)


@given(DAYS, ZONES, TIMES, TIMES)
def test_a_lesson_reads_back_as_its_bell(day, name, starts, ends):
    assume(starts < ends)
    zone = ZoneInfo(name)
    # In the hour that a clock skips or repeats there are no lessons.
    assume(name != "Europe/Berlin" or (starts >= time(4) and ends >= time(4)))
    assume(day.year >= 2015 or starts >= time(4))
    first, last = lesson_moments(day, BellTime(1, starts, ends), zone)
    assert first < last
    assert first.tzinfo is UTC
    assert first.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, starts)


@given(TIMES, st.integers(1, 14), st.integers(30, 90))
def test_usual_bells_follow_one_another(first, lessons, minutes):
    bells = standard_bells(first, lessons=lessons, minutes=minutes)
    assert len(bells) <= lessons
    for before, after in pairwise(bells):
        assert before.starts < before.ends < after.starts < after.ends
