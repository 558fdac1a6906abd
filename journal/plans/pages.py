"""What the pages of a plan are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.api import User
from framework.api import get_tree, node_label, path_labels
from framework.data import PROGRAMME
from journal.models import LessonPlan
from journal.plans.actions.drafting import rows_of
from journal.plans.assigning import assign_lessons
from journal.plans.data import FIELDS, LEFT_OUT, WRITTEN, PlanLine
from journal.plans.forms import ColumnsForm, WriteForm
from journal.plans.presenting import (
    SEPARATOR,
    beginnings_of,
    headings_of,
    lessons_by_line,
    line_view,
    preview_of,
)
from journal.plans.timetable import dated, lessons_of_plan
from schedule.api import Lesson
from search.api import match_topic

PAGE_SIZE = 50
TO_CHECK, ALL = "check", "all"


def columns_form(plan: LessonPlan, data: QueryDict | None = None) -> ColumnsForm:
    """Return the form of the columns; at first it holds what was guessed, or chosen last."""
    rows = rows_of(plan)
    first = int(plan.columns.get("first", 0))
    fields: Mapping[str, int] = plan.columns.get("fields", {})
    initial = {code: str(fields[code]) for code in FIELDS if code in fields}
    return ColumnsForm(
        data,
        headings=headings_of(rows, first),
        beginnings=beginnings_of(rows),
        initial={**initial, "first": first},
    )


def columns_context(plan: LessonPlan, form: ColumnsForm) -> dict[str, Any]:
    """Return the page of the columns: the form and some rows of the table."""
    rows, first = rows_of(plan), int(plan.columns.get("first", 0))
    return {
        "plan": plan,
        "form": form,
        "headings": headings_of(rows, 0),
        "preview": preview_of(rows, first),
        "number": len(rows),
    }


def plan_context(query: QueryDict, plan: LessonPlan, person: User) -> dict[str, Any]:
    """Return the page of the lessons: those to check first, or all, a page of them."""
    lines = plan.read_lines()
    lessons = lessons_of_plan(plan, person)
    places = assign_lessons(lines, dated(lessons), plan.start_uuid)
    by_line = lessons_by_line(lines, places, {lesson.uuid: lesson for lesson in lessons})
    unsure = [line for line in lines if line.needs_a_look and not line.lessons]
    shown = _tab(query, unsure)
    page = _page(query, unsure if shown == TO_CHECK else lines)
    page.object_list = [line_view(plan, line, by_line[line.number]) for line in page.object_list]
    return {
        "plan": plan,
        "page_obj": page,
        "tabs": _tabs(plan, shown, len(unsure), len(lines)),
        "shown": shown,
        "unsure": len(unsure),
        "left_out_rows": len(plan.columns.get("left_out", ())),
        **_counts(lines, by_line),
        **_writing(plan, lessons),
    }


def _tab(query: QueryDict, unsure: list[PlanLine]) -> str:
    """Return the tab that was asked for; after a change of one line the tab where it stands."""
    asked = query.get("show", "")
    if asked in (TO_CHECK, ALL):
        return asked
    return TO_CHECK if unsure else ALL


def _page(query: QueryDict, lines: list[PlanLine]) -> Any:
    at = query.get("at", "")
    places = {str(line.number): place for place, line in enumerate(lines)}
    asked = query.get("page") or places.get(at, 0) // PAGE_SIZE + 1
    return Paginator(lines, PAGE_SIZE).get_page(asked)


def _tabs(
    plan: LessonPlan, shown: str, unsure: int, total: int
) -> list[tuple[str, str, bool, int]]:
    address = reverse("journal:plan", args=[plan.uuid])
    return [
        (_("Check these first"), f"{address}?show={TO_CHECK}", shown == TO_CHECK, unsure),
        (_("All lessons"), f"{address}?show={ALL}", shown == ALL, total),
    ]


def _counts(lines: list[PlanLine], by_line: Mapping[int, tuple[Lesson, ...]]) -> dict[str, int]:
    """Return what stands where, in numbers of the plan's lessons."""
    taken = [line for line in lines if line.how != LEFT_OUT]
    waiting = [line for line in taken if not line.lessons]
    return {
        "total": len(lines),
        "open": sum(line.how == "proposed" for line in waiting),
        "written": sum(bool(line.lessons) for line in taken),
        "ready": sum(bool(by_line[line.number]) for line in waiting),
        "undated": sum(not by_line[line.number] for line in waiting),
    }


def _writing(plan: LessonPlan, lessons: list[Lesson]) -> dict[str, Any]:
    starts = [
        (
            str(lesson.uuid),
            _("%(day)s, lesson %(slot)d")
            % {"day": date_format(lesson.date, "j E Y"), "slot": lesson.slot},
        )
        for lesson in lessons
    ]
    going_on = plan.state == WRITTEN
    initial = {"start": plan.start_uuid or (starts[0][0] if starts else None)}
    form = WriteForm(starts=starts, initial=initial)
    if going_on:
        del form.fields["start"]
    return {"write_form": form, "can_undo": going_on, "has_timetable": bool(lessons)}


def likely_topics(plan: LessonPlan, line: PlanLine) -> list[dict[str, Any]]:
    """Return the topics that the words of a lesson may mean, the likeliest first; no query.

    Within the programme that the plan was laid along.
    """
    path = get_tree().path(line.topic) if line.topic else ()
    programme = next((node.uuid for node in path if node.kind == PROGRAMME), plan.subject_uuid)
    found = match_topic(line.title, programme, plan.group.grade)
    return [_choice(placement.topic) for placement in found if placement.topic != line.topic]


def _choice(topic: UUID) -> dict[str, Any]:
    node = get_tree().nodes[topic]
    return {
        "uuid": topic,
        "title": node_label(node),
        "path": SEPARATOR.join(path_labels(topic)[1:-1]),
    }
