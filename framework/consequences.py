"""What hangs on nodes of the framework above it: packages above tell how much.

Before an edition is published, or a node is retired, a methodologist sees how many materials and
lessons lead to the nodes in question. Who those are the framework does not know: each package
above registers a way to count its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise

from core.data import Registry

CountLinks = Callable[[Collection[UUID]], Mapping[UUID, int]]


class _Counter(NamedTuple):
    label: str | Promise
    count_links: CountLinks


_counters: Registry[_Counter] = Registry("framework consequences")


@dataclass(frozen=True, slots=True)
class Consequence:
    """How many things of one sort (``label``: "materials") lead to each node; none is left out."""

    code: str
    label: str | Promise
    numbers: Mapping[UUID, int]

    def total(self, nodes: Iterable[UUID]) -> int:
        """Return how many links lead to ``nodes``; what leads to two of them counts twice."""
        return sum(self.numbers.get(uuid, 0) for uuid in set(nodes))


def register_consequence(code: str, label: str | Promise, count_fn: CountLinks) -> None:
    """Let ``count_fn(nodes)`` say how many things lead to each of ``nodes``, in one query.

    ``label`` names the things in the plural, as before a colon ("materials"). A code that is taken
    raises ``DuplicateRegistration``.
    """
    _counters.register(code, _Counter(label, count_fn))


def consequences_of(nodes: Collection[UUID]) -> list[Consequence]:
    """Return what leads to ``nodes``, sort by sort; no query without nodes."""
    return [
        Consequence(code, counter.label, dict(counter.count_links(nodes)) if nodes else {})
        for code, counter in _counters
    ]
