"""Who may do what to the journal of a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import may, register_rule
from core.api import now
from schedule.api import Lesson
from school.api import places_now, places_of
from school.data import STAFF, TEACHING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User

    Person = User | AnonymousUser

EDIT = "journal.edit"
SEE = "journal.see"
TEACH = "journal.teach"
HAVE_LESSONS = "journal.have_lessons"


def register_rules() -> None:
    """Register every rule of the package."""
    register_rule(EDIT, may_edit)
    register_rule(SEE, may_see)
    register_rule(TEACH, may_teach)
    register_rule(HAVE_LESSONS, has_lessons)


def may_edit(user: Person, lesson: Lesson) -> bool:
    """The teacher of the lesson, if on the school's staff that day and still; leaders only read."""
    if not user.is_authenticated or lesson.teacher_id != user.pk:
        return False
    that_day = any(
        place.school_uuid == lesson.school.uuid and place.role in STAFF
        for place in places_of(user, day=lesson.date)
    )
    return that_day and may(user, "schedule.teach", lesson)


def may_see(user: Person, lesson: Lesson) -> bool:
    """Whoever may see the lesson in the timetable sees what it is about."""
    return may(user, "schedule.see_lesson", lesson)


def may_teach(user: Person, obj: Any = None) -> bool:
    """Who teaches in some school today has a list of their lessons."""
    return user.is_authenticated and any(
        place.role in STAFF for place in places_now(user, now=now())
    )


def has_lessons(user: Person, obj: Any = None) -> bool:
    """Whose work is lessons: teachers. A head or an administrator begins with the school."""
    return user.is_authenticated and any(
        place.role in TEACHING for place in places_now(user, now=now())
    )
