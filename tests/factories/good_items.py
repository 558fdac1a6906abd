"""One good interaction of every type, as JSON, with an answer worth all its points."""

from __future__ import annotations

from typing import Any

QTI_XML = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="capital"
  title="Столица" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>a</value></correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  <itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
    <prompt>Столица России?</prompt>
    <simpleChoice identifier="a">Москва</simpleChoice>
    <simpleChoice identifier="b">Тверь</simpleChoice>
  </choiceInteraction></itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>
</assessmentItem>
"""


def make_choices(*texts: str) -> list[dict[str, Any]]:
    """Return choices called a, b, c with these texts."""
    return [{"id": chr(97 + place), "html": text} for place, text in enumerate(texts)]


_RUBRIC = {
    "criteria": [
        {
            "id": "k1",
            "title": "Раскрытие темы",
            "levels": [
                {"points": "0", "descriptor": "тема не раскрыта"},
                {"points": "2", "descriptor": "тема раскрыта"},
            ],
        },
        {
            "id": "k2",
            "title": "Грамотность",
            "levels": [
                {"points": "0", "descriptor": "больше пяти ошибок"},
                {"points": "1", "descriptor": "до пяти ошибок"},
                {"points": "3", "descriptor": "ошибок нет"},
            ],
        },
    ]
}

_RECT = {"shape": "rect", "coords": ["0", "0", "50", "50"]}
_CIRCLE = {"shape": "circle", "coords": ["100", "100", "20"]}

# type: (interaction as JSON, an answer worth all points)
GOOD: dict[str, tuple[dict[str, Any], Any]] = {
    "single_choice": ({"choices": make_choices("Тверь", "Москва", "Рязань"), "key": "b"}, "b"),
    "true_false": ({"key": True}, True),
    "multiple_choice": (
        {"choices": make_choices("2", "4", "7", "9"), "key": ["a", "c"], "scoring": "net_correct"},
        ["a", "c"],
    ),
    "short_answer": (
        {"variants": [{"text": "ёлка"}, {"text": "ель", "share": "0.5", "feedback": "Точнее"}]},
        "Елка",
    ),
    "digit_sequence": ({"keys": ["314"], "scoring": "minus_one_per_error"}, "3 1 4"),
    "number": (
        {"variants": [{"value": "1.5", "tolerance": {"kind": "absolute", "value": "0.1"}}]},
        "1,5",
    ),
    "quantity": (
        {"value": "36", "unit": "км/ч", "tolerance": {"kind": "relative", "value": "0.01"}},
        "10 м/с",
    ),
    "formula": ({"variants": [{"formula": "x^2-1"}], "variables": ["x"]}, "(x-1)*(x+1)"),
    "text_gaps": (
        {
            "text": "<p>{{g1}} стоит на {{g2}}, ей {{g3}} лет.</p>",
            "gaps": [
                {"id": "g1", "variants": [{"text": "Москва"}]},
                {"id": "g2", "variants": [{"text": "Москве-реке"}, {"text": "реке Москве"}]},
                {"id": "g3", "numbers": [{"value": "879"}]},
            ],
        },
        {"g1": "москва", "g2": "Москве–реке", "g3": "879"},
    ),
    "dropdown_gaps": (
        {
            "text": "Раст{{g1}}ние, зар{{g2}}сли",
            "gaps": [
                {"id": "g1", "choices": make_choices("е", "и"), "key": "a"},
                {"id": "g2", "choices": make_choices("а", "о"), "key": "b"},
            ],
        },
        {"g1": "a", "g2": "b"},
    ),
    "drag_words": (
        {
            "text": "{{g1}} светит, {{g2}} греет",
            "gaps": [{"id": "g1", "keys": ["a"]}, {"id": "g2", "keys": ["b", "c"]}],
            "words": make_choices("Луна", "Солнце", "Печь", "Снег"),
        },
        {"g1": "a", "g2": "c"},
    ),
    "matching": (
        {
            "left": make_choices("Пушкин", "Гоголь", "Чехов"),
            "right": make_choices("Нос", "Чайка", "Полтава", "Обломов"),
            "key": {"a": "c", "b": "a", "c": "b"},
        },
        {"a": "c", "b": "a", "c": "b"},
    ),
    "table_matching": (
        {
            "rows": make_choices("кит", "щука"),
            "columns": make_choices("дышит лёгкими", "живёт в воде"),
            "key": [["a", "a"], ["a", "b"], ["b", "b"]],
        },
        [["a", "a"], ["a", "b"], ["b", "b"]],
    ),
    "ordering": (
        {
            "entries": make_choices("1812", "862", "1380", "1945"),
            "key": ["b", "c", "a", "d"],
            "scoring": "pairs",
        },
        ["b", "c", "a", "d"],
    ),
    "grouping": (
        {
            "entries": make_choices("дуб", "роза", "волк", "камень"),
            "groups": make_choices("растения", "животные"),
            "key": {"a": "a", "b": "a", "c": "b", "d": None},
        },
        {"a": "a", "b": "a", "c": "b"},
    ),
    "hotspot": (
        {
            "image": "map.png",
            "alternative": "Карта",
            "width": 200,
            "height": 150,
            "regions": [{"id": "r1", **_RECT}, {"id": "r2", **_CIRCLE}],
            "key": ["r2"],
        },
        ["r2"],
    ),
    "drag_on_image": (
        {
            "image": "heart.png",
            "alternative": "Сердце",
            "width": 200,
            "height": 150,
            "labels": make_choices("предсердие", "желудочек", "печень"),
            "zones": [{"id": "z1", "keys": ["a"], **_RECT}, {"id": "z2", "keys": ["b"], **_CIRCLE}],
        },
        {"z1": "a", "z2": "b"},
    ),
    "hot_text": (
        {
            "text": "<p>{{a}} {{b}} {{c}}</p>",
            "pieces": make_choices("Смеркалось.", "Пётр ушёл.", "Светает."),
            "key": ["a", "c"],
            "scoring": "per_right",
        },
        ["a", "c"],
    ),
    "number_line": (
        {
            "minimum": "-5",
            "maximum": "5",
            "step": "0.5",
            "intervals": [{"start": "-2", "end": None, "has_start": False, "has_end": False}],
            "intervals_are_asked": True,
        },
        {"intervals": [{"start": "-2", "end": None, "has_start": False, "has_end": False}]},
    ),
    "table_input": (
        {
            "columns": ["x", "x²"],
            "rows": [["2", "{{c1}}"], ["3", "{{c2}}"]],
            "cells": [
                {"id": "c1", "numbers": [{"value": "4"}]},
                {"id": "c2", "numbers": [{"value": "9"}]},
            ],
        },
        {"c1": "4", "c2": "9,0"},
    ),
    "graph_plot": (
        {
            "figure": "line",
            "x_range": ["-5", "5"],
            "y_range": ["-5", "5"],
            "key": [["0", "1"], ["1", "3"]],
        },
        [["-1", "-1"], ["2", "5"]],
    ),
    "essay": ({"rubric": _RUBRIC, "at_least_words": 3, "sample": "Образец"}, None),
    "file": ({"rubric": _RUBRIC, "accepts": [".pdf"]}, None),
    "audio": ({"rubric": _RUBRIC, "at_most_seconds": 60}, None),
    "drawing": ({"rubric": _RUBRIC, "width": 400, "height": 300}, None),
    "qti": ({"xml": QTI_XML}, {"RESPONSE": "a"}),
}
