"""The lessons of a plan out of a table: titles of sections and totals are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.api import fold
from core.data import TableLimits, TableRow
from journal.plans.data import (
    DAY,
    HOMEWORK,
    HOURS,
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    NUMBER,
    TITLE,
    PlanLine,
)
from journal.plans.values import read_day, read_hours, read_numbers

LIMITS = TableLimits(
    total_bytes=MOST_BYTES, rows=MOST_ROWS, columns=MOST_COLUMNS, cell=LONGEST_CELL
)
_TOTALS = ("итого", "всего", "общее количество")


class PlanRefused(Exception):
    """A table that gives no plan: ``code`` is ``no_title``, ``no_lessons`` or ``too_long``.

    ``row`` is the row of the table where reading stopped, 0 for the whole.
    """

    def __init__(self, code: str, row: int = 0) -> None:
        super().__init__(code, row)
        self.code = code
        self.row = row


@dataclass(frozen=True, slots=True)
class PlanTable:
    """What was read: the lessons, and the numbers of the rows that were left out."""

    lines: tuple[PlanLine, ...]
    left_out: tuple[int, ...]


def read_plan(rows: Sequence[TableRow], fields: Mapping[str, int], first: int = 0) -> PlanTable:
    """Return the lessons of ``rows`` from index ``first`` on; raises :class:`PlanRefused`.

    With a column of numbers a lesson is a row that has one, with a column of hours alone one that
    has hours of a lesson; else every row with a title. «12–13» is a lesson of two hours.
    """
    if TITLE not in fields:
        raise PlanRefused("no_title")
    lines: list[PlanLine] = []
    left_out, hours = [], 0
    for row in rows[first:]:
        line = _line(row, fields, len(lines) + 1)
        if line is None:
            left_out.append(row.number)
            continue
        hours += line.hours
        if hours > MOST_LINES:
            raise PlanRefused("too_long", row.number)
        lines.append(line)
    if not lines:
        raise PlanRefused("no_lessons")
    return PlanTable(tuple(lines), tuple(left_out))


def _line(row: TableRow, fields: Mapping[str, int], number: int) -> PlanLine | None:
    def cell(code: str) -> str:
        column = fields.get(code, -1)
        return row.cells[column] if 0 <= column < len(row.cells) else ""

    title = cell(TITLE)
    if not any(sign.isalpha() for sign in title) or fold(title).startswith(_TOTALS):
        return None
    numbers, hours = read_numbers(cell(NUMBER)), read_hours(cell(HOURS))
    if NUMBER in fields and numbers is None:
        return None
    if NUMBER not in fields and HOURS in fields and hours is None:
        return None
    span = numbers[1] - numbers[0] + 1 if numbers else 1
    return PlanLine(
        number=number,
        row=row.number,
        title=title,
        hours=hours or span,
        day=read_day(cell(DAY)),
        homework=cell(HOMEWORK),
    )
