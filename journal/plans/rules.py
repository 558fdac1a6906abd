"""Who may bring a plan, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from accounts.api import may, register_rule
from core.api import now
from journal.plans.states import PLAN
from schedule.api import Lesson
from school.api import Group, places_of, school_day, staff_periods
from school.data import STAFF

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from journal.models import LessonPlan

    Person = User | AnonymousUser

PLAN_FOR = "journal.plan_for"


@dataclass(frozen=True, slots=True)
class Course:
    """A subject that a group has."""

    group: Group
    subject_uuid: UUID
    subject_title: str = ""


def register_rules() -> None:
    """Register the rules of plans."""
    register_rule(PLAN, may_plan)
    register_rule(PLAN_FOR, may_plan_for)


def may_plan(user: Person, plan: LessonPlan) -> bool:
    """The teacher whose plan it is, while on the staff of the school."""
    return user.is_authenticated and plan.teacher_id == user.pk and _on_staff(user, plan.group)


def may_plan_for(user: Person, course: Course) -> bool:
    """Who has lessons of the subject with the group, while on the staff of the school."""
    if not user.is_authenticated or not _on_staff(user, course.group):
        return False
    return Lesson.objects.filter(
        teacher=user, group=course.group, subject_uuid=course.subject_uuid
    ).exists()


def _on_staff(user: Person, group: Group) -> bool:
    day = school_day(group.school, now())
    return any(
        place.school_uuid == group.school.uuid and place.role in STAFF
        for place in places_of(user, day=day)
    )


def editable(user: User, lessons: Iterable[Lesson]) -> list[Lesson]:
    """Return those of one school's lessons whose journal ``user`` writes: as ``journal.edit``.

    For a whole year at once; the lessons are of one group. Two queries.
    """
    own = [lesson for lesson in lessons if lesson.teacher_id == user.pk]
    if not own or not may(user, "schedule.teach", own[0]):
        return []
    days = [lesson.date for lesson in own]
    held = staff_periods(own[0].school, since=min(days), until=max(days)).get(user.pk, [])
    return [
        lesson
        for lesson in own
        if any(
            since <= lesson.date and (not until or lesson.date <= until) for since, until in held
        )
    ]
