"""Guardianship: who may write it, and that it does not stand twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accounts.errors import NotAllowed
from school.actions.guardians import AlreadyGuardian, WrongRelation, reopen_guardianship
from school.actions.memberships import WrongDates
from school.api import add_guardian, end_guardianship, guardians_of, wards_of
from school.data import FATHER, MOTHER
from school.reach import OutOfReach
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_guardian,
    make_head,
    make_pupil,
    make_school,
    make_school_administrator,
    make_teacher,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def add(guardian, pupil, now, **more):
    facts = {"relation": MOTHER, "since": DAY, "by": None, "now": now, **more}
    return add_guardian(guardian=guardian, pupil=pupil, **facts)


def test_a_guardian_answers_on_the_days_of_the_guardianship(now):
    pupil, guardian = make_pupil(make_class()), make_user()
    row = add(guardian, pupil, now)
    end_guardianship(guardianship=row, until=DAY, by=None, now=now)

    assert guardians_of(pupil, day=DAY) == wards_and(guardian, pupil)
    assert guardians_of(pupil, day=DAY + timedelta(days=1)) == []
    assert wards_of(guardian, day=DAY + timedelta(days=1)) == []
    assert reopen_guardianship(guardianship=row, by=None, now=now).until is None


def wards_and(guardian, pupil):
    assert wards_of(guardian, day=DAY) == [pupil]
    return [guardian]


def test_what_is_refused(now):
    pupil, guardian = make_pupil(make_class()), make_user()
    row = add(guardian, pupil, now)
    for error, who, more in (
        (AlreadyGuardian, guardian, {"relation": FATHER}),
        (WrongRelation, make_user(), {"relation": "aunt"}),
        (WrongRelation, pupil, {}),
    ):
        with pytest.raises(error):
            add(who, pupil, now, **more)
    with pytest.raises(WrongDates):
        end_guardianship(guardianship=row, until=DAY - timedelta(days=1), by=None, now=now)


def test_who_may(now):
    group = make_class()
    school, pupil = group.school, make_pupil(group)
    administrator = make_school_administrator(school)
    parent = make_guardian(make_pupil(group))

    assert add(parent, pupil, now, by=administrator).pk
    with pytest.raises(OutOfReach):
        add(make_teacher(make_school()), pupil, now, by=administrator)
    assert add(make_user(), pupil, now, by=make_user("administrator")).pk
    for person in (make_head(school), make_school_administrator(make_school()), parent):
        with pytest.raises(NotAllowed):
            add(make_user(), pupil, now, by=person)


def test_a_school_that_the_pupil_has_left_lets_nobody_into_the_family(now):
    left = make_class()
    administrator = make_school_administrator(left.school)
    parent = make_guardian(make_pupil(left))
    pupil = make_pupil(left, until=now.date() - timedelta(days=2))
    make_pupil(make_class(make_school()), person=pupil, since=now.date() - timedelta(days=1))
    row = add(make_user(), pupil, now)

    with pytest.raises(NotAllowed):
        add(parent, pupil, now, by=administrator)
    with pytest.raises(NotAllowed):
        end_guardianship(guardianship=row, until=now.date(), by=administrator, now=now)
    staying = make_pupil(left, until=now.date())
    assert add(parent, staying, now, by=administrator).pk
