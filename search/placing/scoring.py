"""How likely each topic of a grade is for the words of one title.

Two beliefs are mixed. One is what the words say: a softmax over three measures. The other is
that a lesson drawn blindly falls on a topic in proportion to its hours. How much of the second is
mixed in depends on how well the title agrees with the title of the best topic.

The coefficients were learnt on the 26 plans of ``framework/lesson-plans.json`` by conditional
logistic regression. Each plan had a share of lessons that say nothing about words (expectation
maximisation), because eight plans do not follow the order that the truth is taken from. Learnt
without any one programme they stay within 3.6–4.1, 1.2–1.8 and 2.3–3.1. See docs/benchmarks.md and
``python -m bench.placing --learn``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from search.placing.grades import GradeIndex, grams_of
from search.placing.reading import LessonWords

# For ``covered``, ``alike`` and ``named`` of :class:`Measures`.
COEFFICIENTS = (3.9, 1.45, 2.75)
# BM25 sums of letter runs are brought near the other measures, which lie between 0 and 1.
_GRAMS_SCALE = 0.1
# The share of the blind belief when the titles have nothing in common, and the least there is.
MOST_BLIND, LEAST_BLIND = 0.6, 0.03


@dataclass(frozen=True, slots=True)
class Belief:
    """Probabilities over the topics of a grade, in its order; each tuple sums to 1.

    ``words`` is what the words alone say, ``mixed`` is that with the blind belief in it.
    ``agreement`` (0–1) says how far title and likeliest topic are one another's words.
    """

    words: tuple[float, ...]
    mixed: tuple[float, ...]
    agreement: float


@dataclass(frozen=True, slots=True)
class Measures:
    """What a title and each topic have in common; each tuple has an item a topic.

    ``covered``: share of the title, weighed by rarity, that the topic's title or content has
    (0–1). ``alike``: tenth of the BM25 sum over runs of four letters. ``named``: share of the
    topic's title that the lesson's title has (0–1).
    """

    covered: tuple[float, ...]
    alike: tuple[float, ...]
    named: tuple[float, ...]

    def scores(self, coefficients: Sequence[float]) -> list[float]:
        """Return the sum of the three, weighed by ``coefficients`` in that order."""
        rows = zip(self.covered, self.alike, self.named, strict=True)
        return [
            sum(weight * value for weight, value in zip(coefficients, row, strict=True))
            for row in rows
        ]


def judge(index: GradeIndex, lesson: LessonWords) -> Belief:
    """Return the belief for one title; ``index`` must have at least one topic."""
    measures = measure(index, lesson)
    words = softmax(measures.scores(COEFFICIENTS))
    best = max(range(len(words)), key=words.__getitem__)
    agreement = agree(index, lesson, measures, best)
    blind = max(MOST_BLIND * (1 - agreement), LEAST_BLIND)
    total = sum(index.hours)
    mixed = tuple(
        (1 - blind) * one + blind * hours / total
        for one, hours in zip(words, index.hours, strict=True)
    )
    return Belief(words, mixed, agreement)


def measure(index: GradeIndex, lesson: LessonWords) -> Measures:
    """Return what the title has in common with each topic."""
    lemmas = {lemma for group in lesson.groups for lemma in group}
    weights = _weights(index, lesson)
    return Measures(
        covered=tuple(_covered(lesson.groups, weights, body) for body in index.bodies),
        alike=tuple(_alike(index, lesson)),
        named=tuple(
            sum(word.share for word in title if not word.lemmas.isdisjoint(lemmas))
            for title in index.titles
        ),
    )


def agree(index: GradeIndex, lesson: LessonWords, measures: Measures, position: int) -> float:
    """Return how far the titles of lesson and topic are one another's: 0 nothing, 1 all words."""
    title = frozenset(lemma for word in index.titles[position] for lemma in word.lemmas)
    return measures.named[position] * _covered(lesson.groups, _weights(index, lesson), title)


def softmax(scores: Sequence[float]) -> tuple[float, ...]:
    """Return probabilities in proportion to the exponentials of ``scores``."""
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    total = sum(powers)
    return tuple(power / total for power in powers)


def _weights(index: GradeIndex, lesson: LessonWords) -> list[float]:
    """Return how rare each word of the title is: the rarest of its possible lemmas counts."""
    return [
        max(index.rarity.get(lemma, index.rarest) for lemma in group) for group in lesson.groups
    ]


def _covered(
    groups: Sequence[tuple[str, ...]], weights: Sequence[float], body: frozenset[str]
) -> float:
    """Return the share of the title, weighed by rarity, that ``body`` has (0–1)."""
    total = sum(weights)
    if not total:
        return 0.0
    found = (
        weight for group, weight in zip(groups, weights, strict=True) if not body.isdisjoint(group)
    )
    return sum(found) / total


def _alike(index: GradeIndex, lesson: LessonWords) -> list[float]:
    """Return for each topic how many runs of letters it shares with the title."""
    found = [0.0] * len(index.topics)
    for gram in {gram for lemma in lesson.first for gram in grams_of(lemma)}:
        for position, weight in index.grams.get(gram, ()):
            found[position] += weight * _GRAMS_SCALE
    return found
