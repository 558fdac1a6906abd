"""Plans of a year for a class of ``tests.factories.journal``."""

from __future__ import annotations

from core.api import now as clock
from journal.api import Course, lay_plan, start_plan
from journal.models import LessonPlan
from tests.factories.journal import Classroom
from tests.factories.library import CURRENT, HEAT

TABLE = f"№\tТема\tЧасы\tД/з\n1\t{HEAT}\t1\t§ 1\n2\t{CURRENT}\t2\t\n3\tЗакон Ома\t1\t§ 3\n"


def make_plan(room: Classroom, text: str = TABLE) -> LessonPlan:
    """A plan with its columns guessed, brought by the teacher of the class."""
    lesson = room.lesson
    course = Course(room.group, lesson.subject_uuid, lesson.subject_title)
    return start_plan(course=course, text=text, by=room.teacher, now=clock())


def lay(plan: LessonPlan) -> LessonPlan:
    """Lay a plan by the columns that were guessed."""
    columns = plan.columns
    return lay_plan(
        plan=plan,
        fields=columns["fields"],
        first=columns["first"],
        by=plan.teacher,
        now=clock(),
    )
