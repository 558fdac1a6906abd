"""Places and families when accounts are merged and erased."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.api import erase_person, merge_people
from accounts.lifecycle import describe_erasure, describe_merge
from school.api import guardians_of, places_of, school_day, wards_of
from school.models import Guardianship, Membership
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_guardian,
    make_pupil,
    make_school,
    make_teacher,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def periods(person):
    rows = Membership.objects.filter(person=person).order_by("since")
    return list(rows.values_list("since", "until"))


def test_places_that_touch_become_one(now):
    school, kept, gone = make_school(), make_user(), make_user()
    make_teacher(school, person=kept, since=date(2025, 9, 1), until=date(2025, 12, 31))
    make_teacher(school, person=gone, since=date(2026, 1, 1), until=date(2026, 3, 1))
    make_teacher(school, person=kept, since=date(2026, 2, 1), until=date(2026, 5, 31))
    make_teacher(school, person=gone, since=date(2026, 9, 1))
    merge_people(kept=kept, gone=gone, by=None, now=now)
    assert periods(kept) == [(date(2025, 9, 1), date(2026, 5, 31)), (date(2026, 9, 1), None)]
    assert periods(gone) == []


def test_two_accounts_of_a_mother_and_of_a_pupil(now):
    group = make_class()
    first, second = make_pupil(group), make_pupil(group)
    kept, gone = make_guardian(first), make_guardian(first, second)
    assert len(describe_merge(gone)) >= 1
    merge_people(kept=kept, gone=gone, by=None, now=now)
    assert set(wards_of(kept, day=DAY)) == {first, second}
    assert Guardianship.objects.filter(pupil=first).count() == 1
    merge_people(kept=first, gone=second, by=None, now=now)
    assert guardians_of(first, day=DAY) == [kept]
    assert Membership.objects.filter(group=group).count() == 1


def test_nobody_becomes_their_own_guardian(now):
    pupil = make_pupil(make_class())
    guardian = make_guardian(pupil)
    merge_people(kept=guardian, gone=pupil, by=None, now=now)
    assert not Guardianship.objects.exists()


def test_an_erased_pupil_leaves_a_nameless_place_that_is_over(now):
    group = make_class()
    pupil = make_pupil(group)
    make_guardian(pupil)
    make_teacher(group.school, person=pupil, since=date(2099, 1, 1))
    assert len(describe_erasure(pupil)) >= 2
    erase_person(user=pupil, by=None, now=now)
    place = Membership.objects.get(person=pupil)
    assert place.until == school_day(group.school, now)
    assert not Guardianship.objects.exists()
    pupil.refresh_from_db()
    assert places_of(pupil, day=date(2027, 1, 1)) == ()
