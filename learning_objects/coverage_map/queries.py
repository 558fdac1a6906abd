"""Reads of the kept cells: a fixed number of queries, whatever the size of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from uuid import UUID

from learning_objects.coverage_map.data import Cell, CellKey
from learning_objects.models import CoverageCell, CoverageMark

_VALUES = [item.name for item in fields(Cell)]


def read_mark() -> CoverageMark | None:
    """Return when the library was counted last; one query."""
    return CoverageMark.objects.filter(id=CoverageMark.ONLY).first()


def read_cells(nodes: Iterable[UUID]) -> dict[CellKey, Cell]:
    """Return what there is at the nodes and in their grades, by kind; one query."""
    rows = CoverageCell.objects.filter(node_uuid__in=list(nodes))
    found = rows.values_list("node_uuid", "grade", "kind", *_VALUES)
    return {(node, grade, kind): Cell(*values) for node, grade, kind, *values in found}


def read_covered(kinds: Iterable[str]) -> dict[str, set[UUID]]:
    """Return for each kind the nodes that have something of it, they or what is below; one query.

    Of all frameworks: a few thousand rows, where naming the topics would send as many uuids.
    """
    found: dict[str, set[UUID]] = {kind: set() for kind in kinds}
    rows = CoverageCell.objects.filter(grade=0, kind__in=list(found))
    for kind, node in rows.values_list("kind", "node_uuid").iterator(chunk_size=5_000):
        found[kind].add(node)
    return found
