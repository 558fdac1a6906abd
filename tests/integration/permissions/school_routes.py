"""The addresses of ``school`` and ``schedule``: who comes in, tried with another's school."""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import (
    ADMINISTRATOR,
    CLASS_TEACHER,
    FAMILY,
    LEADERS,
    NOBODY,
    SCHOOL_ADMINISTRATOR,
    SCHOOL_TEACHER,
    Case,
    Make,
    administrators,
    signed_in,
)
from tests.integration.permissions.world import World

OTHER_FAMILY = frozenset({"pupil_of_other_class", "guardian_of_other_child"})
STAFF = LEADERS | CLASS_TEACHER | SCHOOL_TEACHER
OF_SCHOOL = STAFF | FAMILY | OTHER_FAMILY
READERS = LEADERS | CLASS_TEACHER
APPOINTERS = SCHOOL_ADMINISTRATOR | ADMINISTRATOR


def in_school(read: frozenset[str], write: frozenset[str] | None = None, **payload: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.at_school.school.uuid}, read, write, payload=payload, foreign=True
    )


def about_pupil(read: frozenset[str]) -> Make:
    return lambda world: Case(
        {"uuid": world.at_school.school.uuid, "person_uuid": world.at_school.people["pupil"].uuid},
        read=read,
        foreign=True,
    )


def about_teacher(world: World) -> Case:
    teacher = world.at_school.people["school_teacher"]
    return Case(
        {"uuid": world.at_school.school.uuid, "person_uuid": teacher.uuid}, STAFF, foreign=True
    )


def in_group(read: frozenset[str]) -> Make:
    return lambda world: Case({"uuid": world.at_school.group.uuid}, read, foreign=True)


def change(name: str, **payload: Any) -> Make:
    """A POST to the pupil's place or guardianship, with data that would change it."""
    return lambda world: Case(
        {"uuid": getattr(world.at_school, name).uuid},
        read=SCHOOL_ADMINISTRATOR if name == "membership" else APPOINTERS,
        payload={"until": "2030-01-01", **payload},
        foreign=True,
    )


def lesson(read: frozenset[str], **payload: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.at_school.lesson.uuid}, read, payload=payload, foreign=True
    )


SCHOOL: dict[str, Make] = {
    "school:schools": signed_in,
    "school:found": administrators,
    "school:school": in_school(OF_SCHOOL | ADMINISTRATOR),
    "school:settings": in_school(SCHOOL_ADMINISTRATOR, title="Чужая"),
    "school:add_class": in_school(SCHOOL_ADMINISTRATOR, year=2026, grade=1, letter="Ы"),
    "school:administrators": in_school(APPOINTERS),
    "school:people": in_school(LEADERS),
    "school:add_person": in_school(APPOINTERS),
    "school:add_known": in_school(APPOINTERS),
    "school:import": in_school(SCHOOL_ADMINISTRATOR),
    # The pupil and the family may see the page too: it is about them.
    "school:person": about_pupil(READERS | FAMILY),
    "school:password": about_pupil(SCHOOL_ADMINISTRATOR),
    "school:guardian": about_pupil(SCHOOL_ADMINISTRATOR),
    "school:known_guardian": about_pupil(SCHOOL_ADMINISTRATOR),
    "school:group": in_group(READERS),
    "school:add_subgroup": in_group(SCHOOL_ADMINISTRATOR),
    "school:fill_subgroup": lambda world: Case(
        {"uuid": world.at_school.subgroup.uuid},
        SCHOOL_ADMINISTRATOR,
        payload={"people": [str(world.at_school.people["pupil"].uuid)], "since": "2026-09-01"},
        foreign=True,
    ),
    "school:end_place": change("membership"),
    "school:reopen_place": change("membership"),
    "school:remove_place": change("membership"),
    "school:move_place": change("membership"),
    "school:end_guardian": change("guardianship"),
    "school:reopen_guardian": change("guardianship"),
}

SCHEDULE: dict[str, Make] = {
    "schedule:mine": signed_in,
    "schedule:group": in_group(STAFF | FAMILY),
    "schedule:school": in_school(STAFF),
    "schedule:bells": in_school(STAFF, write=SCHOOL_ADMINISTRATOR),
    "schedule:standard_bells": in_school(SCHOOL_ADMINISTRATOR),
    "schedule:plan": in_school(SCHOOL_ADMINISTRATOR),
    "schedule:copy": in_school(SCHOOL_ADMINISTRATOR),
    "schedule:teacher": about_teacher,
    "schedule:move": lesson(SCHOOL_ADMINISTRATOR, date="2026-10-10", slot=2),
    "schedule:cancel": lesson(SCHOOL_ADMINISTRATOR),
    "schedule:restore": lesson(SCHOOL_ADMINISTRATOR),
    "schedule:hold": lesson(LEADERS | SCHOOL_TEACHER),
}

SCHOOL_REST: dict[str, Make] = {
    "rest:schools_mine": signed_in,
    "rest:schedule_week": lambda world: Case(
        read=STAFF | FAMILY, write=NOBODY, query=f"?group={world.at_school.group.uuid}"
    ),
}
