"""Accepting what is proposed, or choosing another topic."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User
from framework.api import get_tree
from journal.actions.entries import WrongTopic
from journal.models import LessonPlan
from journal.plans.actions.drafting import locked_plan
from journal.plans.data import ACCEPTED, CHOSEN, COLUMNS, LEFT_OUT, PROPOSED, PlanLine


class UnknownLine(Exception):
    """The plan has no such lesson, or it is written already."""


def accept_lines(
    *, plan: LessonPlan, by: User, now: datetime, numbers: Collection[int] | None = None
) -> int:
    """Accept the topics of these lessons, of all without ``numbers``; returns how many."""

    def accept(line: PlanLine) -> PlanLine:
        wanted = numbers is None or line.number in numbers
        if not wanted or line.how != PROPOSED or line.topic is None:
            return line
        return replace(line, how=ACCEPTED)

    return _change(plan, accept, by, now)


def choose_topic(*, plan: LessonPlan, number: int, topic: UUID, by: User, now: datetime) -> None:
    """Choose the topic of one lesson. Raises ``WrongTopic`` and :class:`UnknownLine`."""
    subject = get_tree().subject_of(topic)
    if subject is None or subject.uuid != plan.subject_uuid:
        raise WrongTopic
    _change_one(plan, number, lambda line: replace(line, topic=topic, how=CHOSEN), by, now)


def leave_out(*, plan: LessonPlan, number: int, by: User, now: datetime) -> None:
    """Leave a lesson out: it takes no lesson of the timetable. Raises :class:`UnknownLine`."""
    _change_one(plan, number, lambda line: replace(line, how=LEFT_OUT), by, now)


def take_in(*, plan: LessonPlan, number: int, by: User, now: datetime) -> None:
    """Take a lesson back in that was left out, or ask again about an accepted one."""
    _change_one(plan, number, lambda line: replace(line, how=PROPOSED), by, now)


def _change_one(
    plan: LessonPlan, number: int, act: Callable[[PlanLine], PlanLine], by: User, now: datetime
) -> None:
    found = False

    def change(line: PlanLine) -> PlanLine:
        nonlocal found
        if line.number != number or line.lessons:
            return line
        found = True
        return act(line)

    _change(plan, change, by, now)
    if not found:
        raise UnknownLine(number)


@transaction.atomic
def _change(
    plan: LessonPlan, change: Callable[[PlanLine], PlanLine], by: User, now: datetime
) -> int:
    """Change the lines; returns how many differ. A plan without topics has nothing to change."""
    fresh = locked_plan(plan, by)
    if fresh.state == COLUMNS:
        return 0
    before = fresh.read_lines()
    after = [change(line) for line in before]
    number = sum(old != new for old, new in zip(before, after, strict=True))
    if number:
        fresh.keep_lines(after)
        fresh.changed_at = now
        fresh.save(update_fields=["lines", "changed_at"])
    return number
