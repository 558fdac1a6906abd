"""From the items of a package to planned nodes with keys and everything that is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from framework.case.data import CUT, KEPT_ASSOCIATION, CaseAssociation, CasePackage, Members
from framework.case.hierarchy import Hierarchy, name_of
from framework.case.nodes import (
    CODE_LIMIT,
    TYPE_LIMIT,
    default_key,
    generated_edge,
    kept_item,
    own_of,
    plan_node,
)
from framework.case.outgoing import FORMAT, Outgoing, beyond
from framework.planning import PlannedNode

KEY_LIMIT = 255
_SHORTER = (("humanCodingScheme", CODE_LIMIT), ("CFItemType", TYPE_LIMIT))
_KEY = re.compile(r"[a-z0-9/-]+", re.ASCII)


def plan_items(
    package: CasePackage,
    tree: Hierarchy,
    out: Outgoing,
    present: Mapping[UUID | None, PlannedNode],
) -> list[PlannedNode]:
    """Return the outermost nodes of the tree; a node that is there already keeps its key."""
    nodes = {
        identifier: plan_node(
            item.members, has_children=bool(tree.children.get(identifier)), language=out.language
        )
        for identifier, item in package.items.items()
    }
    for identifier, children in tree.children.items():
        nodes[identifier].children = [nodes[child] for child in children]
    roots = [nodes[identifier] for identifier in tree.roots]
    _give_keys(package, nodes, out, present)
    _keep_beyond(package, tree, nodes, out, present)
    return roots


def _give_keys(
    package: CasePackage,
    nodes: dict[UUID, PlannedNode],
    out: Outgoing,
    present: Mapping[UUID | None, PlannedNode],
) -> None:
    """Rows meet by key, so that no new node may take the key of one that was there before."""
    taken = {node.key for node in present.values()}
    for identifier, node in nodes.items():
        former = present.get(identifier)
        if former is not None:
            node.key = former.key
            continue
        said = _said_key(package.items[identifier].members, out.key)
        wanted = (said, default_key(out.key, node), f"{out.key}/{identifier}")
        node.key = next(key for key in wanted if key and key not in taken)
        taken.add(node.key)


def _said_key(members: Members, framework: str) -> str:
    """Return the key that a library like this one gave the node, if it can be one here."""
    said = own_of(members).get("key")
    if not isinstance(said, str) or len(said) > KEY_LIMIT or not _KEY.fullmatch(said):
        return ""
    return said if said.startswith(f"{framework}/") else ""


def _keep_beyond(
    package: CasePackage,
    tree: Hierarchy,
    nodes: dict[UUID, PlannedNode],
    out: Outgoing,
    present: Mapping[UUID | None, PlannedNode],
) -> None:
    others: dict[UUID | None, list[Members]] = defaultdict(list)
    for association in tree.others:
        others[association.origin].append(association.members)
    for parent, children in [(None, tree.roots), *tree.children.items()]:
        edges = _kept_edges(children, nodes[parent] if parent else None, tree, nodes, out)
        for identifier, edge in zip(children, edges, strict=True):
            kept = kept_item(package.items[identifier].members, nodes[identifier], out)
            if any(len(kept.get("item", {}).get(name, "")) > limit for name, limit in _SHORTER):
                package.notes.add(CUT, name_of(package.items[identifier]))
            if edge:
                kept["edge"] = edge
            if identifier in others:
                kept["associations"] = others[identifier]
            former = present.get(identifier)
            extra = dict(former.extra) if former else {}
            extra.pop(FORMAT, None)
            nodes[identifier].extra = {**extra, FORMAT: kept} if kept else extra


def _kept_edges(
    children: list[UUID],
    above: PlannedNode | None,
    tree: Hierarchy,
    nodes: dict[UUID, PlannedNode],
    out: Outgoing,
) -> Iterator[Members]:
    """Yield what to keep of the association that places each child.

    An item that came without a sequenceNumber, or without an association, gets a number that
    leaves it where it stands: what goes out comes back in the same order.
    """
    last: int | None = None
    for place, identifier in enumerate(children, start=1):
        edge = tree.edges.get(identifier)
        generated = generated_edge(nodes[identifier], above, place, out)
        kept = beyond(edge.members, generated) if edge else {}
        said = edge.sequence if edge and edge.sequence is not None else place
        last = said if last is None else max(said, last)
        if last != place:
            kept["sequenceNumber"] = last
        yield kept


def note_kept(package: CasePackage, tree: Hierarchy, linked: set[frozenset[UUID]]) -> None:
    """Note the associations that the library keeps for others and makes no use of itself."""
    for association in tree.others:
        if not _is_used(association, linked):
            package.notes.add(
                KEPT_ASSOCIATION,
                f"{_end(package, association, 'originNodeURI')} {association.kind} "
                f"{_end(package, association, 'destinationNodeURI')}",
            )


def _is_used(association: CaseAssociation, linked: set[frozenset[UUID]]) -> bool:
    ends = (association.origin, association.destination)
    return frozenset(end for end in ends if end) in linked


def _end(package: CasePackage, association: CaseAssociation, name: str) -> str:
    end = association.members[name]
    known = association.origin if name == "originNodeURI" else association.destination
    if known in package.items:
        return name_of(package.items[known])
    return " ".join(end["title"].split())[:60] or end["identifier"]
