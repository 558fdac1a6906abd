"""Schools full of people and lessons, written in bulk: the numbers of a town, in a minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from accounts.api import User
from core.api import new_uuid
from framework.api import get_tree
from framework.data import Node
from journal.data import AT_HOME, AT_LESSON, USAGE_CODE
from journal.models import LessonEntry, LessonMaterial
from learning_objects.data import VersionView
from learning_objects.models import Usage, UsageCount
from schedule.models import Bell, Lesson
from school.data import CLASS, MOTHER, PUPIL, TEACHER
from school.models import Group, Guardianship, Membership, School

CLASSES = 25
PUPILS = 25
LESSONS_A_DAY = 6
DAYS = 5
BATCH = 2000
LONG_AGO = date(2020, 9, 1)
MONDAY = date(2026, 11, 23)
WRITTEN_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
_numbers = count(1)


@dataclass(frozen=True)
class Town:
    """Where to look: ids of pupils, guardians and lessons of every school, in a fixed order."""

    pupils: list[int]
    guardians: list[int]
    lessons: list[tuple[int, UUID]]


def build_schools(number: int, versions: list[VersionView]) -> Town:
    """Write ``number`` schools of 25 classes with 25 pupils and 30 lessons a week each.

    Every pupil has a guardian, every second guardian a second child. Every lesson has a topic and
    two materials.
    """
    town = Town([], [], [])
    tree = get_tree()
    topics = [tree.nodes[version.topics[0].node_uuid] for version in versions]
    for _ in range(number):
        _build_school(town, topics, versions)
    _count_usage()
    return town


def _build_school(town: Town, topics: list[Node], versions: list[VersionView]) -> None:
    name = f"bench-{next(_numbers)}"
    school = School.objects.create(key=name, title=name, created_at=WRITTEN_AT)
    Bell.objects.bulk_create(
        Bell(school=school, number=slot, starts=time(8 + slot, 0), ends=time(8 + slot, 45))
        for slot in range(1, LESSONS_A_DAY + 1)
    )
    groups = Group.objects.bulk_create(
        Group(school=school, kind=CLASS, year=2026, grade=8, letter=f"К{n}", title=f"8 «К{n}»")
        for n in range(CLASSES)
    )
    teachers = _people(CLASSES, f"{name}-t")
    Membership.objects.bulk_create(
        Membership(school=school, person=one, role=TEACHER, since=LONG_AGO) for one in teachers
    )
    for place, group in enumerate(groups):
        _fill_class(town, school, group, name)
        subjects = [_subject_of(topic) for topic in topics]
        taught = [teachers[(place + n) % len(teachers)] for n in range(DAYS * LESSONS_A_DAY)]
        lessons = Lesson.objects.bulk_create(_lessons(group, taught, subjects))
        town.lessons.append((lessons[0].teacher_id, lessons[0].uuid))
        _write_journal(lessons, place, topics, versions)


def _people(number: int, prefix: str) -> list[User]:
    people = [
        User(
            username=f"{prefix}{n}",
            login_folded=f"{prefix}{n}",
            last_name="Иванова",
            first_name="Анна",
            password="!",  # noqa: S106  # nobody can sign in with it
        )
        for n in range(number)
    ]
    return User.objects.bulk_create(people, batch_size=BATCH)


def _fill_class(town: Town, school: School, group: Group, name: str) -> None:
    pupils = _people(PUPILS, f"{name}-{group.pk}-p")
    guardians = _people(PUPILS, f"{name}-{group.pk}-g")
    Membership.objects.bulk_create(
        Membership(school=school, person=one, role=PUPIL, group=group, since=LONG_AGO)
        for one in pupils
    )
    pairs = list(zip(guardians, pupils, strict=True))
    pairs += [(guardians[n], pupils[n + 1]) for n in range(0, PUPILS - 1, 2)]
    Guardianship.objects.bulk_create(
        Guardianship(guardian=one, pupil=child, relation=MOTHER, since=LONG_AGO)
        for one, child in pairs
    )
    town.pupils.append(pupils[0].pk)
    town.guardians.append(guardians[0].pk)


def _write_journal(
    lessons: list[Lesson], place: int, topics: list[Node], versions: list[VersionView]
) -> None:
    LessonEntry.objects.bulk_create(
        LessonEntry(
            lesson=lesson,
            topic_uuid=topics[n % len(topics)].uuid,
            topic_title=topics[n % len(topics)].title,
            homework=f"Читать § {n + 1}, упражнения 1–5.",
            changed_by=lesson.teacher,
            changed_at=WRITTEN_AT,
        )
        for n, lesson in enumerate(lessons)
    )
    materials = [
        _material(lesson, versions[(n + place) % len(versions)], purpose)
        for n, lesson in enumerate(lessons)
        for purpose in (AT_LESSON, AT_HOME)
    ]
    LessonMaterial.objects.bulk_create(materials, batch_size=BATCH)
    Usage.objects.bulk_create(
        Usage(
            object_uuid=item.object_uuid,
            number=1,
            code=USAGE_CODE,
            place_uuid=item.lesson.uuid,
            recorded_at=WRITTEN_AT,
            day=item.lesson.date,
        )
        for item in materials[::2]
    )


def _subject_of(topic: Node) -> Node:
    subject = get_tree().subject_of(topic.uuid)
    if subject is None:
        raise LookupError(topic.key)
    return subject


def _lessons(group: Group, teachers: list[User], subjects: list[Node]) -> Iterator[Lesson]:
    for n, teacher in enumerate(teachers):
        day, slot = MONDAY + timedelta(days=n // LESSONS_A_DAY), n % LESSONS_A_DAY + 1
        starts = datetime.combine(day, time(8 + slot, 0), tzinfo=group.school.zone)
        yield Lesson(
            uuid=new_uuid(),
            school=group.school,
            group=group,
            teacher=teacher,
            subject_uuid=subjects[n % len(subjects)].uuid,
            subject_title=subjects[n % len(subjects)].title,
            date=day,
            slot=slot,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=45),
        )


def _material(lesson: Lesson, version: VersionView, purpose: str) -> LessonMaterial:
    return LessonMaterial(
        lesson=lesson,
        object_uuid=version.object_uuid,
        number=version.number,
        digest=version.digest,
        kind=version.kind,
        title=version.title,
        purpose=purpose,
        added_by=lesson.teacher,
        added_at=WRITTEN_AT,
    )


def _count_usage() -> None:
    """Write the counts that the action would have kept."""
    UsageCount.objects.all().delete()
    counts: dict[UUID, int] = {}
    for uuid in Usage.objects.values_list("object_uuid", flat=True).iterator():
        counts[uuid] = counts.get(uuid, 0) + 1
    UsageCount.objects.bulk_create(
        UsageCount(object_uuid=uuid, code=USAGE_CODE, number=number)
        for uuid, number in counts.items()
    )
