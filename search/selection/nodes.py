"""The topics of a lesson and what stands around them in the frameworks; no query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from core.api import fold
from framework.api import get_tree
from framework.data import BROADER, EXACT, NARROWER, RELATED, TOPIC, Node, Tree
from search.selection.values import (
    COUNTERPART_TOPIC,
    LEADS_HERE,
    NEIGHBOUR,
    PREREQUISITE_TOPIC,
    SAME_TOPIC,
    TWIN_TOPIC,
    USED_HERE,
)

# How near each place is to the lesson, 0–1. A twin is the topic of the same name in the subject's
# other programme; one of the programme that the class follows is as good as the topic itself.
NEARNESS = {
    SAME_TOPIC: 1.0,
    TWIN_TOPIC: 0.85,
    COUNTERPART_TOPIC: 0.8,
    USED_HERE: 0.7,
    PREREQUISITE_TOPIC: 0.5,
    LEADS_HERE: 0.45,
    NEIGHBOUR: 0.3,
}
OWN_VARIANT = 0.97
# What a crosswalk's relation leaves of a counterpart's nearness, times its confidence. The node
# that was asked about is the narrower one: then the counterpart's material holds it and more.
OF_RELATION = {EXACT: 1.0, BROADER: 0.8, NARROWER: 0.75, RELATED: 0.5}
# Nodes of one kind that are looked at; a section of a broad subject has some sixty.
MOST_NODES = 120


@dataclass(frozen=True, slots=True)
class Near:
    """How a node meets the lesson's topics: a code of ``values.MATCHES`` and its nearness, 0–1."""

    code: str
    nearness: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``covering`` maps a node to how material that covers it meets the lesson: the topics, their
    twins and counterparts. ``own`` are the topics with all below them, ``beside`` what stands
    next to them in their section.
    """

    own: frozenset[UUID]
    covering: dict[UUID, Near]
    beside: frozenset[UUID]


def look_around(nodes: Iterable[UUID], grade: int | None, variant: str = "") -> Surroundings:
    """Return what stands around ``nodes``; ``grade`` keeps twins and counterparts to it."""
    tree = get_tree()
    asked = tuple(dict.fromkeys(nodes))
    known = [node for node in map(tree.get, asked) if node]
    own = _own(tree, asked)
    covering = {uuid: Near(SAME_TOPIC, NEARNESS[SAME_TOPIC]) for uuid in own}
    for node in known:
        for twin in _twins(tree, node):
            _below(tree, twin.uuid, _twin_near(twin, variant), covering)
        for uuid, near in _counterparts(tree, node, grade):
            _below(tree, uuid, near, covering)
    beside = {uuid for node in known for uuid in _beside(tree, node)} - set(covering)
    return Surroundings(frozenset(own), covering, frozenset(sorted(beside)[:MOST_NODES]))


def _own(tree: Tree, asked: Iterable[UUID]) -> list[UUID]:
    """Return the nodes with all below; one that an edition ended also as what it goes on as."""
    found: dict[UUID, None] = {}
    for uuid in asked:
        found[uuid] = None
        for present in tree.present(uuid):
            found.update((each.uuid, None) for each in tree.descend(present))
    return list(found)


def _below(tree: Tree, uuid: UUID, near: Near, covering: dict[UUID, Near]) -> None:
    for each in tree.descend(uuid):
        former = covering.get(each.uuid)
        if former is None or former.nearness < near.nearness:
            covering[each.uuid] = near


def _twins(tree: Tree, node: Node) -> Iterable[Node]:
    """Yield the nodes of the same name and grade in the subject's other programmes."""
    subject = tree.subject_of(node.uuid)
    if subject is None or not node.title:
        return
    name = fold(node.title)
    for other in tree.descend(subject.uuid):
        same = other.kind == node.kind and other.grade == node.grade
        if same and other.variant != node.variant and fold(other.title) == name:
            yield other


def _twin_near(twin: Node, variant: str) -> Near:
    followed = bool(variant) and twin.variant == variant
    return Near(TWIN_TOPIC, OWN_VARIANT if followed else NEARNESS[TWIN_TOPIC])


def _counterparts(tree: Tree, node: Node, grade: int | None) -> Iterable[tuple[UUID, Near]]:
    for link in tree.counterparts(node.uuid):
        other = tree.get(link.node)
        if other is None or (grade and other.grade and other.grade != grade):
            continue
        share = OF_RELATION.get(link.relation, 0.5) * float(link.confidence)
        yield link.node, Near(COUNTERPART_TOPIC, NEARNESS[COUNTERPART_TOPIC] * share)


def _beside(tree: Tree, node: Node) -> Iterable[UUID]:
    if node.parent and node.kind == TOPIC:
        yield from (each.uuid for each in tree.children(node.parent))
