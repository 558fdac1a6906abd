"""How ratings become a score for ranking.

Five stars from one person must not stand above 4.8 from eighty. The score is the lower bound of a
Bayesian credible interval (one-sided, 95 %) for the mean, with one imagined rating of each kind
beforehand: Evan Miller, "Ranking Items With Star Ratings" (2014),
https://www.evanmiller.org/ranking-items-with-star-ratings.html. Two reviews are never compared by
it; it only orders lists. The mean that people see is the plain one.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

STARS = (1, 2, 3, 4, 5)
Z = 1.65


def score_of(numbers: Sequence[int]) -> float:
    """Return the score, between 1 and 5, of ``numbers`` of ratings of one … five stars."""
    total = sum(numbers) + len(STARS)
    shares = [(number + 1) / total for number in numbers]
    first = sum(star * share for star, share in zip(STARS, shares, strict=True))
    second = sum(star**2 * share for star, share in zip(STARS, shares, strict=True))
    return first - Z * sqrt(max(0.0, second - first**2) / (total + 1))


def mean_of(numbers: Sequence[int]) -> float | None:
    """Return the plain mean, ``None`` without ratings."""
    total = sum(numbers)
    if not total:
        return None
    return sum(star * number for star, number in zip(STARS, numbers, strict=True)) / total
