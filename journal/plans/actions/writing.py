"""Writing the topics of a plan on the lessons of the timetable, and undoing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from core.api import record_all
from core.data import AuditLine
from framework.api import get_tree, node_label
from journal.actions.opening import LESSON
from journal.data import HOMEWORK_LIMIT, THEME_LIMIT
from journal.models import LessonEntry, LessonPlan
from journal.plans.actions.drafting import locked_plan, write_plan_trail
from journal.plans.assigning import assign_lessons
from journal.plans.data import ACCEPTED, CHOSEN, LAID, WRITTEN, PlanLine, UndoReport, WriteReport
from journal.plans.states import PLANS
from journal.plans.timetable import dated, lessons_of_plan
from schedule.api import Lesson

TITLE_LIMIT = 700


@transaction.atomic
def write_plan(
    *,
    plan: LessonPlan,
    by: User,
    now: datetime,
    start: UUID | None = None,
    replacing: bool = False,
) -> WriteReport:
    """Write topic, theme and homework of the lines that have a lesson in the timetable.

    ``start`` is the lesson of the first line. What the teacher wrote on a lesson stays unless
    ``replacing``; it takes its line all the same. Lines without a lesson wait: writing again goes
    on after the last written lesson. A constant number of queries.
    """
    fresh = locked_plan(plan, by)
    PLANS.check("write", state=fresh.state, subject=fresh)
    lessons = {lesson.uuid: lesson for lesson in _locked(lessons_of_plan(fresh, by), by)}
    lines = fresh.read_lines()
    places = assign_lessons(lines, dated(list(lessons.values())), start or fresh.start_uuid)
    work = _Writing(by, now, replacing)
    work.write([(line, lessons[uuid]) for line in lines for uuid in places.get(line.number, ())])
    fresh.keep_lines(
        [replace(line, lessons=places.get(line.number, line.lessons)) for line in lines]
    )
    fresh.written = [*fresh.written, *work.written]
    fresh.state, fresh.changed_at, fresh.start_uuid = WRITTEN, now, start or fresh.start_uuid
    fresh.save()
    waiting = sum(not line.lessons for line in fresh.read_lines())
    report = WriteReport(len(work.written), work.kept, waiting)
    write_plan_trail("write_plan", fresh, by, now, written=report.written, kept=report.kept)
    return report


@transaction.atomic
def undo_plan(*, plan: LessonPlan, by: User, now: datetime) -> UndoReport:
    """Put back what stood on the lessons before; what was changed since stays as it is."""
    fresh = locked_plan(plan, by)
    PLANS.check("undo", state=fresh.state, subject=fresh)
    lessons = {str(lesson.uuid): lesson for lesson in _locked(lessons_of_plan(fresh, by), by)}
    told = [one for one in fresh.written if one["lesson"] in lessons]
    entries = _entries(lessons[one["lesson"]] for one in told)
    restored = []
    for one in told:
        entry = entries.get(lessons[one["lesson"]].pk)
        if entry is None or _marks(entry) != one["after"]:
            continue
        _put(entry, one["before"], by, now)
        restored.append(entry)
    LessonEntry.objects.bulk_update(restored, FIELDS)
    _trail("undo_plan", [entry.lesson for entry in restored], by, now)
    fresh.keep_lines([replace(line, lessons=()) for line in fresh.read_lines()])
    report = UndoReport(len(restored), len(fresh.written) - len(restored))
    fresh.written, fresh.state, fresh.changed_at = [], LAID, now
    fresh.save()
    write_plan_trail("undo_plan", fresh, by, now, restored=report.restored)
    return report


FIELDS = ["topic_uuid", "topic_title", "theme", "homework", "changed_by", "changed_at"]


class _Writing:
    """The entries of one writing: ``written`` is what undoing needs, a line a lesson."""

    def __init__(self, by: User, now: datetime, replacing: bool) -> None:
        self._by, self._now, self._replacing = by, now, replacing
        self.written: list[dict[str, Any]] = []
        self.kept = 0

    def write(self, work: list[tuple[PlanLine, Lesson]]) -> None:
        """Write the lines on their lessons; lessons without an entry get one."""
        lessons = [lesson for _line, lesson in work]
        entries = self._open(lessons)
        changed = []
        for line, lesson in work:
            entry = entries[lesson.pk]
            if (entry.topic_uuid or entry.theme) and not self._replacing:
                self.kept += 1
                continue
            before = _values(entry)
            _put(entry, _wanted(line, entry, self._replacing), self._by, self._now)
            self.written.append(
                {"lesson": str(lesson.uuid), "before": before, "after": _marks(entry)}
            )
            changed.append(entry)
        LessonEntry.objects.bulk_update(changed, FIELDS, batch_size=100)
        done = {one["lesson"] for one in self.written}
        some = [lesson for lesson in lessons if str(lesson.uuid) in done]
        _trail("write_plan", some, self._by, self._now)

    def _open(self, lessons: list[Lesson]) -> dict[int, LessonEntry]:
        blank = [
            LessonEntry(lesson=lesson, changed_by=self._by, changed_at=self._now)
            for lesson in lessons
        ]
        LessonEntry.objects.bulk_create(blank, ignore_conflicts=True, batch_size=200)
        return _entries(lessons)


def _entries(lessons: Iterable[Lesson]) -> dict[int, LessonEntry]:
    ids = [lesson.pk for lesson in lessons]
    rows = LessonEntry.objects.select_for_update(of=("self",)).select_related("lesson")
    return {entry.lesson_id: entry for entry in rows.filter(lesson_id__in=ids).order_by("pk")}


def _locked(lessons: list[Lesson], by: User) -> list[Lesson]:
    """Return the lessons that are still as they were read, locked like ``open_entry`` does."""
    rows = Lesson.objects.select_for_update(no_key=True).only("status", "teacher").order_by("pk")
    fresh = {row.pk: row for row in rows.filter(pk__in=[lesson.pk for lesson in lessons])}
    return [
        lesson
        for lesson in lessons
        if fresh[lesson.pk].teacher_id == by.pk and fresh[lesson.pk].status == lesson.status
    ]


def _wanted(line: PlanLine, entry: LessonEntry, replacing: bool) -> dict[str, Any]:
    """Return what a line writes: the topic if it was accepted, else the theme alone; homework
    that stands there stays unless it is replaced.
    """
    accepted = line.how in (ACCEPTED, CHOSEN)
    node = get_tree().get(line.topic) if line.topic and accepted else None
    keeps = entry.homework and not (replacing and line.homework)
    return {
        "topic_uuid": str(node.uuid) if node else "",
        "topic_title": node_label(node)[:TITLE_LIMIT] if node else "",
        "theme": _shorten(line.title),
        "homework": entry.homework if keeps else line.homework[:HOMEWORK_LIMIT],
    }


def _shorten(title: str) -> str:
    return title if len(title) <= THEME_LIMIT else f"{title[: THEME_LIMIT - 1]}…"


def _values(entry: LessonEntry) -> dict[str, Any]:
    return {
        "topic_uuid": str(entry.topic_uuid or ""),
        "topic_title": entry.topic_title,
        "theme": entry.theme,
        "homework": entry.homework,
    }


def _put(entry: LessonEntry, values: Mapping[str, Any], by: User, now: datetime) -> None:
    entry.topic_uuid = UUID(values["topic_uuid"]) if values["topic_uuid"] else None
    entry.topic_title, entry.theme = values["topic_title"], values["theme"]
    entry.homework = values["homework"]
    entry.changed_by, entry.changed_at = by, now


def _marks(entry: LessonEntry) -> list[str]:
    return [entry.topic_mark, entry.homework_mark]


def _trail(verb: str, lessons: list[Lesson], by: User, now: datetime) -> None:
    lines = [AuditLine(f"journal.{verb}", LESSON, lesson.uuid) for lesson in lessons]
    record_all(lines=lines, by=by.uuid, now=now)
