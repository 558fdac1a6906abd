"""Copying a week: what is made, what stands there, what is in the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.errors import NotAllowed
from schedule.actions.copying import copy_week
from schedule.api import cancel_lesson
from schedule.data import PLANNED
from schedule.models import Lesson
from tests.factories.school import (
    make_bells,
    make_class,
    make_head,
    make_lesson,
    make_pupil,
    make_school,
    make_subgroup,
    make_teacher,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 7)
WEEK = timedelta(days=7)


@pytest.fixture
def school():
    made = make_school()
    make_bells(made)
    return made


def copy(school, now, weeks=1, **more):
    facts = {"monday": MONDAY, "weeks": weeks, "by": None, "now": now, **more}
    return copy_week(school=school, **facts)


def test_a_week_goes_to_the_following_ones(school, now):
    group = make_class(school, year=2026)
    first = make_lesson(group, day=MONDAY, room="12", now=now)
    cancel_lesson(lesson=make_lesson(group, day=MONDAY, slot=2, now=now), by=None, now=now)
    report = copy(school, now, weeks=2, monday=MONDAY + timedelta(days=3))
    assert (report.made, report.already, report.refused) == (2, 0, ())
    made = Lesson.objects.filter(date__gt=MONDAY).order_by("date")
    assert [row.date for row in made] == [MONDAY + WEEK, MONDAY + 2 * WEEK]
    for row in made:
        assert (row.slot, row.room, row.teacher_id) == (1, "12", first.teacher_id)
        assert (row.starts_at - first.starts_at) % WEEK == timedelta(0)
        assert row.status == PLANNED
    assert copy(school, now, weeks=2).already == 2


def test_what_stands_in_the_way_is_named(school, now):
    group, other = make_class(school, year=2026), make_class(school, year=2026)
    leaving = make_teacher(school, until=MONDAY + timedelta(days=3))
    make_lesson(group, day=MONDAY, now=now)
    make_lesson(other, teacher=leaving, day=MONDAY, now=now)
    rival = make_lesson(group, day=MONDAY + WEEK, now=now)
    report = copy(school, now)
    assert report.made == 0
    by_group = {item.group_title: item.words for item in report.refused}
    assert rival.subject_title in by_group[group.title]
    assert leaving.short_name in by_group[other.title]


def test_a_lesson_of_the_teacher_in_another_school_is_not_described(school, now):
    group = make_class(school, year=2026)
    teacher = make_teacher(school)
    make_lesson(group, teacher=teacher, day=MONDAY, now=now)
    elsewhere = make_class(make_school(), year=2026)
    make_teacher(elsewhere.school, person=teacher)
    make_lesson(elsewhere, teacher=teacher, day=MONDAY + WEEK, now=now)
    (refused,) = copy(school, now).refused
    assert elsewhere.title not in refused.words


def test_only_one_class_with_its_subgroups(school, now):
    group, other = make_class(school, year=2026), make_class(school, year=2026)
    make_lesson(make_subgroup(group), day=MONDAY, now=now)
    make_lesson(other, day=MONDAY, now=now)
    assert copy(school, now, group=group).made == 1


def test_subgroups_with_common_pupils_clash_in_the_copy(school, now):
    group = make_class(school, year=2026)
    first, second = make_subgroup(group), make_subgroup(group)
    make_lesson(first, day=MONDAY, now=now)
    make_lesson(second, day=MONDAY + WEEK, now=now)
    assert copy(school, now).made == 1
    Lesson.objects.filter(group=first, date=MONDAY + WEEK).delete()
    pupil = make_pupil(group)
    make_pupil(first, person=pupil)
    make_pupil(second, person=pupil)
    assert len(copy(school, now).refused) == 1


def test_the_school_year_ends(school, now):
    group = make_class(school, year=2025)
    make_lesson(group, day=date(2026, 8, 26), now=now)
    assert len(copy(school, now, monday=date(2026, 8, 24)).refused) == 1


def test_only_planners_copy(school, now):
    with pytest.raises(NotAllowed):
        copy(school, now, by=make_head(school))


def test_queries_do_not_grow_with_lessons(school, now, django_assert_max_num_queries):
    for _number in range(4):
        group = make_class(school, year=2026)
        for slot in (1, 2, 3):
            make_lesson(group, day=MONDAY, slot=slot, now=now)
    with django_assert_max_num_queries(14):
        assert copy(school, now, weeks=4).made == 48
