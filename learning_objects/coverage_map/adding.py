"""Adding public objects up at the places of a tree: each once at every place. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from framework.data import Tree
from learning_objects.coverage_map.data import ANY_KIND, Cell, CellKey, Place, Tally


@dataclass(frozen=True, slots=True)
class ObjectFacts:
    """A public object: its kind, the month of its version, its ratings, the nodes it covers."""

    kind: str
    month: int
    votes: int
    stars: int
    nodes: Sequence[str]


@dataclass(slots=True)
class Counted:
    """The cells that are not empty; ``nowhere`` objects are at no node of the tree."""

    cells: dict[CellKey, Cell] = field(default_factory=dict)
    objects: int = 0
    nowhere: int = 0


def places_of(tree: Tree, node: UUID) -> list[Place]:
    """Return where an object linked to ``node`` counts: there, above, in the subject's grade."""
    path = tree.path(node)
    found: list[Place] = [(item.uuid, 0) for item in path]
    if path and path[-1].grade:
        found.append((path[0].uuid, path[-1].grade))
    return found


def add_up(tree: Tree, objects: Iterable[ObjectFacts]) -> Counted:
    """Return what there is at every place, by kind and together."""
    # Places by a small number each: hashing uuids for every object would be half of the time.
    index: dict[Place, int] = {}
    tallies: dict[tuple[int, str], Tally] = {}
    counted = Counted()

    @cache
    def short(node: str) -> frozenset[int]:
        return frozenset(
            index.setdefault(place, len(index)) for place in places_of(tree, UUID(node))
        )

    for one in objects:
        counted.objects += 1
        places = frozenset[int]().union(*map(short, one.nodes))
        counted.nowhere += not places
        for place in places:
            tally = tallies.get((place, one.kind))
            if tally is None:
                tally = tallies[place, one.kind] = Tally()
            tally.add(one.month, one.votes, one.stars)
    for (place, _kind), tally in list(tallies.items()):
        tallies.setdefault((place, ANY_KIND), Tally()).join(tally)
    named = {number: place for place, number in index.items()}
    counted.cells = {
        (*named[place], kind): tally.cell() for (place, kind), tally in tallies.items()
    }
    return counted
