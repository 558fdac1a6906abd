"""The rules of the modes as properties: what more of the right or of the wrong may change."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.items.choosing import SetScoring
from assessment.items.gaps import PairScoring
from assessment.items.outcome import ItemResponse, PartScore, Verdict
from assessment.items.relating import Ordering
from assessment.scoring.item_scoring import score_item
from assessment.scoring.normalising import fold
from tests.factories.items import ENGINES, TYPES, make_interaction, make_item, make_part

LETTERS = "abcdefgh"
SETS = [mode for mode in get_args(SetScoring) if mode != "weights"]
PAIRS = get_args(PairScoring)
ORDERS = get_args(Ordering.model_fields["scoring"].annotation)
POINTS = st.sampled_from(["0.5", "1", "2", "3", "5", "7.25"])
subsets = st.sets(st.sampled_from(LETTERS))


def _score(interaction, answer, points="2") -> PartScore:
    found = score_item(make_part(interaction, points=points), ItemResponse({"p1": answer})).parts[0]
    assert isinstance(found.points, Decimal)
    assert 0 <= found.points <= found.max_points
    assert all(isinstance(one.points, Decimal | None) for one in found.reasons)
    return found


def _choice(mode, key):
    choices = [{"id": one, "html": one} for one in LETTERS]
    return make_interaction("multiple_choice", choices=choices, key=sorted(key), scoring=mode)


@pytest.mark.parametrize("mode", SETS)
@settings(max_examples=60, deadline=None)
@given(key=subsets.filter(bool), chosen=subsets.filter(bool), points=POINTS, data=st.data())
def test_sets(mode, key, chosen, points, data):
    one = _choice(mode, key)
    found = _score(one, sorted(chosen), points)
    order = data.draw(st.permutations(sorted(chosen)))
    assert _score(one, order, points) == found
    assert _score(one, [*order, *order], points) == found
    assert (found.points == found.max_points) == (chosen == key)
    for more in sorted(key - chosen):
        missing = len(key - chosen)
        assert _score(one, [*chosen, more], points).points >= found.points or mode == "per_right"
        assert missing > 0
    for more in sorted(set(LETTERS) - key - chosen):
        assert _score(one, [*chosen, more], points).points <= found.points


@settings(max_examples=60, deadline=None)
@given(key=subsets.filter(bool), chosen=subsets.filter(bool), points=POINTS)
def test_sets_by_their_formulas(key, chosen, points):
    right, wrong, missed = len(key & chosen), len(chosen - key), len(key - chosen)
    most = Fraction(points)
    expected = {
        "all_or_nothing": most if chosen == key else 0,
        "net_correct": max(0, most * (right - wrong) / len(key)),
        "per_right": 0 if len(chosen) > len(key) else most * right / len(key),
        "minus_one_per_error": max(0, most - max(wrong, missed)),
    }
    for mode, value in expected.items():
        found = _score(_choice(mode, key), sorted(chosen), points).points
        assert abs(Fraction(found) - value) < Fraction(1, 10**6), mode


@pytest.mark.parametrize("mode", PAIRS)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), points=POINTS)
def test_pairs(mode, data, points):
    sides = {
        name: [{"id": one, "html": f"{name} {one}"} for one in LETTERS[:5]]
        for name in ("left", "right")
    }
    side = st.sampled_from(LETTERS[:5])
    key = data.draw(st.fixed_dictionaries(dict.fromkeys(LETTERS[:5], side)))
    given_ = data.draw(st.dictionaries(side, side, min_size=1))
    one = make_interaction("matching", **sides, key=key, scoring=mode)
    found = _score(one, given_, points)
    right = sum(key[left] == other for left, other in given_.items())
    wrong = len(given_) - right
    most = Fraction(points)
    expected = {
        "all_or_nothing": most if right == 5 else 0,
        "per_pair": most * right / 5,
        "net_correct": max(0, most * (right - wrong) / 5),
        "minus_one_per_error": max(0, most - (5 - right)),
    }
    assert abs(Fraction(found.points) - expected[mode]) < Fraction(1, 10**6)
    assert (found.verdict is Verdict.RIGHT) == (given_ == key)


@pytest.mark.parametrize("mode", ORDERS)
@settings(max_examples=60, deadline=None)
@given(answer=st.permutations("abcde"), data=st.data())
def test_orders(mode, answer, data):
    entries = [{"id": one, "html": one} for one in "abcde"]
    one = make_interaction("ordering", entries=entries, key=list("ebdac"), scoring=mode)
    found = _score(one, list(answer))
    assert (found.points == 2) == ("".join(answer) == "ebdac")
    short = data.draw(st.integers(1, 4))
    assert _score(one, list(answer[:short])).points < 2
    assert _score(one, [*answer, answer[0]]).verdict is Verdict.INVALID


@settings(max_examples=80, deadline=None)
@given(
    key=st.text("абвгдежзийклмн -", min_size=2, max_size=12).filter(lambda text: text.strip()),
    place=st.integers(0, 11),
    other=st.sampled_from("абвгдежзийклмн"),
    what=st.sampled_from(["change", "add", "leave out"]),
)
def test_a_word_with_one_letter_changed_is_another_word(key, place, other, what):
    one = make_interaction("short_answer", variants=[{"text": key}])
    at = place % len(key)
    middle = {"change": other, "add": other + key[at], "leave out": ""}[what]
    answer = key[:at] + middle + key[at + 1 :]
    assume(answer.strip() and fold(answer, one.rule) != fold(key, one.rule))
    assert _score(one, key).verdict is Verdict.RIGHT
    assert _score(one, answer).verdict is Verdict.WRONG


@pytest.mark.parametrize("mode", ["all_or_nothing", "per_position", "minus_one_per_error"])
@pytest.mark.parametrize("order", ["exact", "any", "subsequence"])
@settings(max_examples=60, deadline=None)
@given(
    key=st.text("12345", min_size=1, max_size=6), answer=st.text("12345", min_size=1, max_size=8)
)
def test_digits_bring_all_only_where_they_are_the_key(order, mode, key, answer):
    one = make_interaction("digit_sequence", keys=[key], order=order, scoring=mode)
    is_key = sorted(answer) == sorted(key) if order == "any" else answer == key
    assert (_score(one, answer).points == 2) == is_key


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind not in ENGINES])
@pytest.mark.parametrize(
    "answer", [float("nan"), float("inf"), "a\ud800", ["\udfff"], {"g1": "\ud800"}]
)
def test_what_is_no_text_and_no_number_is_not_wrong(kind, answer):
    found = score_item(make_item(kind), ItemResponse({"p1": answer})).parts[0]
    assert found.verdict is Verdict.INVALID
    assert found.points == 0
    for reason in found.reasons:
        " ".join(reason.params.values()).encode()


@pytest.mark.parametrize("kind", ["short_answer", "digit_sequence", "number", "essay"])
@pytest.mark.parametrize("nothing", ["\u200b", " \ufeff\u2060 ", "\u00ad", "\t\x00\r\n"])
def test_what_nobody_can_see_is_no_answer(kind, nothing):
    found = score_item(make_item(kind), ItemResponse({"p1": nothing})).parts[0]
    assert found.verdict is Verdict.EMPTY
