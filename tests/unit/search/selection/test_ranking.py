from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.data import AT_HOME, EXPLAIN
from search.selection.nodes import NEARNESS
from search.selection.ranking import (
    FIT_WEIGHT,
    SAME_KIND,
    Facts,
    Valued,
    best_of_kinds,
    length_fit,
    value_of,
    vary,
)
from search.selection.values import MATCHES, NEIGHBOUR, SAME_TOPIC


def facts(match=1.0, fit=1.0, quality=0.5, here=0, minutes=45, number=1, kind="scenario"):
    return Facts(UUID(int=number), kind, match, fit, quality, here, minutes)


def value(one, **more):
    return value_of(one, **{"minutes": 45, "purpose": EXPLAIN, **more})


def test_the_formula_is_the_one_that_is_written():
    one = facts(match=0.85, fit=0.6, quality=0.4, here=3, minutes=90)
    expected = 0.85 + 0.5 * 0.6 + 0.15 * 0.4 + 0.15 * 3 / 4 + 0.10 * 45 / 90 + 0.05
    assert value(one, kinds=("scenario",)) == pytest.approx(expected)


def test_the_topic_itself_stands_before_a_neighbour_whatever_is_said_of_the_two():
    own = facts(match=NEARNESS[SAME_TOPIC], fit=0.5, quality=0.0, minutes=360)
    near = facts(match=NEARNESS[NEIGHBOUR], fit=1.0, quality=1.0, here=1000)
    assert value(own) > value(near, kinds=("scenario",))


def test_every_place_has_a_nearness_and_they_fall_in_order():
    assert list(NEARNESS) == list(MATCHES)
    assert sorted(NEARNESS.values(), reverse=True) == list(NEARNESS.values())


def test_a_material_longer_than_the_lesson_loses_what_does_not_fit():
    assert length_fit(45, 45, EXPLAIN) == 1
    assert length_fit(90, 45, EXPLAIN) == 0.5
    assert length_fit(60, 45, AT_HOME) == 0.5


SCORE = st.floats(0, 1)


@given(SCORE, SCORE, SCORE, st.integers(0, 500), st.integers(1, 360), SCORE)
def test_more_of_anything_good_is_never_worse(match, fit, quality, here, minutes, more):
    one = facts(match, fit, quality, here, minutes)
    for better in (
        facts(max(match, more), fit, quality, here, minutes),
        facts(match, max(fit, more), quality, here, minutes),
        facts(match, fit, max(quality, more), here, minutes),
        facts(match, fit, quality, here + 1, minutes),
        facts(match, fit, quality, here, max(1, minutes - 10)),
    ):
        assert value(better) >= value(one)


KINDS = st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 2)), max_size=25)


@given(KINDS, st.integers(0, 30))
def test_variety_keeps_all_and_takes_little(some, limit):
    valued = [Valued(UUID(int=number), kind, score) for number, (kind, score) in enumerate(some)]
    found = vary(valued, limit)
    assert len(found) == min(limit, len(valued))
    assert len({one.uuid for one in found}) == len(found)
    before = {one.uuid: one.value for one in valued}
    for place, one in enumerate(found):
        assert before[one.uuid] - SAME_KIND * place - 1e-9 <= one.value <= before[one.uuid]
    if found:
        assert found[0].value == max(before.values())


@given(KINDS, st.integers(1, 5), st.integers(1, 3))
def test_finalists_have_the_best_of_every_kind(some, number, each):
    valued = [Valued(UUID(int=place), kind, score) for place, (kind, score) in enumerate(some)]
    kept = best_of_kinds(valued, number, each)
    for kind in {one.kind for one in valued}:
        most = sum(one.kind == kind for one in valued)
        assert sum(one.kind == kind for one in kept) >= min(each, most)
    assert len(kept) >= min(number, len(valued))


def test_kinds_take_turns_only_among_near_equals():
    best = [Valued(UUID(int=n), "scenario", 2.0) for n in range(2)]
    other, worse = Valued(UUID(int=8), "test", 1.98), Valued(UUID(int=9), "test", 1.5)
    assert [one.kind for one in vary([*best, other], 3)] == ["scenario", "test", "scenario"]
    assert [one.kind for one in vary([*best, worse], 3)] == ["scenario", "scenario", "test"]
    assert FIT_WEIGHT > SAME_KIND
