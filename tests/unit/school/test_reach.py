"""A school's administrators reach their own people and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.api import create_user, grant_role, issue_password
from accounts.errors import NotAllowed
from school.actions.memberships import reopen_membership
from school.api import add_membership, end_membership
from school.data import PUPIL
from school.models import Membership
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


def test_who_has_gone_to_another_school_is_not_brought_back(now):
    left = make_class()
    administrator, today = make_school_administrator(left.school), now.date()
    pupil = make_pupil(left, until=today - timedelta(days=2))
    place = Membership.objects.get(person=pupil)
    more = {"by": administrator, "now": now}
    reopen_membership(membership=place, **more)  # they are nowhere else
    end_membership(membership=place, until=today - timedelta(days=2), **more)
    make_pupil(make_class(make_school()), person=pupil, since=today - timedelta(days=1))

    with pytest.raises(OutOfReach):
        reopen_membership(membership=place, **more)
    with pytest.raises(OutOfReach):
        end_membership(membership=place, until=today, **more)
    with pytest.raises(OutOfReach):
        add_membership(
            school=left.school, person=pupil, role=PUPIL, group=left, since=today, **more
        )
    end_membership(membership=place, until=today - timedelta(days=3), **more)
