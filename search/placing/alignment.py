"""Laying a whole plan along the order of a programme's topics.

A hidden semi-Markov model whose states go one way (K. Murphy, «Hidden semi-Markov models», 2002):
every topic, in order, takes a run of lessons, perhaps none. How long a run is follows a normal
distribution about the topic's hours; what the words say weighs as much as the plan shows that
words can be trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Standard deviation of a topic's length in lessons: fixed part, and part of its hours. Hours that
# are off by up to 30 % with equal chance have 0.17 of themselves.
SPREAD, SPREAD_OF_HOURS = 0.5, 0.15
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
    does not follow the order of the programme. ``fit`` is the logarithm of the plan's likelihood
    against a plan without words: of several programmes the one with the greatest fits best.
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

    Tables are (lessons + 1)²: from the lesson that a run begins with to the one after it.
    """

    def __init__(self, lessons: int, lengths: Floats) -> None:
        self._lessons = lessons
        steps = np.arange(lessons + 1)
        self._ahead = steps[None, :] - steps[:, None]
        self._costs = [_length_costs(steps, length) for length in lengths]

    def likelihoods(self, evidence: Floats) -> tuple[Floats, float]:
        """Return the probability of each topic for each lesson, and the fit (forward-backward)."""
        runs = _summed(evidence)
        reached = [_beginning(self._lessons)]
        for topic in range(len(self._costs)):
            step = reached[-1][:, None] + self._table(runs, topic)
            reached.append(_log_sum(step, axis=0))
        fit = float(reached[-1][-1])
        found = np.zeros_like(evidence)
        ahead = _beginning(self._lessons)[::-1]
        for topic in reversed(range(len(self._costs))):
            onward = self._table(runs, topic) + ahead[None, :]
            chance = np.exp(np.clip(reached[topic][:, None] + onward - fit, -700, 0))
            found[:, topic] = np.cumsum(chance.sum(axis=1) - chance.sum(axis=0))[:-1]
            ahead = _log_sum(onward, axis=1)
        return np.clip(found, 0, 1), fit

    def best(self, evidence: Floats) -> NDArray[Any]:
        """Return the likeliest topic of each lesson, in one order (Viterbi)."""
        runs = _summed(evidence)
        reached, origins = _beginning(self._lessons), []
        for topic in range(len(self._costs)):
            step = reached[:, None] + self._table(runs, topic)
            origins.append(step.argmax(axis=0))
            reached = step.max(axis=0)
        places, end = np.zeros(self._lessons, dtype=np.intp), self._lessons
        for topic in reversed(range(len(self._costs))):
            begin = int(origins[topic][end])
            places[begin:end] = topic
            end = begin
        return places

    def _table(self, runs: Floats, topic: int) -> Floats:
        said = runs[None, :, topic] - runs[:, None, topic]
        costs = self._costs[topic][np.clip(self._ahead, 0, None)]
        return np.where(self._ahead >= 0, said + costs, _NEVER)


def _length_costs(steps: NDArray[Any], length: float) -> Floats:
    """Return the logarithm of the probability of each length, which sum to 1 over ``steps``."""
    off = (steps - length) / (SPREAD + SPREAD_OF_HOURS * length)
    costs: Floats = -0.5 * off * off
    return costs - _log_sum(costs, axis=0)


def _summed(evidence: Floats) -> Floats:
    return np.vstack([np.zeros(evidence.shape[1]), np.cumsum(evidence, axis=0)])


def _beginning(lessons: int) -> Floats:
    reached = np.full(lessons + 1, _NEVER)
    reached[0] = 0.0
    return reached


def _log_sum(values: Floats, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    total = np.log(np.exp(values - most).sum(axis=axis, keepdims=True))
    found: Floats = (most + total).squeeze(axis)
    return found
