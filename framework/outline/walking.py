"""Walking an outline: every node with its key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from framework.outline.data import Outline, OutlineNode


@dataclass(frozen=True, slots=True)
class Step:
    """A node on the way.

    ``key`` begins with the framework's key (``oge/matematika/1/1-2``); ``parent`` is the key of
    the node above, empty for an outermost one; ``grade`` is the node's own or the one of a node
    further up (1–11), ``None`` where no node on the way has one; ``depth`` is 1 for the outermost.
    """

    key: str
    parent: str
    depth: int
    grade: int | None
    node: OutlineNode


def walk(outline: Outline) -> Iterator[Step]:
    """Yield every node of ``outline``, parents before their children, in the file's order."""
    for node in outline.nodes:
        yield from _walk(node, outline.framework.key, "", 1, None)


def _walk(
    node: OutlineNode, above: str, parent: str, depth: int, grade: int | None
) -> Iterator[Step]:
    key = f"{above}/{node.name}"
    grade = grade if node.grade is None else node.grade
    yield Step(key=key, parent=parent, depth=depth, grade=grade, node=node)
    for child in node.children:
        yield from _walk(child, key, key, depth + 1, grade)
