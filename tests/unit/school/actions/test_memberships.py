"""Places in a school: overlaps, groups, ends, moves, and two writers at once."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts.errors import NotAllowed
from school.actions.memberships import (
    OutsideClass,
    Overlap,
    TooLate,
    WrongDates,
    WrongGroup,
    WrongRole,
)
from school.api import (
    add_membership,
    end_membership,
    move_pupil,
    remove_membership,
    reopen_membership,
)
from school.data import ADMINISTRATOR, CLASS_TEACHER, PUPIL, TEACHER
from school.models import Membership
from school.reach import OutOfReach
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_head,
    make_member,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
)

DAY = date(2026, 9, 1)
pytestmark = pytest.mark.django_db


def add(school, person, role, now, **more):
    facts = {"since": DAY, "by": None, "now": now, **more}
    return add_membership(school=school, person=person, role=role, **facts)


def test_overlapping_places_are_refused_and_neighbouring_ones_are_not(now):
    school, person = make_school(), make_user()
    add(school, person, TEACHER, now, since=date(2026, 9, 10), until=date(2026, 9, 20))
    for since, until in (
        (date(2026, 9, 1), None),
        (date(2026, 9, 20), date(2026, 9, 30)),
        (date(2026, 9, 1), date(2026, 9, 10)),
        (date(2026, 9, 12), date(2026, 9, 13)),
    ):
        with pytest.raises(Overlap):
            add(school, person, TEACHER, now, since=since, until=until)
    add(school, person, TEACHER, now, since=date(2026, 9, 1), until=date(2026, 9, 9))
    add(school, person, TEACHER, now, since=date(2026, 9, 21))
    add(make_school(), person, TEACHER, now)
    assert Membership.objects.filter(person=person).count() == 4


def test_a_pupil_is_in_one_class_of_a_school_at_a_time(now):
    group = make_class()
    pupil = make_pupil(group)
    with pytest.raises(Overlap) as caught:
        add(group.school, pupil, PUPIL, now, group=make_class(group.school))
    assert caught.value.membership.group == group


def test_shapes_are_refused(now):
    group, person = make_class(), make_user()
    school = group.school
    for error, role, more in (
        (WrongRole, "cook", {}),
        (WrongRole, PUPIL, {}),
        (WrongRole, TEACHER, {"group": group}),
        (WrongGroup, PUPIL, {"group": make_class()}),
        (WrongGroup, CLASS_TEACHER, {"group": make_subgroup(group)}),
        (WrongDates, TEACHER, {"until": DAY - timedelta(days=1)}),
        (OutsideClass, PUPIL, {"group": make_subgroup(group)}),
    ):
        with pytest.raises(error):
            add(school, person, role, now, **more)
    assert not Membership.objects.filter(person=person).exists()


def test_a_subgroup_needs_the_class_on_all_its_days(now):
    group = make_class()
    subgroup = make_subgroup(group)
    pupil = make_pupil(group, since=DAY, until=date(2026, 12, 31))
    with pytest.raises(OutsideClass):
        add(group.school, pupil, PUPIL, now, group=subgroup)
    assert add(group.school, pupil, PUPIL, now, group=subgroup, until=date(2026, 12, 31)).pk


def test_the_end_in_a_subgroup_is_not_moved_beyond_the_class(now):
    group, last = make_class(), date(2026, 12, 31)
    pupil = make_pupil(group, since=DAY, until=last)
    place = add(group.school, pupil, PUPIL, now, group=make_subgroup(group), until=last)
    with pytest.raises(OutsideClass):
        end_membership(membership=place, until=date(2027, 1, 31), by=None, now=now)
    place.refresh_from_db()
    assert place.until == last


def test_leaving_a_class_ends_its_subgroups(now):
    group = make_class()
    pupil = make_pupil(group)
    make_pupil(make_subgroup(group), person=pupil)
    make_pupil(make_subgroup(group), person=pupil, since=date(2027, 1, 1))
    place = Membership.objects.get(person=pupil, group=group)

    end_membership(membership=place, until=date(2026, 12, 31), by=None, now=now)

    ends = Membership.objects.filter(person=pupil).values_list("until", flat=True)
    assert list(ends) == [date(2026, 12, 31)] * 2


def test_an_end_is_taken_back_unless_something_stands_there(now):
    school, person = make_school(), make_user()
    place = add(school, person, TEACHER, now)
    end_membership(membership=place, until=DAY, by=None, now=now)
    assert reopen_membership(membership=place, by=None, now=now).until is None
    end_membership(membership=place, until=DAY, by=None, now=now)
    add(school, person, TEACHER, now, since=DAY + timedelta(days=1))
    with pytest.raises(Overlap):
        reopen_membership(membership=place, by=None, now=now)
    with pytest.raises(Overlap):
        end_membership(membership=place, until=DAY + timedelta(days=2), by=None, now=now)
    with pytest.raises(WrongDates):
        end_membership(membership=place, until=DAY - timedelta(days=1), by=None, now=now)


def test_only_what_is_fresh_is_removed(now):
    school = make_school()
    fresh = add(school, make_user(), TEACHER, now)
    old = add(school, make_user(), TEACHER, now, since=DAY - timedelta(days=1))
    remove_membership(membership=fresh, by=None, now=now)
    with pytest.raises(TooLate):
        remove_membership(membership=old, by=None, now=now)
    assert list(Membership.objects.filter(school=school)) == [old]


def test_moving_a_pupil(now):
    group = make_class()
    other = make_class(group.school)
    pupil = make_pupil(group)
    make_pupil(make_subgroup(group), person=pupil)
    place = Membership.objects.get(person=pupil, group=group)

    made = move_pupil(membership=place, group=other, since=DAY, by=None, now=now)

    assert (made.group, made.since, made.until) == (other, DAY, None)
    rest = Membership.objects.filter(person=pupil).exclude(pk=made.pk)
    assert set(rest.values_list("until", flat=True)) == {DAY - timedelta(days=1)}
    again = move_pupil(membership=made, group=group, since=DAY, by=None, now=now)
    assert again.group == group
    assert not Membership.objects.filter(pk=made.pk).exists()


def test_who_may_add(now):
    school, other = make_school(), make_school()
    administrator, site = make_school_administrator(school), make_user("administrator")
    own, stranger = make_teacher(school), make_teacher(other)

    assert add(school, own, ADMINISTRATOR, now, by=administrator).pk
    assert add(school, stranger, TEACHER, now, by=site).pk
    with pytest.raises(OutOfReach):
        add(school, make_teacher(other), TEACHER, now, by=administrator)
    for person in (make_head(school), make_teacher(school), make_school_administrator(other)):
        with pytest.raises(NotAllowed):
            add(school, own, TEACHER, now, by=person)
    former = make_member(school, ADMINISTRATOR, until=date(2026, 8, 31))
    with pytest.raises(NotAllowed):
        add(school, own, TEACHER, now, by=former)


def test_only_administrators_places_are_ended_by_the_site(now):
    school, site = make_school(), make_user("administrator")
    administrator, teacher = make_school_administrator(school), make_teacher(school)
    place = Membership.objects.get(person=administrator)
    end_membership(membership=place, until=DAY, by=site, now=now)
    with pytest.raises(NotAllowed):
        end_membership(
            membership=Membership.objects.get(person=teacher), until=DAY, by=site, now=now
        )


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_make_one_place(now):
    school, person = make_school(), make_user()
    start, outcomes = threading.Barrier(4), []

    def write():
        try:
            start.wait()
            add(school, person, TEACHER, now)
            outcomes.append("made")
        except Overlap:
            outcomes.append("overlap")
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", "overlap", "overlap", "overlap"]
    assert Membership.objects.filter(person=person).count() == 1
