"""Laying a whole plan along the order of a programme's topics.

A hidden semi-Markov model whose states go one way (K. Murphy, «Hidden semi-Markov models», 2002):
every topic, in order, takes a run of lessons, perhaps none. How long a run is follows a normal
distribution about the topic's hours; what the words say weighs as much as the plan shows that
words can be trusted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Standard deviation of a topic's length in lessons: fixed part, and part of its hours. Hours that
# are off by up to 30 % with equal chance have 0.17 of themselves.
SPREAD, SPREAD_OF_HOURS = 0.5, 0.15
# Runs longer than expected by more standard deviations than this are not looked at.
MOST_SPREADS = 12
# Lessons that stand side by side repeat one another's words: each counts for a part at least.
PART = 0.2
# Words for a topic of no hours count as if it had this part of a lesson.
LEAST_LENGTH = 0.25
# Bounds of the share of lessons whose words say nothing of their place, and the rounds to find it.
LEAST_SILENT, MOST_SILENT, ROUNDS = 0.02, 0.98, 30

_NEVER = -1e18


@dataclass(frozen=True, slots=True)
class Alignment:
    """``places`` are positions of topics, never falling; ``sure`` their probabilities (0–1).

    ``silent`` is the share of lessons whose words say nothing of their place: near 1 the plan
    does not follow the order of the programme. ``fit`` is the logarithm of how
    likely plan and lengths are, against words drawn by hours: the greatest fits best.
    """

    places: tuple[int, ...]
    sure: tuple[float, ...]
    silent: float
    fit: float


def align(
    words: Sequence[Sequence[float]], hours: Sequence[float], agreement: Sequence[float]
) -> Alignment:
    """Return how the lessons of a plan lie along the topics.

    ``words`` has a row a lesson with a probability for each topic; ``hours`` are the topics'
    hours, of which at least one is above zero. They are stretched to the number of lessons.
    ``agreement`` (0–1 a lesson) says how far title and likeliest topic are one another's words:
    where they are wholly, the words count in full.
    """
    said = np.asarray(words, dtype=np.float64)
    lengths = np.asarray(hours, dtype=np.float64)
    lengths = lengths * (len(said) / lengths.sum())
    shares = np.maximum(lengths, LEAST_LENGTH) / np.maximum(lengths, LEAST_LENGTH).sum()
    model = _Model(len(said), lengths)
    plain = np.zeros_like(said)
    by_hours, _fit = model.likelihoods(plain)
    silent = _silent_share(said, shares, by_hours)
    parts = PART + (1 - PART) * np.asarray(agreement, dtype=np.float64)[:, None]
    evidence = parts * np.log((1 - silent) * said / shares + silent)
    sure, fit = model.likelihoods(evidence)
    places = model.best(evidence)
    return Alignment(
        places=tuple(int(place) for place in places),
        sure=tuple(float(row[place]) for row, place in zip(sure, places, strict=True)),
        silent=silent,
        fit=fit,
    )


def _silent_share(said: Floats, shares: Floats, by_hours: Floats) -> float:
    """Estimate how many lessons have words that say nothing, by expectation maximisation.

    Words speak when they name a topic near the place that the hours alone give the lesson. The
    prior is Beta(2, 2), so that a plan of a few lessons stays undecided.
    """
    spoken = (said * by_hours).sum(axis=1)
    blind = (shares * by_hours).sum(axis=1)
    silent = 0.5
    for _round in range(ROUNDS):
        telling = (1 - silent) * spoken
        share = telling / (telling + silent * blind + 1e-300)
        silent = 1 - (float(share.sum()) + 1) / (len(said) + 2)
    return min(max(silent, LEAST_SILENT), MOST_SILENT)


class _Model:
    """Runs of lessons along topics of expected ``lengths``.

    Tables have a row for each number of lessons before a border (0 … lessons) and a column for
    each length of the run that ends there, or begins there.
    """

    def __init__(self, lessons: int, lengths: Floats) -> None:
        self._lessons = lessons
        self._costs = [_length_costs(lessons, float(length)) for length in lengths]
        self._borders = np.arange(lessons + 1)[:, None]

    def likelihoods(self, evidence: Floats) -> tuple[Floats, float]:
        """Return the probability of each topic for each lesson, and the fit (forward-backward)."""
        runs = _summed(evidence)
        reached = [_border(0, self._lessons)]
        for topic in range(len(self._costs)):
            reached.append(_log_sum(self._ending(runs, topic, reached[-1])))
        fit = float(reached[-1][-1])
        found = np.zeros_like(evidence)
        ahead = _border(self._lessons, self._lessons)
        for topic in reversed(range(len(self._costs))):
            onward = self._beginning(runs, topic, ahead)
            chance = np.exp(np.clip(reached[topic][:, None] + onward - fit, -700, 0))
            begun = chance.sum(axis=1)
            ends = np.minimum(self._borders + np.arange(chance.shape[1]), self._lessons)
            ended = np.bincount(ends.ravel(), weights=chance.ravel(), minlength=len(begun))
            found[:, topic] = np.cumsum(begun - ended)[:-1]
            ahead = _log_sum(onward)
        return np.clip(found, 0, 1), fit

    def best(self, evidence: Floats) -> NDArray[Any]:
        """Return the likeliest topic of each lesson, in one order (Viterbi)."""
        runs = _summed(evidence)
        reached, lengths = _border(0, self._lessons), []
        for topic in range(len(self._costs)):
            table = self._ending(runs, topic, reached)
            lengths.append(table.argmax(axis=1))
            reached = table.max(axis=1)
        places, end = np.zeros(self._lessons, dtype=np.intp), self._lessons
        for topic in reversed(range(len(self._costs))):
            begin = end - int(lengths[topic][end])
            places[begin:end] = topic
            end = begin
        return places

    def _ending(self, runs: Floats, topic: int, reached: Floats) -> Floats:
        """Return the likelihood of all that ends at each border with a run of each length."""
        costs = self._costs[topic]
        begins = self._borders - np.arange(len(costs))
        before = np.maximum(begins, 0)
        said = runs[self._borders, topic] - runs[before, topic]
        return np.where(begins >= 0, reached[before] + said + costs, _NEVER)

    def _beginning(self, runs: Floats, topic: int, ahead: Floats) -> Floats:
        """Return the likelihood of all that follows each border, first a run of each length."""
        costs = self._costs[topic]
        ends = self._borders + np.arange(len(costs))
        after = np.minimum(ends, self._lessons)
        said = runs[after, topic] - runs[self._borders, topic]
        return np.where(ends <= self._lessons, ahead[after] + said + costs, _NEVER)


def _length_costs(lessons: int, length: float) -> Floats:
    """Return the logarithm of the probability of each length that is not out of the question."""
    spread = SPREAD + SPREAD_OF_HOURS * length
    steps = np.arange(min(lessons, math.ceil(length + MOST_SPREADS * spread)) + 1)
    off: Floats = (steps.astype(np.float64) - length) / spread
    costs: Floats = -0.5 * off * off
    return costs - _log_sum(costs[None, :])


def _summed(evidence: Floats) -> Floats:
    return np.vstack([np.zeros(evidence.shape[1]), np.cumsum(evidence, axis=0)])


def _border(place: int, lessons: int) -> Floats:
    reached = np.full(lessons + 1, _NEVER)
    reached[place] = 0.0
    return reached


def _log_sum(table: Floats) -> Floats:
    """Return the logarithm of the sum of each row's exponentials."""
    most = table.max(axis=1, keepdims=True)
    total = np.log(np.exp(table - most).sum(axis=1, keepdims=True))
    found: Floats = (most + total)[:, 0]
    return found
