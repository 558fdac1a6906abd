"""From the associations of a package to its tree."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.case.data import (
    CHILD_OF,
    DEPTH_LIMIT,
    NO_PARENT,
    SECOND_PARENT,
    UNKNOWN_ITEM,
    CaseAssociation,
    CaseItem,
    CasePackage,
)
from framework.case.errors import CaseFileError

_DIGITS = re.compile(r"(\d+)", re.ASCII)
_DIGITS_LIMIT = 18


@dataclass(slots=True)
class Hierarchy:
    """The tree of a package: the outermost items and the children of each, both in order.

    ``edges`` maps an item to the association that places it; ``others`` are all the rest.
    """

    roots: list[UUID] = field(default_factory=list)
    children: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[UUID, CaseAssociation] = field(default_factory=dict)
    others: list[CaseAssociation] = field(default_factory=list)


def build_hierarchy(package: CasePackage) -> Hierarchy:
    """Return the tree; an item with two parents stands below the first by sequenceNumber.

    An item without a parent that the package has becomes an outermost one, after the others; both
    is noted. Raises :class:`CaseFileError` for items that stand below each other in a circle and
    for a tree that is too deep.
    """
    tree = Hierarchy()
    for association in sorted(package.associations, key=_by_sequence):
        _place(association, package, tree)
    tree.others.sort(key=lambda association: association.order)
    _refuse_circles(package, tree)
    _fill(package, tree)
    _refuse_depth(package, tree)
    return tree


def _by_sequence(association: CaseAssociation) -> tuple[bool, int, int]:
    return (association.sequence is None, association.sequence or 0, association.order)


def _place(association: CaseAssociation, package: CasePackage, tree: Hierarchy) -> None:
    origin, destination = association.origin, association.destination
    if association.kind != CHILD_OF or origin is None:
        tree.others.append(association)
    elif origin not in package.items:
        package.notes.add(UNKNOWN_ITEM, str(origin))
        tree.others.append(association)
    elif destination not in package.items and destination != package.identifier:
        package.notes.add(UNKNOWN_ITEM, association.members["destinationNodeURI"]["identifier"])
        tree.others.append(association)
    elif origin in tree.edges:
        package.notes.add(SECOND_PARENT, name_of(package.items[origin]))
        tree.others.append(association)
    else:
        tree.edges[origin] = association


def _fill(package: CasePackage, tree: Hierarchy) -> None:
    siblings: dict[UUID | None, list[UUID]] = defaultdict(list)
    for identifier, edge in tree.edges.items():
        siblings[edge.destination].append(identifier)
    for parent, identifiers in siblings.items():
        ordered = _in_order(identifiers, package, tree)
        if parent == package.identifier or parent is None:
            tree.roots = ordered
        else:
            tree.children[parent] = ordered
    for identifier, item in package.items.items():
        if identifier not in tree.edges:
            package.notes.add(NO_PARENT, name_of(item))
            tree.roots.append(identifier)


def _in_order(identifiers: list[UUID], package: CasePackage, tree: Hierarchy) -> list[UUID]:
    """Return siblings by sequenceNumber; where none has one, by code as people count (2 < 10)."""
    if any(tree.edges[identifier].sequence is not None for identifier in identifiers):
        return identifiers
    codes = {identifier: _code(package.items[identifier]) for identifier in identifiers}
    return sorted(identifiers, key=lambda item: codes[item]) if all(codes.values()) else identifiers


def _code(item: CaseItem) -> list[tuple[bool, int, str]]:
    text = item.members.get("listEnumeration") or item.members.get("humanCodingScheme") or ""
    return [
        (part.isdecimal(), int(part[:_DIGITS_LIMIT]) if part.isdecimal() else 0, part)
        for part in _DIGITS.split(text)
        if part
    ]


def _refuse_circles(package: CasePackage, tree: Hierarchy) -> None:
    settled: set[UUID] = set()
    for start in tree.edges:
        way: dict[UUID, None] = {}
        here: UUID | None = start
        while here in tree.edges and here not in settled:
            if here in way:
                raise _circle(package, tree, here)
            way[here] = None
            here = tree.edges[here].destination
        settled.update(way)


def _circle(package: CasePackage, tree: Hierarchy, start: UUID) -> CaseFileError:
    names, here = [name_of(package.items[start])], tree.edges[start].destination
    while here is not None and here != start and len(names) < DEPTH_LIMIT:
        names.append(name_of(package.items[here]))
        here = tree.edges[here].destination
    return CaseFileError(
        package.file,
        tree.edges[start].place,
        format_lazy(
            _("items stand below each other in a circle: {names}."),
            names=" → ".join([*names, names[0]]),
        ),
        _("Delete one of these isChildOf associations, or let it lead to the document."),
    )


def _refuse_depth(package: CasePackage, tree: Hierarchy) -> None:
    layer, depth = tree.roots, 1
    while layer:
        if depth > DEPTH_LIMIT:
            raise CaseFileError(
                package.file,
                package.items[layer[0]].place,
                format_lazy(_("the tree is deeper than {limit} levels."), limit=DEPTH_LIMIT),
                _("Let the items of the innermost levels stand higher up."),
            )
        layer = [child for item in layer for child in tree.children.get(item, ())]
        depth += 1


def name_of(item: CaseItem) -> str:
    """Return how a report names the item: its code, or the beginning of its statement."""
    code = item.members.get("humanCodingScheme", "").strip()
    statement = " ".join(item.members["fullStatement"].split())
    return code[:60] or statement[:60] or str(item.identifier)
