"""How good a ranking is, from the grades of what it should hold; pure functions.

A ranking is a sequence of documents, best first, each at most once; ``grades`` maps a document to
its grade (0–3), and one that is not named has grade 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bench.relevance.judgements import RELEVANT


def gain(grade: int) -> int:
    """Return what a document of ``grade`` is worth: 2^grade − 1, that is 0, 1, 3, 7."""
    return int(2**grade) - 1


def dcg(grades: Sequence[int]) -> float:
    """Return the discounted cumulated gain of grades in the order of the ranking.

    DCG = Σ (2^grade_i − 1) / log2(i + 1), i from 1. The measure is from K. Järvelin and
    J. Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20 (4), 2002,
    422–446; exponential gain and a discount from the second place on are today's usual form
    (C. Burges et al., Learning to rank using gradient descent, ICML 2005).
    """
    return sum(gain(grade) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], *, depth: int = 10) -> float:
    """Return DCG of the first ``depth`` results over that of the best possible ones, 0–1.

    Raises ``ValueError`` when no document has a grade above 0: nothing can be right then.
    """
    best = dcg(sorted(grades.values(), reverse=True)[:depth])
    if not best:
        raise ValueError("nothing has a grade above 0")
    # Sums of one ideal order may differ in the last bit.
    return min(1.0, dcg([grades.get(document, 0) for document in ranking[:depth]]) / best)


def reciprocal_rank(
    ranking: Sequence[str], grades: Mapping[str, int], *, least: int = RELEVANT
) -> float:
    """Return 1 / place of the first document with a grade of at least ``least``, 0 without one."""
    for place, document in enumerate(ranking, start=1):
        if grades.get(document, 0) >= least:
            return 1 / place
    return 0.0


def recall(
    ranking: Sequence[str], grades: Mapping[str, int], *, depth: int = 20, least: int = RELEVANT
) -> float:
    """Return the share of documents of at least ``least`` among the first ``depth`` results.

    More than ``depth`` such documents count as ``depth``: a page cannot hold more. Raises
    ``ValueError`` when there is none.
    """
    wanted = {document for document, grade in grades.items() if grade >= least}
    if not wanted:
        raise ValueError(f"nothing has a grade of at least {least}")
    return len(wanted & set(ranking[:depth])) / min(len(wanted), depth)


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean, 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0
