"""Who sees and teaches a lesson."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.api import may
from schedule.data import LessonOn
from school.data import GroupOn, SchoolOn
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_class_teacher,
    make_guardian,
    make_head,
    make_lesson,
    make_member,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def people(now):
    group = make_class()
    school, other = group.school, make_class(group.school)
    pupil, other_pupil = make_pupil(group), make_pupil(other)
    teacher = make_teacher(school)
    return {
        "lesson": make_lesson(group, teacher=teacher, now=now),
        "teacher": teacher,
        "other_teacher": make_teacher(school),
        "administrator": make_school_administrator(school),
        "head": make_head(school),
        "class_teacher": make_class_teacher(group),
        "pupil": pupil,
        "guardian": make_guardian(pupil),
        "other_pupil": other_pupil,
        "other_guardian": make_guardian(other_pupil),
        "foreign_head": make_head(make_school()),
        "former_head": make_member(school, "head", until=DAY - timedelta(days=1)),
        "site": make_user("administrator"),
        "visitor": AnonymousUser(),
    }


def allowed(people, action, obj):
    names = set(people) - {"lesson"}
    return {name for name in names if may(people[name], action, obj)}


def test_a_lesson(people):
    asked = LessonOn(people["lesson"], DAY)
    teaching = {"teacher", "administrator", "head"}
    assert allowed(people, "schedule.teach", asked) == teaching
    expected = teaching | {"class_teacher", "pupil", "guardian"}
    assert allowed(people, "schedule.see_lesson", asked) == expected


def test_a_bare_lesson_is_asked_about_today(people):
    """The clock is far from 1 September; whoever belongs without an end still does."""
    assert may(people["teacher"], "schedule.teach", people["lesson"])
    assert not may(people["former_head"], "schedule.see_lesson", people["lesson"])


def test_timetables(people):
    lesson = people["lesson"]
    staff = {"teacher", "other_teacher", "administrator", "head", "class_teacher"}
    where = SchoolOn(lesson.school, DAY)
    assert allowed(people, "schedule.plan", where) == {"administrator"}
    assert allowed(people, "schedule.see_school", where) == staff
    expected = staff | {"pupil", "guardian"}
    assert allowed(people, "schedule.see_group", GroupOn(lesson.group, DAY)) == expected


def test_a_pupil_of_the_class_does_not_see_another_subgroups_lesson(now):
    group = make_class()
    mine, others = make_subgroup(group), make_subgroup(group)
    pupil = make_pupil(group)
    make_pupil(mine, person=pupil)
    first, second = make_lesson(mine, now=now), make_lesson(others, now=now)
    assert may(pupil, "schedule.see_lesson", LessonOn(first, DAY))
    assert not may(pupil, "schedule.see_lesson", LessonOn(second, DAY))


def test_past_lessons_stay_a_pupils_and_a_new_guardian_sees_them(now):
    group = make_class()
    pupil = make_pupil(group, until=DAY)
    lesson = make_lesson(group, now=now)
    later = DAY + timedelta(days=30)
    guardian = make_guardian(pupil, since=later)
    assert may(pupil, "schedule.see_lesson", LessonOn(lesson, later))
    assert may(guardian, "schedule.see_lesson", LessonOn(lesson, later))
    assert not may(guardian, "schedule.see_lesson", LessonOn(lesson, DAY))
