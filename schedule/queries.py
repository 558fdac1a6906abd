"""Reads of ``schedule``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from schedule.data import BellTime
from schedule.models import Bell, Lesson

if TYPE_CHECKING:
    from accounts.api import User
    from school.api import Group, School


def lessons() -> QuerySet[Lesson]:
    """Return lessons with their school, group (and its class) and teacher, by the clock."""
    rows = Lesson.objects.select_related("school", "group__parent", "group__school", "teacher")
    return rows.order_by("starts_at", "slot", "id")


def get_lesson(*, uuid: UUID) -> Lesson | None:
    """Return the lesson with ``uuid`` or ``None``."""
    return lessons().filter(uuid=uuid).first()


def lessons_of_groups(groups: Iterable[Group], *, since: date, until: date) -> list[Lesson]:
    """Return the lessons of ``groups`` from ``since`` to ``until``, cancelled ones too."""
    ids = [group.pk for group in groups]
    return list(lessons().filter(group_id__in=ids, date__range=(since, until)))


def lessons_of_teacher(user: User, *, since: date, until: date) -> list[Lesson]:
    """Return what ``user`` teaches from ``since`` to ``until`` in all schools, cancelled too."""
    return list(lessons().filter(teacher=user, date__range=(since, until)))


def lessons_of_school(school: School, *, day: date) -> list[Lesson]:
    """Return all lessons of ``school`` on ``day``, cancelled ones too."""
    return list(lessons().filter(school=school, date=day))


def bells_of(school: School) -> list[BellTime]:
    """Return the bells of ``school`` in the order of the day."""
    rows = Bell.objects.filter(school=school).order_by("number")
    return [BellTime(row.number, row.starts, row.ends) for row in rows]
