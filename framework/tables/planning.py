"""From the rows of a table to planned nodes with keys.

A row meets a node by its uuid, else by its key, else among what stands below the same node by
title or likeness of title. What a table has no column for stays as it is stored.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from difflib import SequenceMatcher
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.api import fold
from framework.data import SECTION, TOPIC
from framework.keys import free_key, slug, uuid_of_key
from framework.planning import ALIKE, PlannedNode
from framework.tables.data import KEY_LIMIT, TableRow
from framework.tables.errors import Mistakes

_SLUG = 60
_ROOM = 8  # for an ordinal behind a key
# So many pairs of titles are compared below one node; more is another framework, not a correction.
_PAIRS_LIMIT = 250_000


class TablePlan:
    """Makes planned nodes of rows, with what is ``present`` in the framework ``root_key``."""

    def __init__(self, root_key: str, present: list[PlannedNode], mistakes: Mistakes) -> None:
        self._root_key, self._mistakes = root_key, mistakes
        every = [node for root in present for node in root.walk()]
        self._by_uuid = {node.uuid: node for node in every if node.uuid}
        self._by_key = {node.key: node for node in every}
        self._taken = set(self._by_key)
        self._claimed: dict[int, PlannedNode] = {}
        self._used: dict[UUID, int] = {}

    def plan(self, rows: list[TableRow], present: list[PlannedNode]) -> list[PlannedNode]:
        """Return the outermost nodes; mistakes of keys and uuids are noted."""
        for row in _walk(rows):
            self._claim_named(row)
        return self._level(rows, present, None)

    def _claim_named(self, row: TableRow) -> None:
        """Let the row have the node that its uuid or key names."""
        by_uuid = self._by_uuid.get(row.uuid) if row.uuid else None
        by_key = self._by_key.get(row.key) if row.key else None
        found = by_uuid or (None if row.uuid else by_key)
        if row.uuid and by_key and by_key is not by_uuid:
            self._mistakes.add(
                row.number,
                "key",
                _("key and uuid belong to two different nodes."),
                _("Leave both as they were exported, or empty both for a new node."),
            )
        elif row.key and not by_key and not row.key.startswith(f"{self._root_key}/"):
            self._mistakes.add(
                row.number,
                "key",
                _("the key belongs to another framework."),
                _("Leave the cell as it was exported, or empty it for a new node."),
            )
        if found is not None and found.uuid:
            self._use(row, found.uuid)
            self._claimed.setdefault(id(row), found)

    def _use(self, row: TableRow, uuid: UUID) -> None:
        first = self._used.setdefault(uuid, row.number)
        if first != row.number:
            self._mistakes.add(
                row.number,
                "uuid" if row.uuid else "key",
                _("an earlier row is this node already."),
                _("Empty uuid and key of the copied row: it becomes a new node."),
            )

    def _level(
        self, rows: list[TableRow], siblings: list[PlannedNode], above: PlannedNode | None
    ) -> list[PlannedNode]:
        self._claim_by_title(rows, siblings)
        nodes = []
        for row in rows:
            former = self._claimed.get(id(row))
            node = _node(row, former, above)
            self._name(node, row, former, above)
            node.children = self._level(row.children, former.children if former else [], node)
            nodes.append(node)
        return nodes

    def _claim_by_title(self, rows: list[TableRow], siblings: list[PlannedNode]) -> None:
        fresh = [row for row in rows if id(row) not in self._claimed and not row.uuid]
        fresh = [row for row in fresh if not row.key]
        free = [node for node in siblings if node.uuid and node.uuid not in self._used]
        for row, node in _met(fresh, free):
            if node.uuid:
                self._used[node.uuid] = row.number
                self._claimed[id(row)] = node

    def _name(
        self,
        node: PlannedNode,
        row: TableRow,
        former: PlannedNode | None,
        above: PlannedNode | None,
    ) -> None:
        """Give the node key and uuid: those it has, those the row names, or new ones."""
        if former is not None:
            node.key, node.uuid = former.key, former.uuid
            return
        own = row.key.startswith(f"{self._root_key}/") and row.key not in self._taken
        node.key = row.key if own else self._new_key(node, above)
        node.uuid = row.uuid or uuid_of_key(node.key)
        self._taken.add(node.key)
        self._use(row, node.uuid)

    def _new_key(self, node: PlannedNode, above: PlannedNode | None) -> str:
        parent = above.key if above else self._root_key
        name = slug(node.title, _SLUG)
        if len(parent) + len(name) + 1 + _ROOM > KEY_LIMIT:
            parent, name = self._root_key, slug(f"{parent}/{node.title}", _SLUG)
        return free_key(parent, name, self._taken)


def _walk(rows: list[TableRow]) -> Iterator[TableRow]:
    for row in rows:
        yield row
        yield from _walk(row.children)


def _met(rows: list[TableRow], nodes: list[PlannedNode]) -> Iterator[tuple[TableRow, PlannedNode]]:
    """Yield pairs of equal titles in order, then of alike ones, the likest first."""
    by_title: dict[str, deque[PlannedNode]] = defaultdict(deque)
    for node in nodes:
        by_title[fold(node.title)].append(node)
    unmet = []
    for row in rows:
        alike = by_title[fold(row.texts["title"])]
        if alike:
            yield row, alike.popleft()
        else:
            unmet.append(row)
    left = [node for nodes_left in by_title.values() for node in nodes_left]
    if len(unmet) * len(left) <= _PAIRS_LIMIT:
        yield from _alike(unmet, left)


def _alike(
    rows: list[TableRow], nodes: list[PlannedNode]
) -> Iterator[tuple[TableRow, PlannedNode]]:
    pairs = sorted(
        (-likeness, i, j)
        for i, row in enumerate(rows)
        for j, node in enumerate(nodes)
        if (likeness := _likeness(row, node)) >= ALIKE
    )
    used_rows: set[int] = set()
    used_nodes: set[int] = set()
    for _distance, i, j in pairs:
        if i not in used_rows and j not in used_nodes:
            used_rows.add(i)
            used_nodes.add(j)
            yield rows[i], nodes[j]


def _likeness(row: TableRow, node: PlannedNode) -> float:
    if not row.texts["title"] or not node.title:
        return 0.0
    matcher = SequenceMatcher(None, fold(row.texts["title"]), fold(node.title), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _node(row: TableRow, former: PlannedNode | None, above: PlannedNode | None) -> PlannedNode:
    """Return the node that the row describes; a new one takes its place from the one above."""
    kept = former or above
    kind = row.kind or (former.kind if former else SECTION if row.children else TOPIC)
    return PlannedNode(
        kind=kind if row.texts["title"] else SECTION,
        title=row.texts["title"],
        hours=row.hours,
        content=_content(row, former),
        grade=_grade(row, former, above),
        education_level=kept.education_level if kept else "",
        variant=kept.variant if kept else "",
        source=former.source if former else "",
        title_en=row.texts["title_en"],
        code=row.texts["code"],
        type_label=row.texts["type_label"],
        extra=former.extra if former else {},
    )


def _grade(row: TableRow, former: PlannedNode | None, above: PlannedNode | None) -> int | None:
    """Return the grade; an empty cell is the grade above for a node that is new or had that."""
    inherited = above.grade if above else None
    if row.grade is None and (former is None or former.grade == inherited):
        return inherited
    return row.grade


def _content(row: TableRow, former: PlannedNode | None) -> str:
    """Return the content; where only ends of lines and outer spaces differ, what is stored."""
    text = row.texts["content"]
    if (
        former is not None
        and former.content.replace("\r\n", "\n").replace("\r", "\n").strip() == text
    ):
        return former.content
    return text
