"""A class with its teacher, families and lessons, on the small framework of the tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from accounts.api import User
from core.api import now as clock
from journal.api import add_material, set_topic
from journal.data import AT_LESSON
from journal.models import LessonMaterial
from learning_objects.api import (
    get_object,
    remove_by_institute,
    restore_object,
    save_draft,
    withdraw_object,
)
from learning_objects.data import BLOCK, TopicRef, VersionView
from schedule.models import Lesson
from school.models import Group, School
from tests.factories.framework import node_titled
from tests.factories.learning_objects import make_draft, publish
from tests.factories.library import CURRENT, topic
from tests.factories.people import make_user
from tests.factories.school import (
    make_class,
    make_guardian,
    make_lesson,
    make_pupil,
    make_school,
    make_teacher,
    some_subject,
)


@dataclass
class Classroom:
    """A class of grade 8 that has physics; ``lesson`` is today's."""

    school: School
    group: Group
    teacher: User
    pupil: User
    guardian: User
    lesson: Lesson


def physics() -> UUID:
    """The subject that the topics of ``tests.factories.library`` belong to."""
    some_subject()
    return node_titled("Физика").uuid


def make_classroom(*, time_zone: str = "Europe/Moscow", **people: Any) -> Classroom:
    """A school with one class, its physics teacher, a pupil, a guardian and a lesson."""
    school = make_school(time_zone=time_zone)
    group = make_class(school)
    teacher = people.get("teacher") or make_teacher(school)
    if people.get("teacher"):
        make_teacher(school, person=teacher)
    pupil = make_pupil(group)
    guardian = make_guardian(pupil, person=people.get("guardian"))
    lesson = make_lesson(group, teacher=teacher, subject_uuid=physics())
    return Classroom(school, group, teacher, pupil, guardian, lesson)


def next_lesson(room: Classroom, *, days: int = 1, slot: int = 1, **more: Any) -> Lesson:
    """Another lesson of the same class and subject, ``days`` later (or before)."""
    day: date = room.lesson.date + timedelta(days=days)
    facts = {"teacher": room.teacher, "subject_uuid": room.lesson.subject_uuid, **more}
    return make_lesson(room.group, day=day, slot=slot, **facts)


def write_topic(lesson: Lesson, title: str = CURRENT, theme: str = "") -> None:
    """Let the lesson's teacher write a topic of the small framework."""
    set_topic(lesson=lesson, topic_uuid=topic(title), theme=theme, by=lesson.teacher, now=clock())


def put_on(lesson: Lesson, version: VersionView, purpose: str = AT_LESSON) -> LessonMaterial:
    """Let the lesson's teacher put a version on the lesson."""
    return add_material(
        lesson=lesson,
        object_uuid=version.object_uuid,
        purpose=purpose,
        number=version.number,
        by=lesson.teacher,
        now=clock(),
    )


def publish_again(version: VersionView, title: str = "") -> VersionView:
    """Publish the next version of an object on the same topics."""
    found = get_object(uuid=version.object_uuid)
    author = found.authorships.get(role="owner").user
    topics = [TopicRef(item.node_uuid, item.relation) for item in version.topics]
    draft = make_draft(title or version.title, topics=topics, summary="Дополнено опытом.")
    save_draft(learning_object=found, draft=draft, by=author, now=clock())
    return publish(found)


def withdraw(version: VersionView, reason: str = "Нашли ошибку в опыте") -> None:
    """Let the owner withdraw a published object."""
    found = get_object(uuid=version.object_uuid)
    author = found.authorships.get(role="owner").user
    withdraw_object(learning_object=found, reason=reason, by=author, now=clock())


def block(version: VersionView, reason: str = "Опасный опыт") -> None:
    """Let the institute block a published object."""
    remove_by_institute(
        learning_object=get_object(uuid=version.object_uuid),
        reason=reason,
        how=BLOCK,
        by=make_user("chief_moderator"),
        now=clock(),
    )


def bring_back(version: VersionView, reason: str = "Исправлено") -> None:
    """Let a chief expert restore a withdrawn object."""
    restore_object(
        learning_object=get_object(uuid=version.object_uuid),
        reason=reason,
        by=make_user("chief_moderator"),
        now=clock(),
    )
