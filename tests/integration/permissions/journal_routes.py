"""The addresses of ``journal`` and ``diary``, tried with another's lesson and another's child."""

from __future__ import annotations

from typing import Any

from tests.integration.permissions.routes import (
    CLASS_TEACHER,
    FAMILY,
    LEADERS,
    NOBODY,
    SCHOOL_TEACHER,
    Case,
    Make,
)
from tests.integration.permissions.world import World

OTHER_FAMILY = frozenset({"pupil_of_other_class", "guardian_of_other_child"})
STAFF = LEADERS | CLASS_TEACHER | SCHOOL_TEACHER | {"teacher_of_other_school"}
READERS = LEADERS | CLASS_TEACHER | SCHOOL_TEACHER | FAMILY


def lesson(read: frozenset[str], **payload: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.at_school.lesson.uuid}, read, payload=payload, foreign=True
    )


def writing(**payload: Any) -> Make:
    """A POST to the journal of the lesson: only its teacher may; readers are refused (403)."""
    return lambda world: Case(
        {"uuid": world.at_school.lesson.uuid},
        READERS,
        write=SCHOOL_TEACHER,
        payload=payload,
        foreign=True,
    )


def material(verb: str) -> Make:
    def make(world: World) -> Case:
        arguments = {
            "uuid": world.at_school.lesson.uuid,
            "material_uuid": world.material.uuid,
            "verb": verb,
        }
        return Case(arguments, READERS, write=SCHOOL_TEACHER, foreign=True)

    return make


def preview(world: World) -> Case:
    arguments = {
        "uuid": world.at_school.lesson.uuid,
        "object_uuid": world.published.uuid,
        "number": 1,
    }
    return Case(arguments, SCHOOL_TEACHER, foreign=True)


def plan(**more: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.extra["lesson_plan"], **more}, SCHOOL_TEACHER, foreign=True
    )


def diary_of_pupil(**more: Any) -> Make:
    return lambda world: Case(
        {"uuid": world.at_school.people["pupil"].uuid, **more},
        read=LEADERS | CLASS_TEACHER | FAMILY,
        foreign=True,
    )


JOURNAL: dict[str, Make] = {
    "journal:week": lambda world: Case(read=STAFF),
    "journal:week_of": lambda world: Case({"week": "2026-W48"}, read=STAFF),
    "journal:lesson": lesson(READERS),
    # What is in the library is read there: the page leads to it.
    "journal:kept": lambda world: Case({"uuid": world.material.uuid}, READERS, foreign=True),
    "journal:with_material": lambda world: Case({"uuid": world.published.uuid}, STAFF),
    "journal:topic": writing(theme="Чужая тема"),
    "journal:homework": writing(homework="Чужое задание"),
    "journal:add": lambda world: Case(
        {"uuid": world.at_school.lesson.uuid},
        READERS,
        write=SCHOOL_TEACHER,
        payload={"object": str(world.published.uuid), "number": 1, "purpose": "at_home"},
        foreign=True,
    ),
    "journal:material": material("remove"),
    "journal:preview": preview,
}

PLANS: dict[str, Make] = {
    "journal:plans": lambda world: Case(read=STAFF, payload={"text": "Тема"}),
    # A plan is its teacher's alone; to everybody else it does not exist.
    "journal:plan": plan(),
    "journal:plan_verb": plan(verb="delete"),
    "journal:plan_line": plan(number=1),
}
JOURNAL |= PLANS

DIARY: dict[str, Make] = {
    "diary:week": lambda world: Case(read=FAMILY | OTHER_FAMILY),
    "diary:week_of": lambda world: Case({"week": "2026-W48"}, read=FAMILY | OTHER_FAMILY),
    "diary:pupil": diary_of_pupil(),
    "diary:pupil_week": diary_of_pupil(week="2026-W48"),
}

JOURNAL_REST: dict[str, Make] = {
    "rest:lesson": lambda world: Case(
        {"uuid": world.at_school.lesson.uuid}, READERS, write=NOBODY, foreign=True
    ),
    "rest:diary_week": lambda world: Case(
        read=LEADERS | CLASS_TEACHER | FAMILY,
        write=NOBODY,
        query=f"?pupil={world.at_school.people['pupil'].uuid}",
    ),
}
