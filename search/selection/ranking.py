"""The order of material for a lesson.

    value = match + 0.50 · fit + 0.15 · quality + 0.15 · here + 0.10 · length + 0.05 · kind

``match`` (0–1) is how near the material's topic is to the lesson's (``nodes.py``), ``fit`` (0–1)
how far it serves the purpose (``purposes.py``), ``quality`` (0–1) ratings, use and freshness as in
``search.ranking``. ``here`` is n / (n + 1) for n lessons of this school that take it: the first
colleague tells most. ``length`` is 1 for what fits into the lesson (half an hour at home), else the
share of it that does; ``kind`` is 1 for the kinds that the teacher prefers.

Then the kinds take turns: each hit of the same kind further up takes 0.05 off, in the manner of MMR
(Carbonell & Goldstein 1998). So a material on the topic itself stands before one on a neighbouring
topic whatever else is said of the two, unless it hardly serves the purpose; the test of this file
says it in numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from search.selection.values import AT_HOME

FIT_WEIGHT = 0.50
QUALITY_WEIGHT = 0.15
HERE_WEIGHT = 0.15
LENGTH_WEIGHT = 0.10
KIND_WEIGHT = 0.05
SAME_KIND = 0.05
# What one sits over at home, in minutes.
HOME_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a material for one lesson; all but ``uuid``, ``kind``, ``minutes`` and
    ``lessons_here`` are 0–1.
    """

    uuid: UUID
    kind: str
    match: float
    fit: float
    quality: float
    lessons_here: int
    minutes: int


def value_of(facts: Facts, *, minutes: int, purpose: str, kinds: Collection[str] = ()) -> float:
    """Return the value of a material by the formula at the head of this file."""
    here = facts.lessons_here / (facts.lessons_here + 1)
    return (
        facts.match
        + FIT_WEIGHT * facts.fit
        + QUALITY_WEIGHT * facts.quality
        + HERE_WEIGHT * here
        + LENGTH_WEIGHT * length_fit(facts.minutes, minutes, purpose)
        + KIND_WEIGHT * (facts.kind in kinds)
    )


def length_fit(length: int, minutes: int, purpose: str) -> float:
    """Return the share of a material of ``length`` minutes that the lesson has time for, 0–1."""
    room = HOME_MINUTES if purpose == AT_HOME else minutes
    return 1.0 if length <= room else room / length


@dataclass(frozen=True, slots=True)
class Valued:
    """A material's ``value``; after :func:`vary` without what hits of its kind take off."""

    uuid: UUID
    kind: str
    value: float


def vary(valued: Sequence[Valued], limit: int) -> list[Valued]:
    """Return the first ``limit`` with the kinds taking turns; equal ones stay in order."""
    waiting = sorted(valued, key=lambda one: -one.value)
    seen: Counter[str] = Counter()
    first: list[Valued] = []
    while waiting and len(first) < limit:
        chosen = max(waiting, key=lambda one: one.value - SAME_KIND * seen[one.kind])
        waiting.remove(chosen)
        first.append(replace(chosen, value=chosen.value - SAME_KIND * seen[chosen.kind]))
        seen[chosen.kind] += 1
    return first


def best_of_kinds(valued: Sequence[Valued], number: int, each: int) -> list[Valued]:
    """Return the best ``number``, and the best ``each`` of every kind beside them."""
    ordered = sorted(valued, key=lambda one: -one.value)
    kept, seen = [], Counter[str]()
    for place, one in enumerate(ordered):
        seen[one.kind] += 1
        if place < number or seen[one.kind] <= each:
            kept.append(one)
    return kept
