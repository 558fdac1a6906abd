"""Tables, cell by cell: rows and columns that came, went and moved."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from moderation.items import Item
from moderation.matching import ItemPair, match_lines
from moderation.words import Budget, match_sequences


def cells_of(value: Any) -> list[Item]:
    """Return the caption, the headings and the filled cells of a typed table."""
    found = _Table(value)
    cells = [
        found.cell(row, column)
        for row, line in enumerate(found.rows)
        for column in range(len(line))
    ]
    return [item for item in (*found.caption, *found.headings, *cells) if item.text]


def match_tables(old: Any, new: Any, budget: Budget) -> list[ItemPair]:
    """Return the cells of two tables in pairs; a row that came or went is one item."""
    before, after = _Table(old), _Table(new)
    columns = _match_columns(before, after, budget)
    pairs: list[ItemPair] = [*_captions(before, after), *_headings(before, after, columns)]
    rows = match_lines(before.lines(), after.lines(), budget)
    for one, other, moved in rows:
        if one is None or other is None:
            pairs.append((one, other, moved))
            continue
        left, right = int(one.key[1:]) - 1, int(other.key[1:]) - 1
        if moved:
            pairs.append((one, other, True))
        pairs += _cells(before, after, (left, right), columns)
    return pairs


class _Table:
    """A typed table as plain text; rows and columns are counted from 0 here, from 1 in keys."""

    def __init__(self, value: Any) -> None:
        value = value if isinstance(value, dict) else {}
        caption = value.get("caption") or ""
        names = [column.get("heading") or "" for column in value.get("columns") or []]
        self.names = names
        self.rows = [
            [str(cell or "") for cell in row.get("values") or []] for row in value.get("rows") or []
        ]
        self.caption = [Item("caption", gettext("Caption"), caption)] if caption else []
        self.headings = [
            Item(f"h{number}", gettext("heading %(number)d") % {"number": number}, name)
            for number, name in enumerate(names, start=1)
        ]

    def lines(self) -> list[Item]:
        return [
            Item(f"r{number}", gettext("row %(number)d") % {"number": number}, " | ".join(row))
            for number, row in enumerate(self.rows, start=1)
        ]

    def cell(self, row: int, column: int) -> Item:
        name = self.names[column] if column < len(self.names) else ""
        facts = {"row": row + 1, "column": f"«{name}»" if name else column + 1}
        label = gettext("row %(row)d, column %(column)s") % facts
        return Item(f"r{row + 1}c{column + 1}", label, self.rows[row][column])

    def cell_or_none(self, row: int, column: int | None) -> Item | None:
        if column is None or column >= len(self.rows[row]):
            return None
        return self.cell(row, column)


def _captions(old: _Table, new: _Table) -> list[ItemPair]:
    one, other = next(iter(old.caption), None), next(iter(new.caption), None)
    return [(one, other, False)] if one or other else []


def _match_columns(old: _Table, new: _Table, budget: Budget) -> dict[int, int]:
    """Return new column → old column: by heading; renamed ones by their place when none came."""
    width_old, width_new = _width(old), _width(new)
    if width_old == width_new:
        return {column: column for column in range(width_new)}
    pairs = match_sequences(old.names, new.names, budget) or []
    if any(old.names) and pairs:
        return {right: left for left, right in pairs}
    return {column: column for column in range(min(width_old, width_new))}


def _width(table: _Table) -> int:
    return max([len(table.names), *(len(row) for row in table.rows)], default=0)


def _headings(old: _Table, new: _Table, columns: dict[int, int]) -> list[ItemPair]:
    pairs: list[ItemPair] = []
    for column, item in enumerate(new.headings):
        left = columns.get(column)
        known = left is not None and left < len(old.headings)
        pairs.append((old.headings[left] if known and left is not None else None, item, False))
    stayed = set(columns.values())
    gone = (item for column, item in enumerate(old.headings) if column not in stayed)
    return [pair for pair in [*pairs, *((item, None, False) for item in gone)] if _says(pair)]


def _cells(
    old: _Table, new: _Table, rows: tuple[int, int], columns: dict[int, int]
) -> list[ItemPair]:
    left, right = rows
    pairs: list[ItemPair] = [
        (old.cell_or_none(left, columns.get(column)), new.cell(right, column), False)
        for column in range(len(new.rows[right]))
    ]
    stayed = set(columns.values())
    pairs += [
        (old.cell(left, column), None, False)
        for column in range(len(old.rows[left]))
        if column not in stayed
    ]
    return [pair for pair in pairs if _says(pair)]


def _says(pair: ItemPair) -> bool:
    return any(item is not None and item.text for item in pair[:2])
