"""Which column of a teacher's table holds what: guessed from its heading, else from its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean

from core.api import fold
from core.data import TableRow
from journal.plans.data import DAY, HOMEWORK, HOURS, NUMBER, TITLE
from journal.plans.values import read_day, read_hours, read_numbers

# A heading stands among the first rows; above it there may be the name of the school.
HEADING_WITHIN = 15
# Words of headings, the most telling field first: «Дата урока» is a date and no theme.
_HEADINGS = (
    (HOMEWORK, re.compile(r"домашн|^д\W*з\b|на дом")),
    (DAY, re.compile(r"^дат|\bдата\b|\bсрок|календарн")),
    (HOURS, re.compile(r"\bчас|\bч\.|кол-?во|количество")),
    (NUMBER, re.compile(r"^(?:№|n[o°]?\b)|\bп/п\b|^номер|^урок$|№ урока")),
    (TITLE, re.compile(r"тема|наименование|название|содержание|урок")),
)
# The share of cells that have to look like a field, for a table without a heading.
MOST_OF = 0.7
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """``fields`` maps a field to its column; ``first`` is the index of the first row of lessons."""

    fields: Mapping[str, int] = field(default_factory=dict)
    first: int = 0


def guess_columns(rows: Sequence[TableRow]) -> Columns:
    """Return the likeliest columns; there is always one for the titles when there is a row."""
    named = [_named(row) for row in rows[:HEADING_WITHIN]]
    best = max(range(len(named)), key=lambda place: len(named[place]), default=0)
    if named and TITLE in named[best] and (len(named[best]) > 1 or len(rows[best].cells) == 1):
        return Columns(named[best], best + 1)
    return Columns(_by_cells(rows[:SAMPLE]), 0)


def _named(row: TableRow) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row.cells):
        text = fold(cell)
        if not text or len(text) > 60:
            continue
        code = next((code for code, words in _HEADINGS if words.search(text)), "")
        if code and code not in found:
            found[code] = column
    return found


def _by_cells(rows: Sequence[TableRow]) -> dict[str, int]:
    width = max((len(row.cells) for row in rows), default=0)
    columns = [[_cell(row, column) for row in rows] for column in range(width)]
    if not columns:
        return {}
    found = {TITLE: max(range(width), key=lambda column: _text_length(columns[column]))}
    for column, cells in enumerate(columns):
        filled = [cell for cell in cells if cell]
        if column == found[TITLE] or len(filled) * 2 < len(rows):
            continue
        if _share(filled, read_day) >= MOST_OF:
            found.setdefault(DAY, column)
        elif _grows(filled):
            found.setdefault(NUMBER, column)
        elif _share(filled, read_hours) >= MOST_OF:
            found.setdefault(HOURS, column)
    return found


def _cell(row: TableRow, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _text_length(cells: Sequence[str]) -> float:
    return mean(len(cell) for cell in cells) if cells else 0.0


def _share(cells: Sequence[str], reads: object) -> float:
    read = [reads(cell) for cell in cells if callable(reads)]
    return sum(value is not None for value in read) / len(cells) if cells else 0.0


def _grows(cells: Sequence[str]) -> bool:
    """Whether most cells are numbers, each greater than the one before."""
    numbers = [found[0] for cell in cells if (found := read_numbers(cell))]
    steps = [later > former for former, later in pairwise(numbers)]
    return len(numbers) >= MOST_OF * len(cells) and bool(steps) and mean(steps) >= MOST_OF
