"""How many public objects each framework node has, exact as soon as a publication is committed.

The table of :class:`TopicSetCount` says how many objects cover each set of nodes; publication and
withdrawal keep it in their own transaction. What lies above a node is known by the framework's
tree in memory alone, so the sums are made here: each process keeps them and, when the library has
moved on, reads only the sets that changed since. A new tree or a new process reads them all.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from uuid import UUID

from django.db import connection

from framework.api import get_tree
from framework.data import Tree
from learning_objects.data import CountKey, Counts
from learning_objects.models import LibraryMark, TopicSetCount


@dataclass(frozen=True, slots=True)
class _Answer:
    """Counts with what they were made of.

    ``numbers`` maps the id of a set to its number, for finding what a change adds; ``settled``
    says that no transaction was open, whose numbers might yet be rolled back.
    """

    counts: Counts
    serial: int
    stamp: UUID | None
    tree: str
    numbers: dict[int, int]
    settled: bool


class _Kept:
    """The last answer of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.answer: _Answer | None = None

    def get(self) -> Counts:
        """Return the counts as they are now; one query while nothing was published."""
        tree = get_tree()
        answer, (_serial, stamp) = self.answer, _mark()
        if answer is not None and answer.stamp == stamp and answer.tree == tree.stamp:
            return answer.counts
        with self.lock:
            self.answer = _make(tree, self.answer)
            return self.answer.counts


_kept = _Kept()


def get_counts() -> Counts:
    """Return how many public objects each place of the framework has.

    An object linked to two topics of a section counts once at the section and once at each topic.
    """
    return _kept.get()


def _make(tree: Tree, last: _Answer | None) -> _Answer:
    # The mark before the numbers: should they be newer than it, the next reading finds no change.
    (serial, stamp), settled = _mark(), not connection.in_atomic_block
    if last is not None and last.settled and last.tree == tree.stamp and last.serial <= serial:
        rows = TopicSetCount.objects.filter(changed__gt=last.serial)
        at, total, numbers = Counter(dict(last.counts.at)), last.counts.total, last.numbers
    else:
        rows = TopicSetCount.objects.filter(number__gt=0)
        at, total, numbers = Counter(), 0, {}
    total += _add_up(at, numbers, rows.values_list("id", "nodes", "number").iterator(), tree)
    counts = Counts(MappingProxyType(dict(+at)), total)
    return _Answer(counts, serial, stamp, tree.stamp, numbers, settled)


def _mark() -> tuple[int, UUID | None]:
    found = LibraryMark.objects.filter(id=LibraryMark.ONLY).values_list("serial", "stamp").first()
    return found or (0, None)


def _add_up(
    at: Counter[CountKey], numbers: dict[int, int], rows: Iterable[tuple[int, str, int]], tree: Tree
) -> int:
    """Bring ``at`` and ``numbers`` to the state of ``rows``; return by how much the total grew."""
    # Places by a small number each: hashing uuids would be half of the time.
    index: dict[CountKey, int] = {}

    @cache
    def places(node: str) -> frozenset[int]:
        found = _places(tree, UUID(hex=node))
        return frozenset(index.setdefault(place, len(index)) for place in found)

    grown, gained = 0, Counter[int]()
    for key, nodes, number in rows:
        difference = number - numbers.get(key, 0)
        numbers[key] = number
        grown += difference
        for short in frozenset[int]().union(*map(places, nodes.split())):
            gained[short] += difference
    for place, short in index.items():
        at[place] += gained[short]
    return grown


def _places(tree: Tree, uuid: UUID) -> list[CountKey]:
    """Return where an object linked to the node counts: every ancestor, the level, the grade."""
    path = tree.path(uuid)
    found: list[CountKey] = [node.uuid for node in path]
    if path and path[-1].education_level:
        found.append((path[0].uuid, path[-1].education_level))
    if path and path[-1].grade is not None:
        found.append((path[0].uuid, path[-1].grade))
    return found
