"""Associations between items of two frameworks, and the crosswalks they are here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from framework.actions.crosswalks import Pair
from framework.case.data import CaseAssociation, Members
from framework.case.outgoing import address, link
from framework.data import BROADER, EXACT, NARROWER, RELATED, TURNED_ROUND, Node, Tree
from framework.models import Crosswalk

# What the origin of an association is to its destination, as a crosswalk says it.
RELATIONS = {
    "exactMatchOf": EXACT,
    "isTranslationOf": EXACT,
    "isPartOf": NARROWER,
    "isRelatedTo": RELATED,
    "isPeerOf": RELATED,
}
_TYPES = {EXACT: "exactMatchOf", NARROWER: "isPartOf", RELATED: "isRelatedTo"}


def pairs_of(associations: Iterable[CaseAssociation], tree: Tree) -> list[Pair]:
    """Return the crosswalks that the associations state between nodes of two frameworks here."""
    pairs = []
    for association in associations:
        relation = RELATIONS.get(association.kind)
        origin, destination = association.origin, association.destination
        if relation and origin and destination and _are_apart(origin, destination, tree):
            pairs.append(Pair(source=origin, target=destination, relation=relation))
    return pairs


def _are_apart(origin: UUID, destination: UUID, tree: Tree) -> bool:
    ends = [tree.get(origin), tree.get(destination)]
    keys = {node.framework_key for node in ends if node is not None}
    return None not in ends and len(keys) == 2


class Crossing:
    """The crosswalks that touch the nodes of an edition, on their way out."""

    def __init__(self, rows: Iterable[Crosswalk], tree: Tree) -> None:
        self._rows = {frozenset((row.source, row.target)): row for row in rows}
        self._tree = tree
        self._told: set[frozenset[UUID]] = set()

    def still_holds(self, association: Members) -> bool:
        """Whether an association that came in is still what people here say of the pair.

        One between nodes that are not both of two frameworks here is nobody's business but its
        publisher's, and always goes out again.
        """
        relation = RELATIONS.get(association["associationType"])
        ends = [_end(association, name) for name in ("originNodeURI", "destinationNodeURI")]
        origin, destination = ends
        if relation is None or origin is None or destination is None:
            return True
        if not _are_apart(origin, destination, self._tree):
            return True
        pair = frozenset((origin, destination))
        row = self._rows.get(pair)
        if row is None or pair in self._told:
            return False
        said = row.relation if row.source == origin else TURNED_ROUND[row.relation]
        if said != relation:
            return False
        self._told.add(pair)
        return True

    def rest(self) -> Iterator[Members]:
        """Yield associations for the crosswalks that no kept association has told."""
        for pair, row in self._rows.items():
            source, target = self._tree.get(row.source), self._tree.get(row.target)
            if pair not in self._told and source and target:
                yield crosswalk_association(row, source, target)


def _end(association: Members, name: str) -> UUID | None:
    try:
        return UUID(association[name]["identifier"])
    except ValueError:
        return None


def crosswalk_association(row: Crosswalk, source: Node, target: Node) -> Members:
    """Return the association that states the crosswalk; CASE has no "is the broader of"."""
    relation = row.relation
    if relation == BROADER:
        source, target, relation = target, source, NARROWER
    return {
        "identifier": str(row.uuid),
        "associationType": _TYPES[relation],
        "uri": address("CFAssociations", row.uuid),
        "originNodeURI": link(source.code or source.title, source.uuid, "CFItems"),
        "destinationNodeURI": link(target.code or target.title, target.uuid, "CFItems"),
        "lastChangeDateTime": row.made_at.isoformat(timespec="seconds"),
    }
