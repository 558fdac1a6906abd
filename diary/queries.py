"""Reads of the diary: any number of pupils and lessons at a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from accounts.api import User, may
from diary.data import DiaryDay, DiaryLesson, DiaryWeek
from journal.api import entries_of, lesson_view, materials_for_class, theme_of
from schedule.api import Lesson, lessons_of_groups, week_of
from schedule.data import CANCELLED
from school.api import Group, groups_of_pupils, school_day

Period = tuple[Group, date, date | None]


def read_weeks(
    pupils: Iterable[User], *, monday: date, now: datetime, reader: User | None = None
) -> list[DiaryWeek]:
    """Return the week from ``monday`` for each pupil, in the given order; five queries.

    A ``reader`` gets the lessons they may see: the head of one school does not read in a pupil's
    diary what another school teaches them.

    A pupil has the lessons of the groups that they belonged to on the date of the lesson, so one
    who changed the class in the middle of the week has those of both.
    """
    people = list(pupils)
    week = week_of(monday)
    periods = groups_of_pupils(people, since=week.monday, until=week.sunday)
    groups = {group.pk: group for found in periods.values() for group, _since, _until in found}
    lessons = lessons_of_groups(groups.values(), since=week.monday, until=week.sunday)
    if reader is not None:
        lessons = [lesson for lesson in lessons if may(reader, "schedule.see_lesson", lesson)]
    written = _write_up(lessons)
    return [_week(person, periods[person.pk], week.days, written, now) for person in people]


Written = list[tuple[Lesson, DiaryLesson]]


def _write_up(lessons: list[Lesson]) -> Written:
    # What stands on a lesson that does not take place asks nothing of the family.
    held = [lesson for lesson in lessons if lesson.status != CANCELLED]
    entries, materials = entries_of(lessons), materials_for_class(held)
    homework = {lesson.pk: entries[lesson.pk].homework for lesson in held if lesson.pk in entries}
    return [
        (
            lesson,
            DiaryLesson(
                lesson=lesson_view(lesson),
                theme=theme_of(entries.get(lesson.pk)),
                homework=homework.get(lesson.pk, ""),
                materials=tuple(materials.get(lesson.pk, ())),
            ),
        )
        for lesson in lessons
    ]


def _week(
    pupil: User, periods: list[Period], days: tuple[date, ...], written: Written, now: datetime
) -> DiaryWeek:
    own = [line for lesson, line in written if _attends(periods, lesson)]
    school = periods[-1][0].school if periods else None
    today = school_day(school, now) if school else None
    offset = now.astimezone(school.zone).utcoffset() if school else None
    return DiaryWeek(
        pupil_uuid=pupil.uuid,
        name=pupil.full_name,
        short_name=pupil.first_name or pupil.full_name,
        groups=tuple(dict.fromkeys(group.title for group, _since, _until in periods)),
        school=str(school) if school else "",
        offset=None if offset is None else round(offset.total_seconds() / 60),
        days=tuple(
            DiaryDay(day, day == today, tuple(line for line in own if line.lesson.day == day))
            for day in days
        ),
    )


def _attends(periods: list[Period], lesson: Lesson) -> bool:
    return any(
        group.pk == lesson.group_id
        and since <= lesson.date
        and (until is None or lesson.date <= until)
        for group, since, until in periods
    )
