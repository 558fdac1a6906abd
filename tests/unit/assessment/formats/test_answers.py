"""Files with cases of answers: every shape that is taken, and the place of what is not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from assessment.formats.answers import AnswerCase, read_cases
from assessment.formats.exchange import FormatRefused
from assessment.wording.words import words_for
from tests.factories.items import json_values

ANSWERS = {"R": "a"}


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({"cases": [{"name": "x", "responses": ANSWERS}]}, AnswerCase("x", (ANSWERS,))),
        ([{"name": "x", "responses": ANSWERS}], AnswerCase("x", (ANSWERS,))),
        ({"name": "x", "responses": ANSWERS}, AnswerCase("x", (ANSWERS,))),
        ({"seed": 5, "cases": [{"responses": {}}]}, AnswerCase("", ({},), 5)),
        ({"seed": 5, "cases": [{"seed": "-7"}]}, AnswerCase("", ({},), -7)),
        ({"seed": 5, "cases": [{"seed": 0}]}, AnswerCase("", ({},), 0)),
        ([{"name": 3, "responses": None}], AnswerCase("3", ({},))),
        ([{"rounds": [ANSWERS, {}]}], AnswerCase("", (ANSWERS, {}))),
        ([{"responses": [ANSWERS, {"responses": ANSWERS}]}], AnswerCase("", (ANSWERS, ANSWERS))),
        ([{"rounds": []}], AnswerCase("", ())),
    ],
)
def test_a_case_is_read(content: Any, wanted: AnswerCase) -> None:
    assert read_cases(content) == [wanted]


def test_the_answers_of_a_case_are_those_of_its_last_round() -> None:
    assert AnswerCase("", ({"R": "b"}, ANSWERS)).responses == ANSWERS
    assert AnswerCase("", ()).responses == {}


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (None, "cases.no-list", ""),
        ({}, "cases.no-list", ""),
        ({"cases": {"a": 1}}, "cases.no-list", "cases"),
        ({"cases": [{}, "a"]}, "cases.no-case", "cases[1]"),
        ([[]], "cases.no-case", "[0]"),
        ({"cases": [{"responses": "a"}]}, "cases.no-responses", "cases[0].responses"),
        ([{"responses": [{}, 1]}], "cases.no-responses", "[0].responses[1]"),
        ([{"rounds": {}}], "cases.no-rounds", "[0].rounds"),
        ([{"rounds": [{}] * 1001}], "cases.too-many-rounds", "[0].rounds"),
        ({"cases": [], "seed": True}, "cases.seed", "seed"),
        ({"cases": [{"seed": 1.5}]}, "cases.seed", "cases[0].seed"),
        ({"responses": {}, "seed": "x"}, "cases.seed", "seed"),
    ],
)
def test_what_is_no_case_is_refused_with_its_place(content: Any, code: str, place: str) -> None:
    with pytest.raises(FormatRefused) as refusal:
        read_cases(content)
    assert (refusal.value.code, refusal.value.place) == (code, place)
    assert words_for(code, refusal.value.params)


def _read_or_code(content: Any) -> str:
    try:
        read_cases(content)
    except FormatRefused as refusal:
        return words_for(refusal.code, refusal.params)
    return "read"


@given(json_values)
def test_any_json_is_read_or_refused(content: Any) -> None:
    for shape in (content, [content], {"cases": [{"responses": content, "seed": content}]}):
        assert _read_or_code(shape)
