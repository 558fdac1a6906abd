"""The door of ``schedule``."""

from schedule.actions.bells import set_bells, standard_bells
from schedule.actions.copying import copy_week
from schedule.actions.lessons import (
    cancel_lesson,
    hold_lesson,
    move_lesson,
    plan_lesson,
    restore_lesson,
)
from schedule.lesson_pages import register_lesson_page
from schedule.models import Lesson
from schedule.queries import (
    bells_of,
    get_lesson,
    lessons_of_groups,
    lessons_of_school,
    lessons_of_teacher,
)
from schedule.times import week_of

__all__ = [
    "Lesson",
    "bells_of",
    "cancel_lesson",
    "copy_week",
    "get_lesson",
    "hold_lesson",
    "lessons_of_groups",
    "lessons_of_school",
    "lessons_of_teacher",
    "move_lesson",
    "plan_lesson",
    "register_lesson_page",
    "restore_lesson",
    "set_bells",
    "standard_bells",
    "week_of",
]
