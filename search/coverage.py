"""How many of the words a document has, and how rare they are, as weights for the engine.

Where not all words are demanded, BM25 alone puts a document that says one frequent word often in
front of one that has three of four. So each word that stands anywhere adds a constant

    COVERAGE · idf,    idf = ln(1 + (N − df + ½) / (df + ½))

(the inverse document frequency of BM25: Robertson and Zaragoza, The Probabilistic Relevance
Framework, 2009), the same on every engine. With :data:`COVERAGE` = 8 what is missing weighs more
than where the rest stands; much more of it would drown BM25 and quality.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from search.engine.port import EngineQuery, EngineReader

COVERAGE = 8.0


def weigh_words(query: EngineQuery, reader: EngineReader) -> EngineQuery:
    """Return the query with a weight for each group; asks how often its words stand."""
    frequencies = reader.lemma_frequencies(_lemmas_of(query))
    size = reader.count(EngineQuery())
    weights = [
        COVERAGE * _rarity(_frequency(query, number, frequencies), size)
        for number in range(len(query.groups))
    ]
    return replace(query, weights=tuple(weights))


def half_of(number: int) -> int:
    """Return how many of ``number`` words are enough where nothing has all."""
    return max(1, number // 2)


def _lemmas_of(query: EngineQuery) -> set[str]:
    wordings = (group for wording in query.wordings for words in wording for group in words)
    return {lemma for group in (*query.groups, *wordings) for lemma in group}


def _frequency(query: EngineQuery, number: int, known: Mapping[str, int]) -> int:
    """Return about how many documents have the group or another wording of it."""
    single = _sum(query.groups[number], known)
    several = (
        min((_sum(group, known) for group in words), default=0)
        for words in query.wordings_of(number)
    )
    return single + sum(several)


def _sum(lemmas: Iterable[str], known: Mapping[str, int]) -> int:
    return sum(known.get(lemma, 0) for lemma in lemmas)


def _rarity(frequency: int, size: int) -> float:
    known = min(frequency, size)
    return math.log(1 + (size - known + 0.5) / (known + 0.5))
