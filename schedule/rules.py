"""Who may plan, see and teach a lesson.

Staff are asked about the day of the question (who has left the school sees nothing more); a pupil's
place in the group is asked about the date of the lesson, for it stays theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.api import User, may, register_rule
from core.api import now
from schedule.data import LessonOn
from schedule.states import PLAN, TEACH
from school.api import places_of, school_day, standings_of
from school.data import CLASS_TEACHER, GUARDIAN, LEADERS, PUPIL, STAFF, GroupOn, SchoolOn

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from schedule.models import Lesson

    Person = User | AnonymousUser

SEE_LESSON = "schedule.see_lesson"
SEE_SCHOOL = "schedule.see_school"
SEE_GROUP = "schedule.see_group"


def register_rules() -> None:
    """Register every rule of the package."""
    register_rule(PLAN, may_plan)
    register_rule(SEE_LESSON, may_see_lesson)
    register_rule(TEACH, may_teach)
    register_rule(SEE_SCHOOL, may_see_school_timetable)
    register_rule(SEE_GROUP, may_see_group_timetable)


def may_plan(user: Person, where: SchoolOn) -> bool:
    """The school's administrators."""
    return may(user, "school.administer", where)


def may_teach(user: Person, asked: Lesson | LessonOn) -> bool:
    """The lesson's teacher while on the staff; the school's administrators and heads too."""
    lesson, day = _asked(asked)
    roles = _roles_in(user, lesson, day)
    return bool(roles & LEADERS) or (lesson.teacher_id == user.pk and bool(roles & STAFF))


def may_see_lesson(user: Person, asked: Lesson | LessonOn) -> bool:
    """Whoever may teach it, the class teacher, the pupils of that date and who answers for them."""
    lesson, day = _asked(asked)
    if may_teach(user, LessonOn(lesson, day)):
        return True
    group = lesson.group
    classes = {group.uuid, group.parent.uuid} if group.parent else {group.uuid}
    for item in standings_of(user):
        if item.role == CLASS_TEACHER and item.group_uuid in classes and item.held_on(day):
            return True
        belongs = item.group_uuid == group.uuid and item.held_on(lesson.date)
        if item.role in {PUPIL, GUARDIAN} and belongs and item.answers_on(day):
            return True
    return False


def _asked(asked: Lesson | LessonOn) -> tuple[Lesson, date]:
    if isinstance(asked, LessonOn):
        return asked.lesson, asked.day
    return asked, school_day(asked.school, now())


def _roles_in(user: Person, lesson: Lesson, day: date) -> set[str]:
    return {
        place.role for place in places_of(user, day=day) if place.school_uuid == lesson.school.uuid
    }


def may_see_school_timetable(user: Person, where: SchoolOn) -> bool:
    """The staff of the school."""
    places = places_of(user, day=where.day)
    return any(item.school_uuid == where.school.uuid and item.role in STAFF for item in places)


def may_see_group_timetable(user: Person, where: GroupOn) -> bool:
    """The staff of the school, the pupils of the class or subgroup, who answers for them."""
    group = where.group
    if may_see_school_timetable(user, SchoolOn(group.school, where.day)):
        return True
    family = {group.uuid, group.parent.uuid} if group.parent else {group.uuid}
    places = places_of(user, day=where.day)
    return any(place.role in {PUPIL, GUARDIAN} and place.group_uuid in family for place in places)
