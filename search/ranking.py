"""The order of the first results: how well they match, how good they are, how different.

The engine orders by BM25. Of its first :data:`CANDIDATES` the order is made anew:

    value = match + QUALITY_WEIGHT · quality − SAME_KIND · (hits of the kind further up)

``match`` is the engine's score divided by the best one (0–1). ``quality`` (0–1) is

    0.45 · rating + 0.30 · use + 0.25 · freshness

of: the lower bound of what readers' ratings say (``learning_objects.scores``: 1–5, brought to 0–1;
0.5 without a rating), the logarithm of the places that use the object (log(1 + n) / log(1 + 1000),
at most 1), and the age of the version (halved every two years). The last term spreads the kinds
over the first page: it takes one step down for each hit of the same kind further up, in the manner
of MMR (Carbonell & Goldstein 1998), and is small enough that a better match stays in front. Quality
never lifts an object over one that matches better by more than ``QUALITY_WEIGHT``.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.api import now
from learning_objects.api import quality_of
from learning_objects.data import ObjectQuality
from search.data import RELEVANCE
from search.engine.port import EngineQuery, StoredHit

CANDIDATES = 100
QUALITY_WEIGHT = 0.15
SAME_KIND = 0.01
# Beyond the first page nobody looks for variety.
VARIED = 20

RATING, USE, FRESHNESS = 0.45, 0.30, 0.25
UNRATED = 0.5
MUCH_USED = 1000
HALF_LIFE_DAYS = 730.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A hit with what placed it; ``match`` and ``quality`` are 0–1."""

    stored: StoredHit
    match: float = 0.0
    quality: float = 0.0
    facts: ObjectQuality | None = None


def is_arranged(query: EngineQuery) -> bool:
    """Whether the page lies among the candidates that are put in order here."""
    return query.sort == RELEVANCE and query.scored and query.offset + query.limit <= CANDIDATES


def wide(query: EngineQuery) -> EngineQuery:
    """Return the query with all candidates in the place of the page, where they are needed."""
    return replace(query, offset=0, limit=CANDIDATES) if is_arranged(query) else query


def arrange(query: EngineQuery, hits: Sequence[StoredHit]) -> list[Placed]:
    """Return the hits of the page in their final order; one database query for quality."""
    if not is_arranged(query):
        return [Placed(hit) for hit in hits]
    facts = quality_of([hit.uuid for hit in hits])
    placed = vary(order(hits, facts, now()))
    return placed[query.offset : query.offset + query.limit]


def order(
    hits: Sequence[StoredHit], facts: Mapping[str, ObjectQuality], moment: datetime
) -> list[Placed]:
    """Return the hits by match and quality, best first; equal ones stay in the engine's order."""
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    placed = [
        Placed(
            hit,
            hit.score / best,
            quality(its, datetime.fromisoformat(hit.card["published_at"]), moment),
            its,
        )
        for hit in hits
        for its in (facts.get(hit.uuid),)
    ]
    return sorted(placed, key=lambda one: -_value(one))


def quality(facts: ObjectQuality | None, published_at: datetime, moment: datetime) -> float:
    """Return how good an object is, 0–1; see the head of this file."""
    rating = UNRATED if facts is None or facts.score is None else (facts.score - 1) / 4
    use = 0.0
    if facts is not None:
        use = min(1.0, math.log1p(facts.uses) / math.log1p(MUCH_USED))
    days = max(0.0, (moment - published_at).total_seconds() / 86_400)
    freshness = math.exp2(-days / HALF_LIFE_DAYS)
    return RATING * rating + USE * use + FRESHNESS * freshness


def vary(placed: Sequence[Placed]) -> list[Placed]:
    """Return the hits, best first, with the kinds spread over the first places.

    Only the best of each kind that is left can be the next one; of equal ones the earlier.
    """
    lines: dict[str, deque[tuple[int, Placed]]] = {}
    for place, one in enumerate(placed):
        lines.setdefault(_kind(one), deque()).append((place, one))
    first: dict[int, Placed] = {}
    seen: Counter[str] = Counter()

    def worth(kind: str) -> tuple[float, int]:
        place, one = lines[kind][0]
        return _value(one) - SAME_KIND * seen[kind], -place

    while lines and len(first) < VARIED:
        kind = max(lines, key=worth)
        place, chosen = lines[kind].popleft()
        first[place] = chosen
        seen[kind] += 1
        if not lines[kind]:
            del lines[kind]
    return [*first.values(), *(one for place, one in enumerate(placed) if place not in first)]


def _value(one: Placed) -> float:
    return one.match + QUALITY_WEIGHT * one.quality


def _kind(one: Placed) -> str:
    return str(one.stored.card["kind"])
