"""Bringing a table, laying it along the programme, throwing it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import read_lines, read_table, record
from core.data import TableRow
from journal.models import LessonPlan
from journal.plans.columns import guess_columns
from journal.plans.data import COLUMNS, LAID, MOST_PLANS, PlanLine
from journal.plans.laying import propose_topics
from journal.plans.reading import LIMITS, read_plan
from journal.plans.rules import PLAN_FOR, Course
from journal.plans.states import PLAN, PLANS


class TooManyPlans(Exception):
    """A teacher keeps no more than ``MOST_PLANS``."""


@transaction.atomic
def start_plan(
    *,
    course: Course,
    by: User,
    now: datetime,
    content: bytes = b"",
    text: str = "",
    source: str = "",
) -> LessonPlan:
    """Keep the table of a file, or of pasted lines, as a draft with its columns guessed.

    Nothing is written in the journal. Raises ``NotAllowed``, ``TableRefused`` and
    :class:`TooManyPlans`.
    """
    require(by, PLAN_FOR, course)
    rows = read_table(content, LIMITS) if content else read_lines(text, LIMITS)
    # The teacher's own row is what two presses in one moment wait for.
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    if LessonPlan.objects.filter(teacher=by).count() >= MOST_PLANS:
        raise TooManyPlans
    guessed = guess_columns(rows)
    plan = LessonPlan.objects.create(
        teacher=by,
        group=course.group,
        subject_uuid=course.subject_uuid,
        subject_title=course.subject_title,
        source=source[:200],
        table=[asdict(row) for row in rows],
        columns={"fields": dict(guessed.fields), "first": guessed.first},
        created_at=now,
        changed_at=now,
    )
    write_plan_trail("start_plan", plan, by, now, rows=len(rows))
    return plan


def rows_of(plan: LessonPlan) -> list[TableRow]:
    """Return the rows of the plan's table."""
    return [TableRow(row["number"], tuple(row["cells"])) for row in plan.table]


def lay_plan(
    *, plan: LessonPlan, fields: Mapping[str, int], first: int, by: User, now: datetime
) -> LessonPlan:
    """Read the lessons by these columns and propose a topic for each; ``first`` is an index.

    Raises ``PlanRefused`` when the columns give no plan; nothing is changed then.
    """
    require(by, PLAN, plan)
    PLANS.check("lay", state=plan.state, subject=plan)
    # The table never changes; reckoning takes a second for a long plan, and locks nobody out.
    table = read_plan(rows_of(plan), fields, first)
    lines = propose_topics(table.lines, plan.subject_uuid, plan.group.grade)
    columns = {"fields": dict(fields), "first": first, "left_out": list(table.left_out)}
    return _keep_laid(plan, lines, columns, by, now)


@transaction.atomic
def _keep_laid(
    plan: LessonPlan, lines: list[PlanLine], columns: dict[str, Any], by: User, now: datetime
) -> LessonPlan:
    fresh = locked_plan(plan, by)
    PLANS.check("lay", state=fresh.state, subject=fresh)
    fresh.keep_lines(lines)
    fresh.columns = columns
    return _save(fresh, LAID, "lay_plan", by, now)


@transaction.atomic
def choose_columns(*, plan: LessonPlan, by: User, now: datetime) -> LessonPlan:
    """Go back to the columns; what was accepted is proposed anew after that."""
    fresh = locked_plan(plan, by)
    PLANS.check("choose_columns", state=fresh.state, subject=fresh)
    fresh.lines = []
    return _save(fresh, COLUMNS, "choose_columns", by, now)


@transaction.atomic
def delete_plan(*, plan: LessonPlan, by: User, now: datetime) -> None:
    """Throw a plan away; what was written from it stays in the journal."""
    fresh = locked_plan(plan, by)
    write_plan_trail("delete_plan", fresh, by, now)
    fresh.delete()


def locked_plan(plan: LessonPlan, by: User) -> LessonPlan:
    """Return the plan as it is now, locked. Raises ``NotAllowed``, ``DoesNotExist``."""
    plans = LessonPlan.objects.select_for_update(of=("self",)).select_related("group__school")
    fresh = plans.get(pk=plan.pk)
    require(by, PLAN, fresh)
    return fresh


def _save(plan: LessonPlan, state: str, verb: str, by: User, now: datetime) -> LessonPlan:
    plan.state, plan.changed_at = state, now
    plan.save()
    write_plan_trail(verb, plan, by, now)
    return plan


def write_plan_trail(verb: str, plan: LessonPlan, by: User, now: datetime, **data: Any) -> None:
    """Leave a line in the audit of the plan."""
    record(
        action=f"journal.{verb}",
        by=by.uuid,
        object_code="lesson_plan",
        object_uuid=plan.uuid,
        now=now,
        data=data,
    )
