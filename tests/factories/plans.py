"""Plans of a year for a class of ``tests.factories.journal``."""

from __future__ import annotations

from core.api import now as clock
from journal.api import Course, lay_plan, start_plan
from journal.models import LessonPlan
from schedule.models import Lesson
from tests.factories.journal import Classroom
from tests.factories.library import CURRENT, HEAT

TABLE = f"№\tТема\tЧасы\tД/з\n1\t{HEAT}\t1\t§ 1\n2\t{CURRENT}\t2\t\n3\tЗакон Ома\t1\t§ 3\n"


def make_plan(room: Classroom, text: str = TABLE) -> LessonPlan:
    """A plan with its columns guessed, brought by the teacher of the class."""
    course = Course(room.group, room.lesson.subject_uuid, room.lesson.subject_title)
    return start_plan(course=course, text=text, by=room.teacher, now=clock())


def plan_for(lesson: Lesson) -> LessonPlan:
    """A plan of the lesson's teacher for its class and subject, with topics."""
    course = Course(lesson.group, lesson.subject_uuid, lesson.subject_title)
    return lay(start_plan(course=course, text=TABLE, by=lesson.teacher, now=clock()))


def lay(plan: LessonPlan) -> LessonPlan:
    """Lay a plan by the columns that were guessed."""
    fields, first = plan.columns["fields"], plan.columns["first"]
    return lay_plan(plan=plan, fields=fields, first=first, by=plan.teacher, now=clock())
