import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.relevance.metrics import dcg, gain, mean, ndcg, recall, reciprocal_rank

GRADES = {"a": 3, "b": 2, "c": 1, "d": 0}

graded = st.dictionaries(st.sampled_from("abcdefghijklm"), st.integers(0, 3), max_size=13).filter(
    lambda grades: any(grade >= 2 for grade in grades.values())
)
rankings = st.lists(st.sampled_from("abcdefghijklmnopqrs"), unique=True)


def test_gain_is_exponential():
    assert [gain(grade) for grade in range(4)] == [0, 1, 3, 7]


def test_dcg_by_hand():
    # The third place is divided by log2(4) = 2.
    assert dcg([3, 0, 2]) == pytest.approx(7 + 0 + 1.5)
    assert dcg([]) == 0


def test_ndcg_by_hand():
    best = 7 + 3 / math.log2(3) + 1 / 2
    assert ndcg(["a", "b", "c"], GRADES) == 1
    assert ndcg(["b", "a"], GRADES) == pytest.approx((3 + 7 / math.log2(3)) / best)
    assert ndcg(["x", "a"], GRADES) == pytest.approx(7 / math.log2(3) / best)
    assert ndcg([], GRADES) == 0


def test_ndcg_looks_no_deeper_than_its_depth():
    assert ndcg(["x", "a"], {"a": 3}, depth=1) == 0
    assert ndcg(["a"], {"a": 3, "b": 3}, depth=1) == 1


def test_reciprocal_rank_by_hand():
    assert reciprocal_rank(["c", "d", "b", "a"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank(["c", "b"], GRADES, least=1) == 1
    assert reciprocal_rank(["c", "x"], GRADES) == 0
    assert reciprocal_rank([], GRADES) == 0


def test_recall_by_hand():
    assert recall(["a", "c", "x"], GRADES) == 0.5
    assert recall(["x", "a", "b"], GRADES) == 1
    assert recall(["x", "a", "b"], GRADES, depth=2) == 0.5


def test_a_page_cannot_hold_more_than_its_depth():
    assert recall(["a", "b"], {"a": 3, "b": 2, "c": 2}, depth=2) == 1


def test_nothing_to_find_is_an_error():
    with pytest.raises(ValueError, match="above 0"):
        ndcg(["a"], {"a": 0})
    with pytest.raises(ValueError, match="at least 2"):
        recall(["a"], {"a": 1})


def test_mean():
    assert mean([1, 0, 0.5]) == 0.5
    assert mean([]) == 0


@given(rankings, graded)
def test_every_figure_is_a_share(ranking, grades):
    for figure in (
        ndcg(ranking, grades),
        reciprocal_rank(ranking, grades),
        recall(ranking, grades),
    ):
        assert 0 <= figure <= 1


@given(graded, st.randoms())
def test_the_ideal_order_is_perfect_however_equals_are_shuffled(grades, dice):
    documents = list(grades)
    dice.shuffle(documents)
    ideal = sorted(documents, key=lambda document: -grades[document])
    assert ndcg(ideal, grades) == pytest.approx(1)
    assert reciprocal_rank(ideal, grades) == 1


@given(rankings, graded, st.data())
def test_moving_a_better_document_forward_never_hurts(ranking, grades, data):
    if len(ranking) < 2:
        return
    place = data.draw(st.integers(1, len(ranking) - 1))
    before, here = ranking[place - 1], ranking[place]
    swapped = [*ranking[: place - 1], here, before, *ranking[place + 1 :]]
    better = grades.get(here, 0) >= grades.get(before, 0)
    first, second = (ranking, swapped) if better else (swapped, ranking)
    assert ndcg(second, grades) >= ndcg(first, grades) - 1e-12
    assert reciprocal_rank(second, grades) >= reciprocal_rank(first, grades)


@given(rankings, graded)
def test_appending_results_never_hurts(ranking, grades):
    longer = [*ranking, "z"]
    assert ndcg(longer, grades) >= ndcg(ranking, grades)
    assert recall(longer, grades) >= recall(ranking, grades)


@given(rankings, graded)
def test_documents_without_a_grade_may_be_written_down_or_left_out(ranking, grades):
    without = {document: grade for document, grade in grades.items() if grade}
    assert ndcg(ranking, grades) == ndcg(ranking, without)
    assert recall(ranking, grades) == recall(ranking, without)
