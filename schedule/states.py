"""The states of a lesson, and the declared transitions between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from core.data import Machine, Transition
from schedule import data

if TYPE_CHECKING:
    from schedule.models import Lesson

PLAN = "schedule.plan"
TEACH = "schedule.teach"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a guard looks at: the lesson and the moment."""

    lesson: Lesson
    now: datetime


def has_begun(attempt: Attempt) -> str | None:
    """Refuse to call a lesson held before it begins."""
    if attempt.now >= attempt.lesson.starts_at:
        return None
    return gettext("The lesson has not begun yet.")


LESSONS = Machine(
    "lesson",
    states=data.STATUSES,
    initial=data.PLANNED,
    transitions=[
        Transition("hold", (data.PLANNED,), data.HELD, permission=TEACH, guard=has_begun),
        Transition("cancel", (data.PLANNED,), data.CANCELLED, permission=PLAN),
        Transition("restore", (data.CANCELLED,), data.PLANNED, permission=PLAN),
    ],
)
