"""A school in the world of permissions: one lesson of one class, and everybody around it."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.api import User
from schedule.models import Lesson
from school.models import Group, Guardianship, Membership, School
from tests.factories.school import (
    make_class,
    make_class_teacher,
    make_guardian,
    make_head,
    make_lesson,
    make_pupil,
    make_school,
    make_school_administrator,
    make_subgroup,
    make_teacher,
)

SCHOOL_ROLES = (
    "school_administrator",
    "head",
    "class_teacher",
    "school_teacher",
    "pupil",
    "guardian",
    "teacher_of_other_school",
    "guardian_of_other_child",
    "pupil_of_other_class",
)


@dataclass
class SchoolWorld:
    """``school_teacher`` teaches ``lesson`` to ``group``, where ``pupil`` learns."""

    school: School
    group: Group
    subgroup: Group
    lesson: Lesson
    membership: Membership
    guardianship: Guardianship
    people: dict[str, User]


def make_school_world() -> SchoolWorld:
    """Build the school, its neighbour, and a lesson of today."""
    school, neighbour = make_school(), make_school()
    group, other_group = make_class(school), make_class(school)
    pupil, other_pupil = make_pupil(group), make_pupil(other_group)
    people = {
        "school_administrator": make_school_administrator(school),
        "head": make_head(school),
        "class_teacher": make_class_teacher(group),
        "school_teacher": make_teacher(school),
        "pupil": pupil,
        "guardian": make_guardian(pupil),
        "teacher_of_other_school": make_teacher(neighbour),
        "guardian_of_other_child": make_guardian(other_pupil),
        "pupil_of_other_class": other_pupil,
    }
    return SchoolWorld(
        school=school,
        group=group,
        subgroup=make_subgroup(group),
        lesson=make_lesson(group, teacher=people["school_teacher"]),
        membership=Membership.objects.get(person=pupil),
        guardianship=Guardianship.objects.get(pupil=pupil),
        people=people,
    )
