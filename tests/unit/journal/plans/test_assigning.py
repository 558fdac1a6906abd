from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from journal.plans.assigning import DatedLesson, assign_lessons
from journal.plans.data import LEFT_OUT, PlanLine

SEPTEMBER = date(2026, 9, 1)


def uuid(number: int) -> UUID:
    return UUID(int=number + 1)


def timetable(number: int) -> list[DatedLesson]:
    return [DatedLesson(uuid(n), SEPTEMBER + timedelta(days=2 * n)) for n in range(number)]


def plan(*hours: int, **fields) -> list[PlanLine]:
    return [PlanLine(n, n, f"Урок {n}", hours=taken, **fields) for n, taken in enumerate(hours, 1)]


def test_lines_take_lessons_in_order_by_their_hours():
    assert assign_lessons(plan(1, 2, 1), timetable(5)) == {
        1: (uuid(0),),
        2: (uuid(1), uuid(2)),
        3: (uuid(3),),
    }


def test_the_plan_begins_where_it_is_told_to_and_ends_with_the_timetable():
    assert assign_lessons(plan(1, 2, 1), timetable(4), uuid(2)) == {1: (uuid(2),), 2: (uuid(3),)}
    assert assign_lessons(plan(1), timetable(2), uuid(77)) == {1: (uuid(0),)}


def test_what_is_left_out_takes_none_and_what_is_written_is_gone_on_after():
    lines = plan(1, 1, 1, 1)
    lines[0] = replace(lines[0], lessons=(uuid(1),))
    lines[2] = replace(lines[2], how=LEFT_OUT)
    assert assign_lessons(lines, timetable(5)) == {2: (uuid(2),), 4: (uuid(3),)}


def test_days_of_this_timetable_count_and_those_of_last_year_do_not():
    lines = plan(1, 1)
    this_year = [replace(lines[0], day=SEPTEMBER + timedelta(days=4)), lines[1]]
    this_year[1] = replace(lines[1], day=SEPTEMBER + timedelta(days=2))
    assert assign_lessons(this_year, timetable(4)) == {1: (uuid(2),), 2: (uuid(1),)}
    last_year = [replace(line, day=date(2025, 9, 1)) for line in lines]
    assert assign_lessons(last_year, timetable(4)) == {1: (uuid(0),), 2: (uuid(1),)}


@given(
    st.lists(st.integers(1, 4), max_size=30),
    st.integers(0, 40),
    st.integers(-1, 45),
    st.booleans(),
)
def test_no_lesson_is_taken_twice_and_order_is_kept(hours, number, start, with_days):
    lines = plan(*hours)
    if with_days:
        lines = [replace(x, day=SEPTEMBER + timedelta(days=x.number)) for x in lines]
    dated = timetable(number)
    found = assign_lessons(lines, dated, uuid(start))
    taken = [one for lessons in found.values() for one in lessons]
    assert len(set(taken)) == len(taken)
    assert set(taken) <= {lesson.uuid for lesson in dated}
    assert all(len(found[line.number]) <= line.hours for line in lines if line.number in found)
    assert taken == sorted(taken, key=lambda one: one.int)
