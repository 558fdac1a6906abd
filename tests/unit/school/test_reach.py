"""A school's administrators reach their own people and nobody else."""

from __future__ import annotations

import pytest

from accounts.api import create_user, grant_role, issue_password
from accounts.errors import NotAllowed
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


def test_new_accounts_are_made_by_administrators_of_schools_only(now):
    school = make_school()
    assert create_user(login="new", by=make_school_administrator(school), now=now).pk
    for person in (make_head(school), make_teacher(school), make_user("moderator")):
        with pytest.raises(NotAllowed):
            create_user(login="other", by=person, now=now)


def test_no_role_in_the_library_is_given_by_a_school(now):
    school = make_school()
    administrator, teacher = make_school_administrator(school), make_teacher(school)
    for role in ("author", "administrator"):
        with pytest.raises(NotAllowed):
            grant_role(user=teacher, role=role, by=administrator, now=now)


def test_passwords_only_of_those_who_are_nowhere_else(now):
    school, other = make_school(), make_school()
    administrator = make_school_administrator(school)
    group = make_class(school)
    pupil = make_pupil(group)
    elsewhere = make_pupil(make_class(other))
    shared = make_guardian(pupil, elsewhere)

    for person in (pupil, make_guardian(pupil), make_teacher(school)):
        assert issue_password(user=person, by=administrator, now=now)
    for person in (
        elsewhere,
        shared,
        make_user(),
        make_teacher(school, person=make_user("author")),
        make_teacher(school, person=make_teacher(other)),
        make_user("administrator"),
    ):
        with pytest.raises(NotAllowed):
            issue_password(user=person, by=administrator, now=now)
