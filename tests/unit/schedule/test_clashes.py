"""The one pure function behind planning, restoring and copying."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from schedule.clashes import find_conflict
from schedule.models import Lesson
from school.models import Group

DAY = date(2026, 9, 1)
START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
CLASS = Group(pk=1)
SUBGROUP = Group(pk=2, parent_id=1)
OTHER_SUBGROUP = Group(pk=3, parent_id=1)
OTHER_CLASS = Group(pk=4)


def lesson(pk, group, **changes):
    facts = {
        "school_id": 1,
        "teacher_id": pk,
        "date": DAY,
        "slot": 1,
        "room": "",
        "starts_at": START,
        "ends_at": START + timedelta(minutes=45),
        **changes,
    }
    return Lesson(pk=pk, group=group, **facts)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (lesson(2, CLASS), "group"),
        (lesson(2, SUBGROUP), "group"),
        (lesson(2, OTHER_CLASS), None),
        (lesson(2, OTHER_CLASS, teacher_id=1), "teacher"),
        (lesson(2, OTHER_CLASS, room="12"), "room"),
        (lesson(2, OTHER_CLASS, room="12", slot=2), None),
        (lesson(2, CLASS, date=DAY + timedelta(days=1)), None),
        (lesson(2, OTHER_CLASS, teacher_id=1, school_id=2, slot=5), "teacher"),
        (lesson(2, OTHER_CLASS, school_id=2, room="12"), None),
        (lesson(1, CLASS), None),  # itself
    ],
)
def test_what_stands_in_the_way(other, code):
    found = find_conflict(lesson(1, CLASS, room="12"), [other], shares=lambda one, two: True)
    assert (found and found.code) == code


@pytest.mark.parametrize(("common", "code"), [(True, "pupils"), (False, None)])
def test_subgroups_clash_by_their_pupils(common, code):
    others = [lesson(2, OTHER_SUBGROUP)]
    found = find_conflict(lesson(1, SUBGROUP), others, shares=lambda one, two: common)
    assert (found and found.code) == code


def test_two_classes_share_no_parent():
    others = [lesson(2, OTHER_CLASS)]
    assert find_conflict(lesson(1, CLASS), others, shares=lambda one, two: True) is None
