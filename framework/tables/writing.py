"""From an edition to a table."""

from __future__ import annotations

from collections.abc import Iterator

from framework.planning import PlannedNode
from framework.tables.csv_files import write_csv
from framework.tables.data import COLUMNS, KINDS, WRITTEN
from framework.tables.reading import CSV, XLSX
from framework.tables.workbooks import write_workbook

_WRITERS = {CSV: write_csv, XLSX: write_workbook}


def write_table(roots: list[PlannedNode], form: str) -> bytes:
    """Return the tree as a file of ``form`` (``"csv"``, ``"xlsx"``), in the template's columns.

    Raises ``framework.tables.workbooks.CellTooLong`` (XLSX only).
    """
    return _WRITERS[form](table_rows(roots))


def table_rows(roots: list[PlannedNode]) -> Iterator[list[str]]:
    """Yield the heading and a row for each node, in the order of the tree."""
    yield [COLUMNS[column] for column in WRITTEN]
    yield from _rows(roots, 1)


def _rows(nodes: list[PlannedNode], level: int) -> Iterator[list[str]]:
    for node in nodes:
        cells = {
            "uuid": str(node.uuid),
            "key": node.key,
            "level": str(level),
            "kind": KINDS[node.kind],
            "grade": _number(node.grade),
            "hours": _number(node.hours),
        }
        yield [cells[column] if column in cells else getattr(node, column) for column in WRITTEN]
        yield from _rows(node.children, level + 1)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
