"""Bells, and lessons that follow them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from accounts.errors import NotAllowed
from schedule.actions.bells import BellInUse, WrongBells
from schedule.api import bells_of, set_bells
from schedule.data import BellTime
from school.api import update_school
from tests.factories.school import (
    make_bells,
    make_class,
    make_head,
    make_lesson,
    make_school,
    make_school_administrator,
)

pytestmark = pytest.mark.django_db


def bell(number, starts, ends):
    return BellTime(number, time.fromisoformat(starts), time.fromisoformat(ends))


def put(school, now, *bells, by=None):
    return set_bells(school=school, bells=bells, by=by, now=now)


def test_bells_are_written_in_order(now):
    school = make_school()
    put(school, now, bell(2, "09:00", "09:40"), bell(1, "08:00", "08:40"))
    assert [row.number for row in bells_of(school)] == [1, 2]


@pytest.mark.parametrize(
    "bells",
    [
        [("1", "09:00", "08:00")],
        [("1", "08:00", "08:45"), ("2", "08:40", "09:25")],
        [("1", "08:00", "08:45"), ("1", "09:00", "09:45")],
        [("15", "08:00", "08:45")],
        [("2", "08:00", "08:45"), ("1", "09:00", "09:45")],
    ],
)
def test_impossible_bells_are_refused(bells, now):
    rows = [bell(int(number), starts, ends) for number, starts, ends in bells]
    with pytest.raises(WrongBells):
        put(make_school(), now, *rows)


def test_only_the_schools_administrator_sets_them(now):
    school = make_school()
    assert put(school, now, bell(1, "08:00", "08:45"), by=make_school_administrator(school))
    with pytest.raises(NotAllowed):
        put(school, now, by=make_head(school))


def test_coming_lessons_follow_and_past_ones_stay(now):
    group = make_class()
    coming = make_lesson(group, now=now)
    past = make_lesson(group, day=date(2026, 8, 31), now=now)
    put(group.school, now, bell(1, "10:00", "10:40"))
    before = past.starts_at
    coming.refresh_from_db()
    past.refresh_from_db()
    assert coming.starts_at == datetime.fromisoformat("2026-09-01T07:00+00:00")
    assert coming.ends_at - coming.starts_at == timedelta(minutes=40)
    assert past.starts_at == before


def test_a_bell_with_lessons_does_not_go(now):
    group = make_class()
    make_lesson(group, slot=3, now=now)
    with pytest.raises(BellInUse) as caught:
        put(group.school, now, bell(1, "10:00", "10:40"))
    assert caught.value.lesson.slot == 3


def test_lessons_follow_the_schools_clock(now):
    group = make_class()
    lesson = make_lesson(group, now=now)
    facts = {"time_zone": "Asia/Vladivostok"}
    update_school(school=group.school, fields=facts, by=None, now=now)
    lesson.refresh_from_db()
    assert lesson.starts_at == datetime.fromisoformat("2026-08-31T22:30+00:00")


def test_a_year_of_lessons_costs_one_statement_a_day(now, django_assert_max_num_queries):
    school = make_school()
    make_bells(school)
    for _number in range(3):
        group = make_class(school)
        for day in range(2):
            make_lesson(group, day=now.date() + timedelta(days=day), now=now)
    with django_assert_max_num_queries(16):
        put(school, now, *[bell(1, "10:00", "10:40")])
