from __future__ import annotations

from datetime import timedelta

import pytest

from core.api import now
from diary.api import read_weeks
from journal.api import set_homework
from journal.data import AT_HOME, AT_LESSON
from schedule.api import week_of
from tests.factories.journal import make_classroom, next_lesson, put_on, write_topic
from tests.factories.library import publish_on
from tests.factories.school import (
    make_class,
    make_lesson,
    make_pupil,
    make_subgroup,
    make_teacher,
)


def weeks(room, *pupils):
    monday = week_of(room.lesson.date).monday
    return read_weeks(pupils or [room.pupil], monday=monday, now=now())


def lessons_of(week):
    return [item for day in week.days for item in day.lessons]


def test_a_lesson_stands_on_its_day_with_everything_written(room):
    write_topic(room.lesson, theme="Закон Ома")
    set_homework(lesson=room.lesson, homework="§ 12", by=room.teacher, now=now())
    put_on(room.lesson, publish_on(title="Опыт"), AT_LESSON)
    put_on(room.lesson, publish_on(title="Тренажёр"), AT_HOME)
    (week,) = weeks(room)
    (day,) = [day for day in week.days if day.lessons]
    assert day.day == room.lesson.date
    assert day.today
    (item,) = day.lessons
    assert (item.theme, item.homework) == ("Закон Ома", "§ 12")
    assert [each.title for each in item.at_home] == ["Тренажёр"]
    assert [each.title for each in item.at_lesson] == ["Опыт"]
    assert f"{item.lesson.starts:%H:%M}" == "08:30"
    assert week.groups == (room.group.title,)
    assert len(week.days) == 7


def test_the_clock_is_the_schools_own(db):
    far = make_classroom(time_zone="Asia/Yekaterinburg")
    (week,) = weeks(far)
    (item,) = lessons_of(week)
    assert f"{item.lesson.starts:%H:%M}" == "08:30"
    assert week.offset == 300


def test_only_the_lessons_of_ones_own_groups_and_days(room):
    other_class = make_class(room.school)
    make_lesson(other_class, day=room.lesson.date, slot=2)
    english, german = make_subgroup(room.group), make_subgroup(room.group)
    make_pupil(english, person=room.pupil)
    own = make_lesson(english, day=room.lesson.date, slot=3, teacher=make_teacher(room.school))
    make_lesson(german, day=room.lesson.date, slot=3, teacher=make_teacher(room.school))
    (week,) = weeks(room)
    assert [item.lesson.uuid for item in lessons_of(week)] == [room.lesson.uuid, own.uuid]


def test_who_came_in_the_middle_of_the_week_has_the_lessons_since(room):
    monday = week_of(room.lesson.date).monday
    days = [next_lesson(room, days=(monday - room.lesson.date).days + n, slot=4) for n in range(5)]
    newcomer = make_pupil(room.group, since=monday + timedelta(days=3))
    (week,) = weeks(room, newcomer)
    shown = {item.lesson.uuid for item in lessons_of(week)}
    assert {lesson.uuid for lesson in days[3:]} <= shown
    assert not shown & {lesson.uuid for lesson in days[:3]}


@pytest.mark.parametrize("number", [1, 5])
def test_any_number_of_pupils_and_lessons_costs_five_queries(
    room, number, django_assert_max_num_queries
):
    pupils = [room.pupil, *(make_pupil(room.group) for _ in range(number))]
    elsewhere = make_classroom(time_zone="Asia/Vladivostok")
    for place in range(number):
        lesson = next_lesson(room, days=0, slot=2 + place % 3) if place < 3 else room.lesson
        write_topic(lesson)
        put_on(lesson, publish_on(), AT_HOME)
    with django_assert_max_num_queries(5):
        found = weeks(room, *pupils, elsewhere.pupil)
    assert len(found) == number + 2
    assert all(lessons_of(week) for week in found)


def test_nobody_costs_nothing(room):
    assert read_weeks([], monday=week_of(room.lesson.date).monday, now=now()) == []
