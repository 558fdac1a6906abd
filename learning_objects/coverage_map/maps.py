"""The map of a framework and the list of one part of it, as values for a page or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from framework.api import node_label
from framework.data import ADVANCED, ELEMENT, GRADE, PROGRAMME, SUBJECT, FrameworkFacts, Node, Tree
from learning_objects.coverage_map.data import ANY_KIND, NOTHING, Cell, CellKey
from learning_objects.coverage_map.queries import read_cells, read_covered
from learning_objects.coverage_map.topics import grades_of, topics_below, tops_of, wants_material
from learning_objects.data import KINDS

# More lines than that are not shown at once; what lies deeper has a page of its own.
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the map: ``grade`` 0 is the whole node; ``covered`` of its ``topics`` topics."""

    node: UUID
    grade: int
    kind: str
    cell: Cell
    topics: int = 0
    covered: int = 0


@dataclass(frozen=True, slots=True)
class MapRow:
    """A row of the map; a spot is ``None`` where the subject is not taught."""

    node: Node
    title: str
    spots: Sequence[Spot | None]


@dataclass(frozen=True, slots=True)
class Map:
    """A framework at a glance: columns are ``grades``, or ``kinds`` where it has no grades."""

    grades: Sequence[int]
    kinds: Sequence[str]
    rows: Sequence[MapRow]

    @property
    def most(self) -> int:
        """Return the greatest number of a spot."""
        spots = (spot for row in self.rows for spot in row.spots if spot)
        return max((spot.cell.number for spot in spots), default=0)


@dataclass(frozen=True, slots=True)
class Line:
    """A node below a part: its cells by kind; ``is_topic`` says that it wants materials."""

    node: Node
    title: str
    depth: int
    is_topic: bool
    has_more: bool
    cells: Mapping[str, Cell]

    @property
    def is_head(self) -> bool:
        """Say whether other lines lie below it."""
        return bool(self.node.children) and not self.is_topic

    def lacks(self, kind: str) -> bool:
        """Say whether it is a gap for this kind, or for any with ``ANY_KIND``."""
        return self.is_topic and not self.cells[kind].number


@dataclass(frozen=True, slots=True)
class Part:
    """One subject, grade, section …: what it has, by kind, and the lines below it."""

    node: Node
    grade: int
    cells: Mapping[str, Cell]
    topics: int
    covered: int
    lines: Sequence[Line]

    @property
    def most(self) -> int:
        """Return the greatest number of a line."""
        return max((line.cells[ANY_KIND].number for line in self.lines), default=0)


def make_map(tree: Tree, facts: FrameworkFacts, *, kind: str = ANY_KIND) -> Map:
    """Return the map of a framework, of one kind or of all; two queries."""
    tops = tops_of(tree, facts)
    taught = {node.uuid: grades_of(tree, node.uuid) for node in tops}
    grades = sorted({grade for found in taught.values() for grade in found})
    kinds = () if grades else ((kind,) if kind else (ANY_KIND, *KINDS))
    cells = read_cells(taught)
    covered = read_covered(kinds or (kind,))
    rows = []
    for node in tops:
        topics = list(topics_below(tree, node.uuid))

        def spot(grade: int, one: str, node: Node = node, topics: list[Node] = topics) -> Spot:
            mine = [item.uuid for item in topics if grade in (0, item.grade)]
            cell = cells.get((node.uuid, grade, one), NOTHING)
            return Spot(node.uuid, grade, one, cell, len(mine), len(covered[one] & set(mine)))

        here = taught[node.uuid]
        spots = [spot(grade, kind) if grade in here else None for grade in grades]
        rows.append(MapRow(node, node_label(node), spots or [spot(0, one) for one in kinds]))
    return Map(grades, kinds, rows)


def make_part(tree: Tree, node: Node, *, grade: int = 0) -> Part:
    """Return a node with what lies below it, of one grade where it is a subject; one query."""
    steps = list(_steps(tree, node, grade))
    cells = read_cells([node.uuid, *(step.uuid for step, _depth, _more in steps)])
    lines = [
        Line(
            step,
            line_title(step),
            depth,
            wants_material(step),
            more,
            _by_kind(cells, step.uuid, 0),
        )
        for step, depth, more in steps
    ]
    topics = [line for line in lines if line.is_topic]
    return Part(
        node,
        grade,
        _by_kind(cells, node.uuid, grade),
        len(topics),
        sum(line.cells[ANY_KIND].number > 0 for line in topics),
        lines,
    )


def _by_kind(cells: Mapping[CellKey, Cell], node: UUID, grade: int) -> dict[str, Cell]:
    return {kind: cells.get((node, grade, kind), NOTHING) for kind in (ANY_KIND, *KINDS)}


def _steps(tree: Tree, node: Node, grade: int) -> Iterator[tuple[Node, int, bool]]:
    """Yield (node, depth, whether it has a page of its own) below ``node``.

    Of a subject its grades; of one grade, a section or a topic everything but elements.
    """
    if node.kind == SUBJECT and not grade and grades_of(tree, node.uuid):
        for item in tree.descend(node.uuid):
            if item.kind == GRADE:
                yield item, 0, True
        return
    below = [item for item in tree.descend(node.uuid) if _is_shown(item, node, grade)]
    short = len(below) > MOST_LINES
    base = _depth_of_rows(below)
    for item in below:
        depth = min(len(item.ancestors) - base, 4)
        if not short or depth < 1:
            yield item, depth, short and bool(item.children)


def _is_shown(item: Node, node: Node, grade: int) -> bool:
    if item.uuid == node.uuid or item.kind in (PROGRAMME, ELEMENT):
        return False
    return not grade or item.grade == grade


def _depth_of_rows(below: Sequence[Node]) -> int:
    return min((len(item.ancestors) for item in below), default=0)


def line_title(node: Node) -> str:
    """Return the name of a line; a grade of an advanced programme says so."""
    title = node_label(node)
    if node.kind == GRADE and node.variant == ADVANCED:
        return f"{title}, {node.variant}"
    return title
