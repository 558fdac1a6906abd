"""Schools, classes, people in them, bells and lessons, through the same actions people use.

Places begin long ago and have no end, so that they hold at any moment a test chooses.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from uuid import UUID

from accounts.api import User
from core.api import now as clock
from framework.api import get_tree
from schedule.api import bells_of, plan_lesson, set_bells
from schedule.data import BellTime
from schedule.models import Lesson
from school.api import (
    add_guardian,
    add_membership,
    create_class,
    create_school,
    create_subgroup,
    school_year,
)
from school.data import ADMINISTRATOR, CLASS_TEACHER, HEAD, MOTHER, PUPIL, TEACHER
from school.models import Group, School
from tests.factories.framework import load_programmes
from tests.factories.people import make_user

_numbers = count(1)
LONG_AGO = date(2020, 9, 1)
BELLS = (("08:30", "09:15"), ("09:25", "10:10"), ("10:30", "11:15"), ("11:35", "12:20"))


def make_school(*, time_zone: str = "Europe/Moscow", title: str = "", key: str = "") -> School:
    """A school without bells and people."""
    number = next(_numbers)
    return create_school(
        title=title or f"Школа № {number}",
        key=key or f"school-{number}",
        time_zone=time_zone,
        by=None,
        now=clock(),
    )


def make_class(
    school: School | None = None, *, grade: int = 8, letter: str = "", year: int | None = None
) -> Group:
    """A class, by default of the present school year and with a letter of its own."""
    return create_class(
        school=school or make_school(),
        year=school_year(clock().date()) if year is None else year,
        grade=grade,
        letter=letter or f"Б{next(_numbers)}",
        by=None,
        now=clock(),
    )


def make_subgroup(parent: Group, title: str = "") -> Group:
    """A subgroup of a class."""
    return create_subgroup(
        parent=parent, title=title or f"Английский {next(_numbers)}", by=None, now=clock()
    )


def make_member(
    school: School,
    role: str,
    *,
    group: Group | None = None,
    person: User | None = None,
    since: date = LONG_AGO,
    until: date | None = None,
) -> User:
    """Somebody with a role in a school."""
    member = person or make_user()
    add_membership(
        school=school,
        person=member,
        role=role,
        group=group,
        since=since,
        until=until,
        by=None,
        now=clock(),
    )
    return member


def make_pupil(
    group: Group, *, person: User | None = None, since: date = LONG_AGO, until: date | None = None
) -> User:
    """A pupil of a class (or, with a ``person`` of the class, of its subgroup)."""
    return make_member(group.school, PUPIL, group=group, person=person, since=since, until=until)


def make_guardian(
    *pupils: User, person: User | None = None, relation: str = MOTHER, since: date = LONG_AGO
) -> User:
    """Somebody who answers for ``pupils``."""
    guardian = person or make_user()
    for pupil in pupils:
        add_guardian(
            guardian=guardian, pupil=pupil, relation=relation, since=since, by=None, now=clock()
        )
    return guardian


def make_teacher(
    school: School,
    *,
    person: User | None = None,
    since: date = LONG_AGO,
    until: date | None = None,
) -> User:
    """A teacher of a school; ``person`` may have roles in the library too."""
    return make_member(school, TEACHER, person=person, since=since, until=until)


def make_class_teacher(group: Group, *, person: User | None = None) -> User:
    """The class teacher of a class."""
    return make_member(group.school, CLASS_TEACHER, group=group, person=person)


def make_head(school: School, *, person: User | None = None) -> User:
    """The head of a school."""
    return make_member(school, HEAD, person=person)


def make_school_administrator(school: School, *, person: User | None = None) -> User:
    """An administrator of a school."""
    return make_member(school, ADMINISTRATOR, person=person)


def make_bells(school: School) -> list[BellTime]:
    """Four lessons of 45 minutes from 8:30 on, by the school's own clock."""
    bells = [
        BellTime(number, time.fromisoformat(starts), time.fromisoformat(ends))
        for number, (starts, ends) in enumerate(BELLS, start=1)
    ]
    return set_bells(school=school, bells=bells, by=None, now=clock())


def some_subject() -> UUID:
    """A subject of the framework; a small framework is loaded when there is none."""
    if not get_tree().subjects:
        with tempfile.TemporaryDirectory() as folder:
            load_programmes(Path(folder))
    return get_tree().subjects[0]


def make_lesson(
    group: Group | None = None,
    *,
    teacher: User | None = None,
    day: date | None = None,
    slot: int = 1,
    room: str = "",
    subject_uuid: UUID | None = None,
    now: datetime | None = None,
) -> Lesson:
    """A planned lesson, by default today at the first bell; what is missing is made."""
    moment = now or clock()
    taught = group or make_class()
    school = taught.school
    if not bells_of(school):
        make_bells(school)
    return plan_lesson(
        school=school,
        group=taught,
        teacher=teacher or make_teacher(school),
        subject_uuid=subject_uuid or some_subject(),
        date=day or moment.astimezone(school.zone).date(),
        slot=slot,
        room=room,
        by=None,
        now=moment,
    )
