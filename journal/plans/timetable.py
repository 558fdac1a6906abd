"""The lessons of the timetable that a plan may be written on."""

from __future__ import annotations

from datetime import date

from accounts.api import User
from journal.models import LessonPlan
from journal.plans.assigning import DatedLesson
from journal.plans.rules import Course, editable
from schedule.api import Lesson, lessons_of_groups, lessons_of_teacher
from schedule.data import CANCELLED


def lessons_of_plan(plan: LessonPlan, by: User) -> list[Lesson]:
    """Return the lessons of the plan's group and subject in its school year that ``by`` writes, in
    order, without cancelled ones.
    """
    since, until = _year(plan.group.year)
    lessons = [
        lesson
        for lesson in lessons_of_groups([plan.group], since=since, until=until)
        if lesson.subject_uuid == plan.subject_uuid and lesson.status != CANCELLED
    ]
    return editable(by, lessons)


def dated(lessons: list[Lesson]) -> list[DatedLesson]:
    """Return the lessons as far as assigning cares."""
    return [DatedLesson(lesson.uuid, lesson.date) for lesson in lessons]


def courses_of(user: User, year: int) -> list[Course]:
    """Return what ``user`` teaches in a school year, by group and subject."""
    since, until = _year(year)
    found: dict[tuple[int, object], Course] = {}
    for lesson in lessons_of_teacher(user, since=since, until=until):
        key = (lesson.group_id, lesson.subject_uuid)
        found.setdefault(key, Course(lesson.group, lesson.subject_uuid, lesson.subject_title))
    return sorted(
        found.values(),
        key=lambda course: (course.group.grade, course.group.title, course.subject_title),
    )


def _year(year: int) -> tuple[date, date]:
    return date(year, 9, 1), date(year + 1, 8, 31)
