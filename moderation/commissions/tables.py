"""Tables for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from moderation.commissions.data import Gap, Progress
from moderation.commissions.queries import progress_of
from moderation.forms import subject_name
from moderation.models import Commission

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BATCH = 500
MOST_ROWS = 20_000


def gaps_table(gaps: Iterable[Gap], *, subject: str) -> HttpResponse:
    """Return the gaps of a subject."""
    head = [_("Subject"), _("Section"), _("Topic"), _("Level"), _("Hours"), _("Of this kind")]
    head += [_("Of any kind"), _("The newest"), _("Calls")]
    rows: Iterator[list[object]] = (
        [
            subject,
            gap.section,
            gap.title,
            gap.level,
            gap.hours if gap.hours is not None else "",
            gap.number,
            gap.total,
            gap.newest.date().isoformat() if gap.newest else "",
            len(gap.calls),
        ]
        for gap in gaps
    )
    return _table("gaps.csv", head, rows)


def board_table(calls: QuerySet[Commission], *, now: datetime) -> HttpResponse:
    """Return the calls with their progress, in the order given; at most 20,000."""
    head = [_("Title"), _("Subject"), _("Grade"), _("Topic"), _("Kind"), _("State"), _("Deadline")]
    head += [_("Places"), _("Taken"), _("Applications"), _("Being written"), _("In review")]
    head += [_("Published"), _("Late"), _("Written by")]
    return _table("calls.csv", head, _call_rows(calls, now))


def _call_rows(calls: QuerySet[Commission], now: datetime) -> Iterator[list[object]]:
    found = calls[:MOST_ROWS].iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        progress = progress_of(batch, now=now)
        for call in batch:
            done = progress.get(call.pk, Progress())
            yield [
                call.title,
                subject_name(call.subject_uuid),
                call.grade or "",
                call.topic,
                call.kind_label,
                call.get_state_display(),
                call.deadline.isoformat(),
                call.places,
                call.taken,
                done.applied,
                done.working,
                done.submitted,
                done.fulfilled,
                done.late,
                call.created_by.full_name,
            ]


def _table(name: str, head: list[str], rows: Iterable[list[object]]) -> HttpResponse:
    """Return a CSV that Excel and LibreOffice open with Russian letters and no formulas."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(head)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return response


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
