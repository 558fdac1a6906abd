"""Planning, moving, cancelling and holding lessons."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from accounts.errors import NotAllowed
from core.errors import TransitionRefused
from schedule.actions.lessons import NoBell, NotOnStaff, NotPlanned, UnknownSubject, WrongGroup
from schedule.api import cancel_lesson, hold_lesson, move_lesson, plan_lesson, restore_lesson
from schedule.clashes import Clash
from schedule.data import CANCELLED, HELD, PLANNED
from tests.factories.school import (
    make_bells,
    make_class,
    make_lesson,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
    some_subject,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def group():
    school = make_school()
    make_bells(school)
    return make_class(school)


def plan(of, now, **changes):
    facts = {
        "school": of.school,
        "group": of,
        "teacher": changes.pop("teacher", None) or make_teacher(of.school),
        "subject_uuid": some_subject(),
        "date": DAY,
        "slot": 1,
        "by": None,
        "now": now,
    }
    return plan_lesson(**{**facts, **changes})


def test_a_planned_lesson_has_its_moments(group, now):
    lesson = plan(group, now, room="  каб.  12 ")

    assert lesson.status == PLANNED
    assert lesson.room == "каб. 12"
    assert lesson.starts_at == datetime.fromisoformat("2026-09-01T05:30+00:00")
    assert lesson.ends_at - lesson.starts_at == timedelta(minutes=45)
    assert lesson.subject_title


def test_only_the_schools_administrator_plans(group, now):
    administrator = make_school_administrator(group.school)
    foreign = make_school_administrator(make_school())

    assert plan(group, now, by=administrator).pk
    for person in (foreign, make_teacher(group.school)):
        with pytest.raises(NotAllowed):
            plan(group, now, by=person, slot=2)


def test_what_is_wrong_is_refused(group, now):
    for error, changes in (
        (UnknownSubject, {"subject_uuid": uuid4()}),
        (NoBell, {"slot": 9}),
        (WrongGroup, {"group": make_class()}),
        (NotOnStaff, {"teacher": make_teacher(make_school())}),
        (NotOnStaff, {"teacher": make_teacher(group.school, until=DAY - timedelta(days=1))}),
    ):
        with pytest.raises(error):
            plan(group, now, **changes)


def clash(group, now, **changes) -> str:
    with pytest.raises(Clash) as caught:
        plan(group, now, **changes)
    return caught.value.conflict.code


def test_group_teacher_and_room_are_in_one_place_at_a_time(group, now):
    first = plan(group, now, room="12")
    other = make_class(group.school)

    assert clash(group, now) == "group"
    assert clash(other, now, teacher=first.teacher) == "teacher"
    assert clash(other, now, room="12") == "room"
    assert plan(other, now, room="13").pk
    assert plan(make_class(group.school), now).pk  # no room is no clash


def test_a_class_and_its_subgroup_clash_but_not_two_subgroups(group, now):
    first, second = make_subgroup(group), make_subgroup(group)
    plan(first, now)

    assert clash(group, now) == "group"
    assert plan(second, now).pk
    plan(group, now, slot=2)
    assert clash(first, now, slot=2) == "group"


def test_two_subgroups_with_a_common_pupil_clash(group, now):
    first, second = make_subgroup(group), make_subgroup(group)
    pupil = make_pupil(group)
    make_pupil(first, person=pupil)
    make_pupil(second, person=pupil)
    plan(first, now)

    assert clash(second, now) == "pupils"


def test_a_teacher_of_two_schools_clashes_by_the_clock(group, now):
    """8:30 in Kaliningrad is 9:30 in Moscow: the second lesson there, not the first."""
    west = make_class(make_school(time_zone="Europe/Kaliningrad"))
    make_bells(west.school)
    teacher = make_teacher(group.school)
    make_teacher(west.school, person=teacher)
    plan(group, now, teacher=teacher, slot=1)

    assert plan(west, now, teacher=teacher, slot=1).pk
    assert clash(group, now, teacher=teacher, slot=2) == "teacher"


def test_a_cancelled_lesson_frees_its_slot_and_comes_back_only_when_free(group, now):
    lesson = plan(group, now)
    cancel_lesson(lesson=lesson, by=None, now=now)
    assert lesson.status == CANCELLED
    rival = plan(group, now)

    with pytest.raises(Clash):
        restore_lesson(lesson=lesson, by=None, now=now)
    cancel_lesson(lesson=rival, by=None, now=now)
    assert restore_lesson(lesson=lesson, by=None, now=now).status == PLANNED


def test_moving(group, now):
    lesson = plan(group, now, room="1")
    moved = move_lesson(lesson=lesson, date=DAY, slot=2, by=None, now=now)
    assert (moved.slot, moved.room) == (2, "1")
    assert moved.starts_at > lesson.starts_at
    same = move_lesson(lesson=lesson, date=DAY, slot=2, by=None, now=now, room="2")
    assert same.room == "2"
    rival = plan(group, now, slot=3)
    with pytest.raises(Clash):
        move_lesson(lesson=rival, date=DAY, slot=2, by=None, now=now)
    cancel_lesson(lesson=rival, by=None, now=now)
    with pytest.raises(NotPlanned):
        move_lesson(lesson=rival, date=DAY, slot=4, by=None, now=now)


def test_a_lesson_is_held_once_it_has_begun_by_its_teacher(group, now):
    lesson = plan(group, now, slot=4)  # 11:35 in Moscow; now it is 12:00
    late = plan(group, now, date=DAY + timedelta(days=1))
    stranger = make_teacher(group.school)

    with pytest.raises(TransitionRefused) as caught:
        hold_lesson(lesson=lesson, by=stranger, now=now)
    assert caught.value.code == "permission"
    assert hold_lesson(lesson=lesson, by=lesson.teacher, now=now).status == HELD
    with pytest.raises(TransitionRefused) as caught:
        hold_lesson(lesson=late, by=late.teacher, now=now)
    assert caught.value.code == "guard"
    with pytest.raises(TransitionRefused):
        cancel_lesson(lesson=lesson, by=None, now=now)


def test_the_factory_makes_what_is_missing():
    assert make_lesson().pk
