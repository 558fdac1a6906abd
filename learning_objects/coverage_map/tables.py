"""The map and its parts as files that Russian spreadsheets open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.api import defuse
from learning_objects.coverage_map.data import Cell
from learning_objects.coverage_map.maps import Map, Part, Spot
from learning_objects.coverage_map.wording import age_of
from learning_objects.data import KIND_LABELS


def measures_head() -> list[str]:
    """Return the names of the columns that every table of the coverage has."""
    return [
        _("Materials"),
        _("Rated"),
        _("Of them good, %"),
        _("Mean rating"),
        _("Median age, months"),
        _("The newest, months ago"),
    ]


def measures(cell: Cell, now: datetime) -> list[str]:
    """Return the values of a cell in the order of :func:`measures_head`."""
    if not cell.number:
        return ["0", "0", "", "", "", ""]
    return [
        str(cell.number),
        str(cell.rated),
        "" if cell.share is None else str(round(100 * cell.share)),
        "" if cell.mean is None else number_format(round(cell.mean, 2), decimal_pos=2),
        str(age_of(cell.median, now)),
        str(age_of(cell.newest, now)),
    ]


def kind_label(kind: str) -> str:
    """Return a kind in words, all of them together too."""
    return str(KIND_LABELS[kind]) if kind else _("of any kind")


def map_rows(found: Map, now: datetime) -> Iterable[tuple[Spot, list[str]]]:
    """Return every spot of the map with its line in words."""
    for row in found.rows:
        for spot in filter(None, row.spots):
            where = [row.title, str(spot.grade or ""), kind_label(spot.kind)]
            yield spot, [*where, str(spot.topics), str(spot.covered), *measures(spot.cell, now)]


def map_head() -> list[str]:
    """Return the names of the columns of the map's table."""
    first = [_("Subject"), _("Grade"), _("Kind"), _("Topics"), _("Topics with materials")]
    return [*first, *measures_head()]


def map_file(found: Map, now: datetime) -> bytes:
    """Return the map as CSV."""
    return write([map_head(), *(row for _spot, row in map_rows(found, now))])


def part_file(found: Part, now: datetime) -> bytes:
    """Return a part as CSV: a line for each node and kind, gaps marked."""
    head = [_("Topic or section"), _("Hours"), _("Kind"), _("Gap"), *measures_head()]
    rows = [
        [
            line.title,
            "" if line.node.hours is None else str(line.node.hours),
            kind_label(kind),
            _("yes") if line.lacks(kind) else "",
            *measures(cell, now),
        ]
        for line in found.lines
        for kind, cell in line.cells.items()
    ]
    return write([head, *rows])


def write(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return rows as CSV in UTF-8 with the mark that spreadsheets ask for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in rows:
        writer.writerow([defuse(str(value)) for value in row])
    return text.getvalue().encode("utf-8-sig")
