"""What the topic chooser's script asks for, as plain data."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from framework.data import Node
from framework.labels import node_label, path_labels
from framework.queries import search_nodes
from framework.snapshot import get_tree

LIMIT = 20


def find_choices(
    *,
    text: str,
    kinds: tuple[str, ...],
    subject: UUID | None,
    grade: int | None,
    framework: str = "",
) -> dict[str, Any]:
    """Return ``{"results": [choice, …], "more": bool}`` for ``text``, at most ``LIMIT`` choices."""
    found = search_nodes(text, LIMIT + 1, kinds, subject, grade, framework=framework)
    return {"results": [choice(node) for node in found[:LIMIT]], "more": len(found) > LIMIT}


def list_children(*, node: UUID | None, framework: str = "") -> dict[str, Any]:
    """Return ``{"results": [choice, …]}``: what stands under ``node``, or the subjects.

    With the key of a ``framework`` its outermost nodes stand in the place of the subjects.

    A section without a title tells a reader nothing: its topics stand in its place. Raises
    ``LookupError`` for an unknown node.
    """
    tree = get_tree()
    if node is None:
        facts = tree.frameworks.get(framework)
        roots = (facts.roots if facts else ()) if framework else tree.subjects
        return {"results": [choice(tree.nodes[uuid]) for uuid in roots]}
    if tree.get(node) is None:
        raise LookupError(str(node))
    shown = (
        each
        for child in tree.children(node)
        for each in ((child,) if child.title else tree.children(child.uuid))
    )
    return {"results": [choice(each) for each in shown]}


def choice(node: Node) -> dict[str, Any]:
    """Return one line of the list: ``path`` are the names above it, outermost first."""
    return {
        "uuid": str(node.uuid),
        "kind": node.kind,
        "title": node_label(node),
        "path": list(path_labels(node.uuid)[:-1]),
        "hours": node.hours,
        "has_children": bool(node.children),
    }
