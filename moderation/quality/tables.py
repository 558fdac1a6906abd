"""Tables of figures: one description for the page and for the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import formats
from django.utils.functional import Promise

from ui.api import format_day

Words = str | Promise
TEXT, NUMBER, SHARE, DECIMAL, DAY, BAR = "text", "number", "share", "decimal", "day", "bar"
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column: words, a number, a share (0…1), a decimal, a day, a drawn number."""

    label: Words
    kind: str = TEXT

    @property
    def is_number(self) -> bool:
        """Say whether its cells are set to the right."""
        return self.kind not in (TEXT, DAY)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page shows it; ``part`` is the length of its bar, 0…100."""

    text: str
    is_number: bool
    part: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Values in the order of the columns; ``url`` is where the first one leads."""

    values: Sequence[Any]
    url: str = ""


@dataclass(slots=True)
class Table:
    """A table with a ``code`` (its address as a file), a title and an explanation."""

    code: str
    title: Words
    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)
    hint: Words = ""
    empty: Words = ""

    def shown(self) -> Iterable[tuple[Row, list[Cell]]]:
        """Return the rows with their cells in words."""
        most = [
            max((row.values[place] or 0 for row in self.rows), default=0)
            if column.kind == BAR
            else 0
            for place, column in enumerate(self.columns)
        ]
        for row in self.rows:
            cells = [
                Cell(
                    words_of(value, column.kind),
                    column.is_number,
                    100 * (value or 0) / (most[place] or 1) if column.kind == BAR else None,
                )
                for place, (column, value) in enumerate(zip(self.columns, row.values, strict=True))
            ]
            yield row, cells


def words_of(value: Any, kind: str) -> str:
    """Return a value as a reader of the page's language writes it."""
    if value is None or value == "":
        return NOTHING
    if kind == SHARE:
        return f"{formats.number_format(round(100 * value, 1), decimal_pos=1)} %"
    if kind == DECIMAL:
        return formats.number_format(value, decimal_pos=2)
    if kind in (NUMBER, BAR):
        return formats.number_format(value, force_grouping=True)
    if kind == DAY and isinstance(value, date | datetime):
        return format_day(value)
    return str(value)
