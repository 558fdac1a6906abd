import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.placing.alignment import align


@st.composite
def plans(draw):
    lessons = draw(st.integers(1, 30))
    topics = draw(st.integers(1, 8))
    dice = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    words = dice.dirichlet([draw(st.sampled_from([0.05, 0.5, 5.0]))] * topics, lessons)
    hours = draw(
        st.lists(st.sampled_from([0.0, 0.5, 1.0, 3.0, 40.0]), min_size=topics, max_size=topics)
    )
    agreement = draw(st.lists(st.floats(0, 1), min_size=lessons, max_size=lessons))
    return words.tolist(), [*hours[:-1], max(hours[-1], 1.0)], agreement


@settings(deadline=None)
@given(plans())
def test_every_lesson_has_a_topic_and_topics_never_go_back(plan):
    words, hours, _agreement = plan
    found = align(*plan)
    assert len(found.places) == len(found.sure) == len(words)
    assert list(found.places) == sorted(found.places)
    assert set(found.places) <= set(range(len(hours)))
    assert all(0 <= sure <= 1 for sure in found.sure)


@settings(deadline=None)
@given(plans())
def test_the_same_plan_lies_the_same_way(plan):
    assert align(*plan) == align(*plan)


@settings(deadline=None)
@given(plans())
def test_hours_count_by_their_proportions(plan):
    words, hours, agreement = plan
    twice = align(words, [2 * hour for hour in hours], agreement)
    assert twice.places == align(*plan).places


@pytest.mark.parametrize("stretch", [1, 2])
def test_without_words_hours_decide(stretch):
    words = [[1 / 3] * 3] * 12 * stretch
    found = align(words, [2, 6, 4], [0] * len(words))
    assert found.places == (0,) * 2 * stretch + (1,) * 6 * stretch + (2,) * 4 * stretch


def test_clear_words_move_the_borders_that_hours_expect():
    words = [[0.98, 0.01, 0.01]] * 5 + [[0.01, 0.98, 0.01]] * 3 + [[0.01, 0.01, 0.98]] * 4
    found = align(words, [4, 4, 4], [1] * 12)
    assert found.places == (0,) * 5 + (1,) * 3 + (2,) * 4
    assert found.silent < 0.2


def test_words_that_do_not_agree_count_for_less():
    words = [[0.9, 0.05, 0.05]] * 5 + [[0.05, 0.9, 0.05]] * 3 + [[0.05, 0.05, 0.9]] * 4
    doubtful, agreed = (align(words, [4, 4, 4], [agreement] * 12) for agreement in (0, 1))
    assert doubtful.places.count(0) == 4
    assert agreed.places.count(0) == 5


def test_a_plan_in_another_order_is_laid_by_hours_and_says_so():
    backwards = [[0.01, 0.01, 0.98]] * 10 + [[0.01, 0.98, 0.01]] * 10 + [[0.98, 0.01, 0.01]] * 10
    found = align(backwards, [10, 5, 15], [0] * 30)
    assert found.silent > 0.6
    assert [found.places.count(topic) for topic in range(3)] == pytest.approx([10, 5, 15], abs=3)


def test_a_plan_that_speaks_fits_better_than_one_that_does_not():
    spoken, mute = [[0.9, 0.1]] * 5 + [[0.1, 0.9]] * 5, [[0.5, 0.5]] * 10
    agreement = [0.5] * 10
    assert align(spoken, [5, 5], agreement).fit > align(mute, [5, 5], agreement).fit
    assert align(mute, [9, 9], agreement).fit == pytest.approx(align(mute, [5, 5], agreement).fit)
