"""Every interaction: bounds, determinism, what is no answer, keys worth all points."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.items.item import Interaction
from assessment.items.outcome import ItemResponse, Verdict
from assessment.scoring.item_scoring import SCORERS, score_item
from tests.factories.items import (
    ENGINES,
    GOOD,
    MARKED_BY_PEOPLE,
    TYPES,
    items,
    json_values,
    key_response,
    make_item,
    responses,
)

NATIVE = tuple(kind for kind in TYPES if kind not in ENGINES)
KEYED = tuple(kind for kind in NATIVE if kind not in MARKED_BY_PEOPLE)


def test_every_interaction_of_the_model_has_a_scorer_a_view_and_a_good_item():
    union = get_args(get_args(Interaction)[0])
    kinds = {model.model_fields["type"].default for model in union}

    assert kinds == {*SCORERS, "qti"} == set(GOOD)
    assert all("type" in model.public for model in union)


@pytest.mark.parametrize("kind", KEYED)
def test_a_key_is_worth_all_points(kind):
    score = score_item(make_item(kind, points="2"), key_response(kind))

    assert score.points == 2 == score.max_points
    assert score.parts[0].verdict is Verdict.RIGHT
    assert score.parts[0].feedback[-2:] == ("Верно!", "Правило на с. 5.")


@pytest.mark.parametrize("kind", NATIVE)
@pytest.mark.parametrize("nothing", [None, "", " \u00a0", {"p1": None}])
def test_no_answer_is_not_wrong(kind, nothing):
    answers = nothing if isinstance(nothing, dict) else {"p1": nothing}
    part = score_item(make_item(kind), ItemResponse(answers)).parts[0]

    assert part.verdict is Verdict.EMPTY
    assert part.points == 0
    assert not part.spends_try


@pytest.mark.parametrize("kind", NATIVE)
@settings(max_examples=40, deadline=None)
@given(answer=json_values)
def test_any_json_value_is_scored_without_fail(kind, answer):
    item = make_item(kind, points="2")
    response = ItemResponse({"p1": answer}, hints={"p1": 1}, tries={"p1": 2})
    score = score_item(item, response)

    assert score == score_item(item, response)
    assert 0 <= score.points <= 2
    assert score.parts[0].reasons


@settings(max_examples=40, deadline=None)
@given(answer=json_values | st.fixed_dictionaries({"RESPONSE": json_values}))
def test_any_json_value_to_a_kept_item_is_scored_without_fail(answer):
    item = make_item("qti", points="2")
    score = score_item(item, ItemResponse({"p1": answer}))

    assert score == score_item(item, ItemResponse({"p1": answer}))
    assert 0 <= score.points <= 2


def test_a_kept_item_is_scored_by_its_own_rules_and_scaled():
    item = make_item("qti", points="2")

    assert score_item(item, key_response("qti")).points == 2
    wrong = score_item(item, ItemResponse({"p1": {"RESPONSE": "b"}})).parts[0]
    assert (wrong.verdict, wrong.points) == (Verdict.WRONG, 0)
    assert score_item(item, ItemResponse({"p1": None})).parts[0].verdict is Verdict.EMPTY


def test_a_formula_is_judged_by_the_engine():
    item = make_item("formula", points="2")

    def verdict(answer):
        return score_item(item, ItemResponse({"p1": answer})).parts[0].verdict

    assert score_item(item, key_response("formula")).points == 2
    # What the engine cannot decide goes to the teacher, and never to nought.
    assert verdict("x^2 + 1") is Verdict.WRONG
    assert verdict("") is Verdict.EMPTY


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_reasons_add_up_to_the_points(data):
    item = data.draw(items(kinds=NATIVE))
    score = score_item(item, data.draw(responses(item)))

    for part in score.parts:
        assert 0 <= (part.points or 0) <= part.max_points
        if part.points is not None:
            told = sum(reason.points or Decimal(0) for reason in part.reasons)
            assert abs(told - part.points) < Decimal("0.0001"), part


def test_hints_and_earlier_tries_cost_their_share_and_never_more_than_was_earned():
    item = make_item("single_choice", points="2")

    def points(**taken):
        return score_item(item, ItemResponse({"p1": "b"}, **taken)).points

    assert points(hints={"p1": 1}) == Decimal("1.5")
    assert points(tries={"p1": 2}) == Decimal("1.6")
    assert points(hints={"p1": 1}, tries={"p1": 2}) == Decimal("1.1")
    assert points(tries={"p1": 99}) == 0
    assert points(hints={"p1": -5}, tries={"p1": -5}) == 2


def test_points_of_a_rubric_are_scaled_and_wait_for_every_criterion():
    item = make_item("essay", points="10")
    answer = {"p1": "Три слова есть"}

    def mark(marks):
        return score_item(item, ItemResponse(answer, marks={"p1": marks}))

    assert mark({}).parts[0].verdict is Verdict.MANUAL
    assert not mark({"k1": Decimal(2)}).is_final
    assert mark({"k1": Decimal(1), "k2": Decimal(3)}).points == 8
    assert mark({"k1": Decimal(99), "k2": Decimal(99)}).points == 10
    assert mark({"": Decimal("7.5")}).points == Decimal("7.5")
