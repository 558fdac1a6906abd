"""The tree of a draft as it is drawn: one level at a time, with what the draft changes.

However many nodes a level has, it is read in a constant number of queries; a level shows
``LEVEL`` nodes at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from framework.data import ADDED, MOVED, RENAMED, SPLIT
from framework.labels import words_of
from framework.models import FrameworkNode, FrameworkVersion, NodeSuccession

LEVEL = 200
MOST_OPEN = 60
STEP = FrameworkNode.steplen
_FIELDS = (
    "uuid",
    "path",
    "depth",
    "numchild",
    "kind",
    "title",
    "title_en",
    "code",
    "hours",
    "grade",
)


@dataclass(slots=True)
class Branch:
    """A node in the tree; ``children`` is ``None`` while it is closed.

    ``mark`` says what the draft changes about it (``added``, ``renamed``, ``moved``, ``split``),
    ``more`` from which place on further children wait.
    """

    row: FrameworkNode
    title: str
    mark: str = ""
    mark_label: str = ""
    children: list[Branch] | None = None
    more: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether what stands below it is shown."""
        return self.children is not None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the tree: its nodes, and the place from which further ones wait."""

    branches: list[Branch] = field(default_factory=list)
    more: int | None = None


def read_tree(draft: FrameworkVersion, opened: Collection[UUID]) -> Level:
    """Return the outermost level and what stands below the ``opened`` nodes and their ancestors."""
    nodes = FrameworkNode.objects.filter(version=draft)
    paths = _with_ancestors(
        nodes.filter(uuid__in=list(opened)[:MOST_OPEN]).values_list("path", flat=True)
    )
    wanted = Q(depth=1)
    for path in paths:
        wanted |= Q(path__startswith=path, depth=len(path) // STEP + 1)
    # What is open is shown wherever it stands in its level.
    shown = Q(wanted, position__lt=LEVEL) | Q(path__in=paths)
    rows = list(nodes.filter(shown).only(*_FIELDS).order_by("path"))
    return Level(_nest(draft, rows, paths), _waiting(nodes.filter(depth=1), 0))


def read_level(draft: FrameworkVersion, parent: FrameworkNode | None, start: int = 0) -> Level:
    """Return the nodes right below ``parent`` from place ``start`` on, ``LEVEL`` at most."""
    nodes = FrameworkNode.objects.filter(version=draft)
    below = nodes.filter(depth=1)
    if parent is not None:
        below = nodes.filter(path__startswith=parent.path, depth=parent.depth + 1)
    rows = below.filter(position__gte=start, position__lt=start + LEVEL).only(*_FIELDS)
    return Level(_nest(draft, list(rows.order_by("path")), ()), _waiting(below, start))


def _waiting(level: QuerySet[FrameworkNode], start: int) -> int | None:
    following = start + LEVEL
    return following if level.filter(position__gte=following).exists() else None


def _with_ancestors(paths: Iterable[str]) -> tuple[str, ...]:
    found = {path[:end] for path in paths for end in range(STEP, len(path) + 1, STEP)}
    return tuple(sorted(found))


def _nest(
    draft: FrameworkVersion, rows: list[FrameworkNode], opened: Collection[str]
) -> list[Branch]:
    """Hang the rows (in tree order) below each other."""
    marks = marks_of(draft, rows)
    labels = mark_labels()
    found: dict[str, Branch] = {}
    top: list[Branch] = []
    for row in rows:
        mark = marks.get(row.uuid, "")
        branch = Branch(row, words_of(row.title, row.title_en), mark, labels.get(mark, ""))
        found[row.path] = branch
        if row.path in opened and row.numchild:
            branch.children = []
        above = found.get(row.path[:-STEP])
        if above is not None and above.children is not None:
            above.children.append(branch)
        elif above is None:
            top.append(branch)
    for branch in found.values():
        if branch.children is not None and branch.row.numchild > len(branch.children):
            branch.more = LEVEL
    return top


def mark_labels() -> dict[str, str]:
    """Return the words for what became of a node."""
    from framework.models import NodeChange

    return {code: str(label) for code, label in NodeChange.Kind.choices}


def marks_of(draft: FrameworkVersion, rows: Collection[FrameworkNode]) -> dict[UUID, str]:
    """Return what the draft changes about ``rows``; three queries, whatever their number.

    A node that stands for several of the edition before is a merge to the map; here it says what
    else became of itself.
    """
    if draft.follows_id is None or not rows:
        return {}
    uuids = [row.uuid for row in rows]
    before = FrameworkNode.objects.filter(version_id=draft.follows_id)
    former = {row.uuid: row for row in before.filter(uuid__in=uuids).only(*_FIELDS)}
    stated = NodeSuccession.objects.filter(version=draft).filter(
        Q(former__in=uuids) | Q(present__in=uuids)
    )
    ends = list(stated.values_list("former", "present"))
    origins, sources = {old for old, _new in ends}, {new for _old, new in ends}
    parents = _parents(draft, rows) if former else {}
    parents_before = _parents_in(draft.follows_id, former.values())
    marks = {}
    for row in rows:
        was = former.get(row.uuid)
        if row.uuid in origins or (was is None and row.uuid in sources):
            marks[row.uuid] = SPLIT
        elif was is None:
            marks[row.uuid] = ADDED
        elif parents.get(row.uuid) != parents_before.get(row.uuid):
            marks[row.uuid] = MOVED
        elif (was.title, was.title_en, was.code) != (row.title, row.title_en, row.code):
            marks[row.uuid] = RENAMED
    return marks


def _parents(draft: FrameworkVersion, rows: Iterable[FrameworkNode]) -> dict[UUID, UUID | None]:
    return _parents_in(draft.pk, rows)


def _parents_in(version: int | None, rows: Iterable[FrameworkNode]) -> dict[UUID, UUID | None]:
    """Return node → its parent in the edition; one query."""
    above = {row.uuid: row.path[:-STEP] for row in rows}
    nodes = FrameworkNode.objects.filter(version_id=version, path__in=set(above.values()))
    by_path: dict[str, UUID] = dict(nodes.values_list("path", "uuid"))
    return {uuid: by_path.get(path) for uuid, path in above.items()}
