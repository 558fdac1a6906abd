"""Received nodes in the tree: each under its parent, after what a framework itself has there."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from uuid import UUID

from core.api import fold
from framework.data import Node
from framework.models import ReceivedNode
from framework.words import words_column


def graft(nodes: dict[UUID, Node]) -> dict[UUID, Node]:
    """Return ``nodes`` with the received ones that no framework has.

    A node whose parent nobody knows stands apart, as a subject does.
    """
    rows = {row.uuid: row for row in ReceivedNode.objects.all() if row.uuid not in nodes}
    below: dict[UUID | None, list[ReceivedNode]] = {}
    for row in rows.values():
        below.setdefault(row.parent_uuid, []).append(row)
    waiting = deque(row for row in rows.values() if row.parent_uuid not in rows)
    grown = dict(nodes)
    added: dict[UUID, list[UUID]] = {}
    while rows:
        # A ring of parents, which only a forged package has, is cut at its oldest node.
        row = waiting.popleft() if waiting else next(iter(rows.values()))
        if rows.pop(row.uuid, None) is None:
            continue
        node = grown[row.uuid] = _hang(grown, row)
        if node.parent:
            added.setdefault(node.parent, []).append(node.uuid)
        waiting.extend(below.get(row.uuid, ()))
    for uuid, children in added.items():
        grown[uuid] = replace(grown[uuid], children=(*grown[uuid].children, *children))
    return grown


def _hang(nodes: dict[UUID, Node], row: ReceivedNode) -> Node:
    parent = nodes.get(row.parent_uuid) if row.parent_uuid else None
    return Node(
        uuid=row.uuid,
        key=row.key,
        kind=row.kind,
        title=row.title,
        hours=row.hours,
        content="",
        grade=row.grade,
        education_level=row.education_level,
        variant=row.variant,
        framework_key=row.framework_key,
        parent=parent.uuid if parent else None,
        ancestors=(*parent.ancestors, parent.uuid) if parent else (),
        children=(),
        search_text=fold(row.title),
        search_words=words_column(row.title),
    )
