"""Who sees what in a school, by role and day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.api import may
from school.data import GroupOn, PupilOn, SchoolOn
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_class_teacher,
    make_guardian,
    make_head,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def people():
    group = make_class()
    school, other = group.school, make_class(group.school)
    pupil, other_pupil = make_pupil(group), make_pupil(other)
    return {
        "group": group,
        "pupil": pupil,
        "administrator": make_school_administrator(school),
        "head": make_head(school),
        "class_teacher": make_class_teacher(group),
        "other_class_teacher": make_class_teacher(other),
        "teacher": make_teacher(school),
        "guardian": make_guardian(pupil),
        "other_guardian": make_guardian(other_pupil),
        "other_pupil": other_pupil,
        "other_head": make_head(make_school()),
        "site": make_user("administrator"),
        "visitor": AnonymousUser(),
    }


def allowed(people, action, obj):
    return {name for name, person in people.items() if name != "group" and may(person, action, obj)}


def test_the_school(people):
    where = SchoolOn(people["group"].school, DAY)
    assert allowed(people, "school.found", None) == {"site"}
    assert allowed(people, "school.administer", where) == {"administrator"}
    assert allowed(people, "school.appoint", where) == {"administrator", "site"}
    assert allowed(people, "school.see_roster", where) == {"administrator", "head"}
    assert allowed(people, "school.see", where) == set(people) - {"group", "other_head", "visitor"}


def test_a_class_and_its_subgroup(people):
    group = people["group"]
    expected = {"administrator", "head", "class_teacher"}
    for shown in (group, make_subgroup(group)):
        assert allowed(people, "school.see_roster", GroupOn(shown, DAY)) == expected


def test_a_pupil(people):
    expected = {"pupil", "guardian", "class_teacher", "administrator", "head"}
    assert allowed(people, "school.see_pupil", PupilOn(people["pupil"], DAY)) == expected


def test_yesterdays_guardian_sees_nothing_today():
    pupil = make_pupil(make_class())
    guardian = make_guardian(pupil, since=DAY)
    assert may(guardian, "school.see_pupil", PupilOn(pupil, DAY))
    assert not may(guardian, "school.see_pupil", PupilOn(pupil, DAY - timedelta(days=1)))
