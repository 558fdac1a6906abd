"""What a person is, by day, in one query."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from school.api import add_membership, places_of, standings_of
from school.data import CLASS_TEACHER, GUARDIAN, PUPIL, TEACHER, Place
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_class_teacher,
    make_guardian,
    make_pupil,
    make_school,
    make_subgroup,
    make_teacher,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def test_a_visitor_and_a_stranger_have_no_place(client):
    from django.contrib.auth.models import AnonymousUser

    assert places_of(AnonymousUser(), day=DAY) == ()
    assert places_of(make_user(), day=DAY) == ()


def test_places_by_role_and_day():
    group = make_class()
    school = group.school
    person = make_teacher(school, until=DAY)
    make_class_teacher(group, person=person)

    assert set(places_of(person, day=DAY)) == {
        Place(TEACHER, school.uuid),
        Place(CLASS_TEACHER, school.uuid, group.uuid),
    }
    assert [place.role for place in places_of(person, day=DAY + timedelta(days=1))] == [
        CLASS_TEACHER
    ]


def test_a_guardian_stands_where_each_pupil_does_and_only_while_answering():
    first, second = make_class(), make_class()
    guardian = make_guardian(make_pupil(first), make_pupil(second))
    other = make_guardian(make_pupil(first))

    groups = {place.group_uuid for place in places_of(guardian, day=DAY)}
    assert groups == {first.uuid, second.uuid}
    assert {place.role for place in places_of(guardian, day=DAY)} == {GUARDIAN}
    assert {place.group_uuid for place in places_of(other, day=DAY)} == {first.uuid}
    assert places_of(guardian, day=date(2020, 8, 31)) == ()


def test_each_guardianship_keeps_its_own_days():
    group = make_class()
    pupil = make_pupil(group)
    early, late = make_guardian(pupil), make_guardian(pupil, since=DAY)

    assert [item.answers_since for item in standings_of(late)] == [DAY]
    assert places_of(late, day=DAY - timedelta(days=1)) == ()
    assert places_of(early, day=DAY - timedelta(days=1))


def test_all_questions_cost_one_query(django_assert_num_queries):
    group = make_class()
    pupil = make_pupil(group)
    make_pupil(make_subgroup(group), person=pupil)
    fresh = type(pupil).objects.get(pk=pupil.pk)

    with django_assert_num_queries(1):
        for number in range(20):
            assert len(places_of(fresh, day=DAY + timedelta(days=number))) == 2


def test_a_change_is_seen_on_the_instance_at_hand(now):
    school, person = make_school(), make_user()
    assert places_of(person, day=DAY) == ()
    add_membership(school=school, person=person, role=TEACHER, since=DAY, by=None, now=now)

    assert [place.role for place in places_of(person, day=DAY)] == [TEACHER]


def test_the_suspended_have_no_place():
    pupil = make_pupil(make_class())
    pupil.is_active = False

    assert places_of(pupil, day=DAY) == ()
    assert PUPIL not in {item.role for item in standings_of(pupil)}
