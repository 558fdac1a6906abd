"""The files of the demo school fit together: nobody is in two rooms, every lesson has its line."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from cms.demo.people import read_people
from cms.demo.reading import object_keys
from cms.demo.school.reading import FOLDER, read_bells, read_lessons, read_roster
from cms.demo.topics import read_topics
from framework.api import import_starter

LESSONS = list(read_lessons())


def test_every_lesson_that_is_written_has_a_place_in_the_timetable():
    written = yaml.safe_load((FOLDER / "lessons.yaml").read_text(encoding="utf-8"))
    planned = Counter((plan.class_key, plan.subject) for plan in LESSONS)

    assert planned == {
        (key, subject): len(rows)
        for key, rows_of in written.items()
        for subject, rows in rows_of.items()
    }
    assert len(LESSONS) > 60


@pytest.mark.parametrize("what", ["teacher", "room", "class_key"])
def test_nobody_and_nothing_is_in_two_places(what):
    taken = Counter((plan.week, plan.day, plan.slot, getattr(plan, what)) for plan in LESSONS)

    assert [place for place, times in taken.items() if times > 1] == []


def test_every_lesson_has_a_bell():
    numbers = {bell.number for bell in read_bells()}

    assert {plan.slot for plan in LESSONS} <= numbers


def test_everybody_is_named_once_and_teachers_are_on_the_staff():
    roster = read_roster()
    staff = {row["login"] for row in roster["staff"]}
    library = {person["login"] for person in read_people()}
    pupils = [pupil["login"] for row in roster["classes"] for pupil in row["pupils"]]
    families = [row["login"] for row in roster["families"]]
    new_staff = [row["login"] for row in roster["staff"] if "last_name" in row]
    logins = Counter([*pupils, *families, *new_staff, *library])

    assert [login for login, times in logins.items() if times > 1] == []
    assert {plan.teacher for plan in LESSONS} <= staff
    assert {row["login"] for row in roster["staff"] if "last_name" not in row} <= library
    assert {row["class_teacher"] for row in roster["classes"]} <= staff


def test_children_of_families_are_in_the_classes():
    roster = read_roster()
    pupils = {
        f"{pupil['last_name']} {pupil['first_name']}"
        for row in roster["classes"]
        for pupil in row["pupils"]
    }

    assert {child for row in roster["families"] for child in row["children"]} <= pupils


def test_materials_are_objects_of_the_demo():
    named = {key for plan in LESSONS for key in (*plan.at_lesson, *plan.at_home)}

    assert named <= set(object_keys())
    assert len(named) >= 5


@pytest.mark.django_db
def test_topics_stand_in_the_starter_framework(now):
    import_starter(by=None, now=now)
    topics, grades = read_topics(), {row["key"]: row["grade"] for row in read_roster()["classes"]}

    for plan in LESSONS:
        topics.find(subject=plan.subject, grade=grades[plan.class_key], title=plan.topic)
        assert plan.theme
