"""Each constraint of the roster, broken once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from school.models import Group, Guardianship, Membership, School
from tests.factories.people import make_user
from tests.factories.school import make_class, make_pupil, make_school, make_subgroup

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def refused(model, **facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**facts)


def test_schools(now):
    school = make_school()
    facts = {"time_zone": "Europe/Moscow", "created_at": now}
    refused(School, title="Другая", key=school.key, **facts)
    refused(School, title="", key="other", **facts)
    refused(School, title="Другая", key="other", time_zone="", created_at=now)


def test_groups():
    group = make_class(letter="Б")
    facts = {"school": group.school, "year": group.year, "grade": 8, "title": "8 «Б»"}
    refused(Group, **facts, letter="Б")
    refused(Group, **{**facts, "grade": 12}, letter="В")
    refused(Group, **{**facts, "year": 1900}, letter="В")
    refused(Group, **facts, letter="В", kind="subgroup")
    refused(Group, **facts, letter="В", parent=group)
    subgroup = make_subgroup(group)
    refused(Group, **{**facts, "title": subgroup.title}, kind="subgroup", parent=group)


def test_memberships():
    group = make_class()
    facts = {"school": group.school, "person": make_user(), "since": DAY}
    refused(Membership, **facts, role="cook")
    refused(Membership, **facts, role="pupil")
    refused(Membership, **facts, role="teacher", group=group)
    refused(Membership, **facts, role="teacher", until=date(2026, 8, 31))
    for more in ({"role": "teacher"}, {"role": "pupil", "group": group}):
        Membership.objects.create(**facts, **more)
        refused(Membership, **{**facts, "since": date(2027, 1, 1)}, **more)


def test_guardianships():
    pupil, guardian = make_pupil(make_class()), make_user()
    facts = {"guardian": guardian, "pupil": pupil, "relation": "mother", "since": DAY}
    refused(Guardianship, **{**facts, "guardian": pupil})
    refused(Guardianship, **{**facts, "relation": "aunt"})
    refused(Guardianship, **facts, until=date(2026, 8, 31))
    Guardianship.objects.create(**facts)
    refused(Guardianship, **{**facts, "since": date(2027, 1, 1)})


def test_a_school_is_found_in_cyrillic():
    make_school(title="Лицей «Ёлочка»", key="elka")
    assert School.objects.filter(search_text__contains="елочка").exists()
