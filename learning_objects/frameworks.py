"""The published frameworks side by side: the list of them, and what a node is in the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from framework.api import get_tree, node_label, path_labels
from framework.data import (
    BROADER,
    CODIFIER,
    EXACT,
    INTERNATIONAL,
    NARROWER,
    OTHER,
    PROGRAMMES,
    REGIONAL,
    RELATED,
    FrameworkFacts,
)
from learning_objects import catalogue, presenting, public_queries
from learning_objects.catalogue import framework_name

# Of a counterpart, as the reader of the node that was asked about sees it.
RELATIONS: dict[str, str | Promise] = {
    EXACT: _("the same topic"),
    BROADER: _("a part of it"),
    NARROWER: _("a wider topic"),
    RELATED: _("a related topic"),
}
KINDS: dict[str, str | Promise] = {
    PROGRAMMES: _("work programmes"),
    REGIONAL: _("regional component"),
    INTERNATIONAL: _("international programme"),
    CODIFIER: _("examination codifier"),
    OTHER: _("other framework"),
}
# Beside a node's own materials; the rest of them is on the counterpart's page.
MOST_BESIDE = 10


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """A published framework in the list; ``roots`` are (name, address)."""

    facts: FrameworkFacts
    title: str
    kind_label: str | Promise
    nodes: int
    roots: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CounterpartLine:
    """A node of another framework that is linked to the one asked about."""

    uuid: UUID
    title: str
    above: tuple[str, ...]
    url: str
    framework: str
    relation: str | Promise


def framework_cards() -> list[FrameworkCard]:
    """Return the published frameworks in the order they came; no query when warm."""
    tree = get_tree()
    numbers = Counter(node.framework_key for node in tree.nodes.values())
    return [
        FrameworkCard(
            facts,
            framework_name(facts),
            KINDS.get(facts.kind, facts.kind),
            numbers[facts.key],
            [
                (node_label(tree.nodes[uuid]), catalogue.node_url(tree.nodes[uuid]))
                for uuid in facts.roots
            ],
        )
        for facts in tree.frameworks.values()
    ]


def counterparts_of(uuid: UUID) -> list[CounterpartLine]:
    """Return what the node is in other frameworks, the surest first; no query when warm."""
    tree = get_tree()
    return [
        CounterpartLine(
            uuid=link.node,
            title=node_label(tree.nodes[link.node]),
            above=path_labels(link.node)[:-1],
            url=catalogue.node_url(tree.nodes[link.node]),
            framework=_framework_of(link.node),
            relation=RELATIONS.get(link.relation, link.relation),
        )
        for link in tree.counterparts(uuid)
    ]


def _framework_of(uuid: UUID) -> str:
    tree = get_tree()
    facts = tree.frameworks.get(tree.nodes[uuid].framework_key)
    return framework_name(facts) if facts else ""


def hits_beside(uuid: UUID, lines: list[CounterpartLine]) -> list[dict[str, Any]]:
    """Return the newest materials of the counterparts that the node itself does not have.

    Each says by its badge which counterpart it came from; one query, none without counterparts.
    """
    if not lines:
        return []
    tree = get_tree()
    below = {line.uuid: set(catalogue.node_and_below(tree.nodes[line.uuid])) for line in lines}
    own = public_queries.versions_on_nodes(catalogue.node_and_below(tree.nodes[uuid])).order_by()
    found = public_queries.versions_on_nodes(node for nodes in below.values() for node in nodes)
    cards = public_queries.cards(found.exclude(id__in=own.values("id"))[:MOST_BESIDE])
    hits = []
    for card in cards:
        at = (line for line in lines if not below[line.uuid].isdisjoint(card.topics))
        through = next(at, lines[0])
        badge = f"{through.framework}: {through.title}"
        hits.append({**presenting.hit_of(card), "badge_label": badge, "badge_tone": "neutral"})
    return hits
