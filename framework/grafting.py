"""Received nodes in the tree: each under its parent, after what a framework itself has there."""

from __future__ import annotations

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
    grown = dict(nodes)
    while rows:
        ready = [row for row in rows.values() if row.parent_uuid not in rows]
        # A ring of parents, which only a forged package has, is cut at its oldest node.
        for row in ready or list(rows.values())[:1]:
            del rows[row.uuid]
            _hang(grown, row)
    return grown


def _hang(nodes: dict[UUID, Node], row: ReceivedNode) -> None:
    parent = nodes.get(row.parent_uuid) if row.parent_uuid else None
    nodes[row.uuid] = Node(
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
    if parent:
        nodes[parent.uuid] = replace(parent, children=(*parent.children, row.uuid))
