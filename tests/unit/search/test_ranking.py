from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from learning_objects.data import ObjectQuality
from search.engine.port import EngineQuery, StoredHit
from search.ranking import (
    CANDIDATES,
    QUALITY_WEIGHT,
    SAME_KIND,
    VARIED,
    is_arranged,
    order,
    quality,
    vary,
    wide,
)

NOW = datetime(2026, 9, 1, tzinfo=UTC)


def hit(number, score, kind="scenario", days=0):
    published = (NOW - timedelta(days=days)).isoformat()
    return StoredHit(str(UUID(int=number)), {"kind": kind, "published_at": published}, "", score)


def numbers(placed):
    return [UUID(one.stored.uuid).int for one in placed]


def test_quality_is_what_its_formula_says():
    assert quality(None, NOW, NOW) == 0.45 * 0.5 + 0.25
    loved = ObjectQuality(mean=5.0, score=5.0, uses=1000)
    assert quality(loved, NOW, NOW) == 1.0
    old = quality(loved, NOW - timedelta(days=730), NOW)
    assert abs(old - (1 - 0.125)) < 1e-9
    assert quality(ObjectQuality(1.0, 1.0, 0), NOW, NOW) == 0.25


def test_of_equal_matches_the_better_one_stands_first_and_a_better_match_keeps_its_place():
    facts = {str(UUID(int=2)): ObjectQuality(mean=5.0, score=4.6, uses=200)}
    assert numbers(order([hit(1, 8.0), hit(2, 8.0)], facts, NOW)) == [2, 1]
    assert numbers(order([hit(1, 8.0), hit(2, 4.0)], facts, NOW)) == [1, 2]


def test_kinds_are_spread_where_matches_are_alike():
    hits = [hit(n, 8.0) for n in range(1, 6)] + [hit(6, 7.9, kind="material")]
    placed = vary(order(hits, {}, NOW))
    assert numbers(placed).index(6) < 5
    far = vary(order([hit(1, 8.0), hit(2, 8.0), hit(3, 2.0, kind="material")], {}, NOW))
    assert numbers(far) == [1, 2, 3]


def test_only_the_first_pages_of_the_best_match_are_arranged():
    query = EngineQuery(groups=(("ток",),), needed=1)
    assert wide(query).limit == CANDIDATES
    for other in (
        EngineQuery(groups=(("ток",),), needed=1, sort="newest"),
        EngineQuery(),
        EngineQuery(groups=(("ток",),), needed=1, offset=CANDIDATES),
    ):
        assert not is_arranged(other)
        assert wide(other) == other


@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from(["a", "b", "c"])), max_size=30))
def test_each_place_goes_to_the_best_of_all_that_are_left(rows):
    placed = order([hit(n, score, kind) for n, (score, kind) in enumerate(rows)], {}, NOW)
    waiting, seen, first = list(placed), Counter(), []
    while waiting and len(first) < VARIED:
        chosen = max(
            waiting,
            key=lambda one: (
                one.match + QUALITY_WEIGHT * one.quality - SAME_KIND * seen[one.stored.card["kind"]]
            ),
        )
        waiting.remove(chosen)
        seen[chosen.stored.card["kind"]] += 1
        first.append(chosen)
    assert vary(placed) == [*first, *waiting]


@given(
    st.lists(st.tuples(st.floats(0.1, 50), st.sampled_from(["scenario", "material"])), max_size=40)
)
def test_nothing_is_lost_and_quality_never_beats_a_clearly_better_match(rows):
    hits = [hit(n, score, kind) for n, (score, kind) in enumerate(rows)]
    placed = vary(order(hits, {}, NOW))
    assert sorted(numbers(placed)) == list(range(len(rows)))
    for before, after in pairwise(placed):
        assert before.match >= after.match - QUALITY_WEIGHT - 0.21
