"""What is said of answers: places, points, what cannot be read. No database."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from assessment.explaining import explain
from assessment.items.outcome import ItemResponse
from assessment.scoring.item_scoring import score_item
from tests.factories.good_items import make_choices
from tests.factories.items import make_interaction, make_part


def told(interaction, answer, points="2"):
    item = make_part(interaction, points=points)
    with translation.override("ru"):
        return explain(score_item(item, ItemResponse({"p1": answer}))).parts[0]


def said(interaction, answer, points="2"):
    return [(why.words, why.points) for why in told(interaction, answer, points).reasons]


def line(start, end):
    ends = {"start": start, "end": end, "has_start": True, "has_end": True}
    return {"intervals": [ends]}


def test_an_interval_the_wrong_way_round_cannot_be_read():
    part = told(make_interaction("number_line"), line("3", "-2,5"))
    assert part.verdict == "ответ не прочесть"
    assert not part.spends_try
    assert [why.words for why in part.reasons] == ["Начало промежутка больше конца: 3 и −2,5."]


def test_points_are_held_at_nought_in_words_that_say_so():
    made = {
        "type": "multiple_choice",
        "choices": make_choices("1", "2", "3", "4"),
        "key": ["a", "b"],
        "scoring": "net_correct",
    }
    words, points = said(made, ["c"])[-1]
    assert words == "Баллов вышло бы меньше нуля: снято не больше, чем было."
    assert points == "+1"


@pytest.mark.parametrize("answer", ["130", {"number": "130", "unit": ""}, "130 с", "130 мм"])
def test_no_reason_tells_the_unit_of_the_key(answer):
    made = {"type": "quantity", "value": "130", "unit": "дптр"}
    reasons = said(made, answer)
    assert reasons
    assert not [words for words, _ in reasons if "дптр" in words]


def test_the_fields_of_a_quantity_say_where_the_unit_goes():
    made = {"type": "quantity", "value": "1.3", "unit": "м"}
    assert told(made, {"number": "130 см", "unit": ""}).verdict == "верно"
    assert said(made, {"number": "130 см", "unit": "см"})[0][0] == (
        "«130 см» — не только число: единицу укажите только во втором поле."
    )


def table():
    marks = [["a", "a"], ["a", "b"], ["a", "c"], ["b", "a"]]
    names = {"rows": make_choices("60", "2"), "columns": make_choices("на 2", "на 3", "на 5")}
    return {"type": "table_matching", **names, "key": marks, "scoring": "net_correct"}


def test_marks_missing_in_a_row_are_told_by_row_and_column():
    places = [words for words, _ in said(table(), [["b", "b"]])]
    assert places[:3] == [f"60 · на {n}: не заполнено." for n in (2, 3, 5)]


def test_a_cell_left_empty_is_told_by_row_and_column():
    made = {
        "type": "table_input",
        "columns": ["x", "<b>x²</b>"],
        "rows": [["2", "{{c1}}"], ["{{c2}}", "9 {{c3}} {{c4}}"]],
        "cells": [
            {"id": name, "numbers": [{"value": value}]}
            for name, value in (("c1", "4"), ("c2", "3"), ("c3", "5"), ("c4", "6"))
        ],
    }
    words = [words for words, _ in said(made, {"c3": "5"})]
    assert words == [
        "2 · x²: не заполнено.",
        "2 · x: не заполнено.",
        "2 · x² (1): «5» — верно.",
        "2 · x² (2): не заполнено.",
    ]


def test_shown_points_have_two_decimals_and_add_up():
    made = {
        "type": "matching",
        "left": make_choices(*"1234567"),
        "right": make_choices(*"тушалсё"),
        "key": {one: one for one in "abcdefg"},
        "scoring": "net_correct",
    }
    part = told(made, {"a": "a", "b": "b", "c": "d"})
    shown = [why.points.replace("−", "-").replace(",", ".") for why in part.reasons]
    assert part.points == "0,29"
    assert sum(Decimal(one) for one in shown) == Decimal("0.29")
    assert any(one.startswith("−0,2") for one in (why.points for why in part.reasons))


@pytest.mark.parametrize("scoring", ["exact", "position"])
def test_places_of_an_order_are_told_in_one_form(scoring):
    order = {"entries": make_choices("1/3", "1/2", "2/3"), "key": ["a", "b", "c"]}
    places = [
        words for words, _ in said({"type": "ordering", **order, "scoring": scoring}, ["b", "a"])
    ]
    assert places[-3:] == [
        "Место 1: «1/2» стоит неверно.",
        "Место 2: «1/3» стоит неверно.",
        "Место 3: ничего не стоит.",
    ]
