"""Reads of ``framework``: all of them work on the in-process snapshot and cost no query."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from core.api import fold
from framework.data import Node
from framework.snapshot import get_tree


def get_node(uuid: UUID) -> Node | None:
    """Return the published node with ``uuid`` or ``None``."""
    return get_tree().get(uuid)


def search_nodes(
    text: str,
    limit: int = 20,
    kinds: Iterable[str] | None = None,
    subject: UUID | None = None,
    grade: int | None = None,
) -> list[Node]:
    """Return at most ``limit`` nodes that match ``text``, best first.

    Case and ё/е do not matter. Titles that start with the text come first, then titles that
    contain it. ``kinds``, ``subject`` (uuid of a subject node) and ``grade`` narrow the choice;
    an empty text finds nothing.
    """
    wanted = fold(text)
    if not wanted:
        return []
    allowed = frozenset(kinds) if kinds is not None else None
    found: list[tuple[int, int, Node]] = []
    for position, node in enumerate(get_tree().nodes.values()):
        if not _allowed(node, allowed, subject, grade):
            continue
        place = node.search_text.find(wanted)
        if place >= 0:
            found.append((min(place, 1), position, node))
    found.sort(key=lambda item: item[:2])
    return [node for _rank, _position, node in found[:limit]]


def _allowed(
    node: Node, kinds: frozenset[str] | None, subject: UUID | None, grade: int | None
) -> bool:
    if kinds is not None and node.kind not in kinds:
        return False
    if grade is not None and node.grade != grade:
        return False
    return subject is None or subject in (node.uuid, *node.ancestors[:1])
