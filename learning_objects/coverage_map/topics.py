"""Which nodes of a framework want materials, and which grades its subjects have."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from framework.data import FEDERAL, GRADE, SECTION, TOPIC, FrameworkFacts, Node, Tree

# Hours that a programme leaves to the teacher stand in it as topics: nobody writes for them.
RESERVE = "резервное время"


def wants_material(node: Node) -> bool:
    """Say whether materials are written for the node: topics, and sections that have none."""
    alone = node.kind == SECTION and not node.children and bool(node.title)
    return (node.kind == TOPIC or alone) and not node.search_text.startswith(RESERVE)


def topics_below(tree: Tree, node: UUID) -> Iterator[Node]:
    """Yield the nodes below ``node`` (itself among them) that want materials, in order."""
    return (item for item in tree.descend(node) if wants_material(item))


def default_framework(tree: Tree) -> FrameworkFacts | None:
    """Return the federal programmes, else the first framework there is."""
    return tree.frameworks.get(FEDERAL) or next(iter(tree.frameworks.values()), None)


def tops_of(tree: Tree, facts: FrameworkFacts) -> list[Node]:
    """Return the rows of a framework's map: its roots, or what lies below the only one."""
    roots = [tree.nodes[uuid] for uuid in facts.roots]
    if len(roots) == 1 and roots[0].children and not grades_of(tree, roots[0].uuid):
        return list(tree.children(roots[0].uuid))
    return roots


def grades_of(tree: Tree, node: UUID) -> tuple[int, ...]:
    """Return the grades that have a node of their own below ``node``, ascending."""
    nodes = (item for item in tree.descend(node) if item.kind == GRADE)
    return tuple(sorted({item.grade for item in nodes if item.grade}))
