import pytest

from bench.relevance.engines import Answer
from bench.relevance.judgements import JudgedQuery
from bench.relevance.scoring import is_met, query_line, score, summary

FOUND = JudgedQuery("дроби", ("short",), {"a": 3, "b": 2, "c": 0})
LOST = JudgedQuery("lhj,b", ("short", "layout"), {"a": 3})
NOTHING = JudgedQuery("дифракция", ("plain",))


def results():
    return [
        score(FOUND, Answer(("c", "a"), 2), 4.0),
        score(LOST, Answer((), 0, "did you mean: дроби"), 2.0),
        score(NOTHING, Answer(("a",), 1), 6.0),
    ]


def test_unanswerable_queries_are_in_no_mean():
    figures = summary(results())
    assert figures["queries"] == 2
    assert figures["mrr"] == 0.25
    assert figures["zero"] == 0.5
    assert figures["recall@20"] == 0.25
    assert figures["empty_rightly"] == 0
    assert figures["ms_mean"] == 4
    assert "plain" not in figures["ndcg_by_trait"]


def test_traits_stand_with_the_worst_first():
    assert list(summary(results())["ndcg_by_trait"]) == ["layout", "short"]


def test_without_unanswerable_queries_nothing_is_said_of_them():
    assert summary(results()[:2])["empty_rightly"] is None


def test_a_line_says_what_came_and_what_is_missing():
    line = query_line(results()[0])
    assert line["top"] == [["c", 0], ["a", 3]]
    assert line["missing"] == {"b": 2}
    assert line["rr"] == 0.5


@pytest.mark.parametrize(
    ("ndcg", "mrr", "zero", "met"),
    [
        (0.80, 0.85, 0.029, True),
        (0.79, 0.85, 0.0, False),
        (0.80, 0.84, 0.0, False),
        (0.80, 0.85, 0.03, False),
    ],
)
def test_goals(ndcg, mrr, zero, met):
    assert is_met({"ndcg@10": ndcg, "mrr": mrr, "zero": zero}) is met
