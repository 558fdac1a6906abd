"""Assessment items: one good item of every interaction, and strategies that make more.

``GOOD`` has for each type an interaction and an answer that brings all its points (``None`` where
a person marks). ``items()`` makes items, ``responses(item)`` answers to them, likely and absurd.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from assessment.items.item import AssessmentItem, Interaction, ItemPart
from assessment.items.outcome import ItemResponse

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


def _choices(*texts: str) -> list[dict[str, Any]]:
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
    "single_choice": ({"choices": _choices("Тверь", "Москва", "Рязань"), "key": "b"}, "b"),
    "true_false": ({"key": True}, True),
    "multiple_choice": (
        {"choices": _choices("2", "4", "7", "9"), "key": ["a", "c"], "scoring": "net_correct"},
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
                {"id": "g1", "choices": _choices("е", "и"), "key": "a"},
                {"id": "g2", "choices": _choices("а", "о"), "key": "b"},
            ],
        },
        {"g1": "a", "g2": "b"},
    ),
    "drag_words": (
        {
            "text": "{{g1}} светит, {{g2}} греет",
            "gaps": [{"id": "g1", "keys": ["a"]}, {"id": "g2", "keys": ["b", "c"]}],
            "words": _choices("Луна", "Солнце", "Печь", "Снег"),
        },
        {"g1": "a", "g2": "c"},
    ),
    "matching": (
        {
            "left": _choices("Пушкин", "Гоголь", "Чехов"),
            "right": _choices("Нос", "Чайка", "Полтава", "Обломов"),
            "key": {"a": "c", "b": "a", "c": "b"},
        },
        {"a": "c", "b": "a", "c": "b"},
    ),
    "table_matching": (
        {
            "rows": _choices("кит", "щука"),
            "columns": _choices("дышит лёгкими", "живёт в воде"),
            "key": [["a", "a"], ["a", "b"], ["b", "b"]],
        },
        [["a", "a"], ["a", "b"], ["b", "b"]],
    ),
    "ordering": (
        {
            "entries": _choices("1812", "862", "1380", "1945"),
            "key": ["b", "c", "a", "d"],
            "scoring": "pairs",
        },
        ["b", "c", "a", "d"],
    ),
    "grouping": (
        {
            "entries": _choices("дуб", "роза", "волк", "камень"),
            "groups": _choices("растения", "животные"),
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
            "labels": _choices("предсердие", "желудочек", "печень"),
            "zones": [{"id": "z1", "keys": ["a"], **_RECT}, {"id": "z2", "keys": ["b"], **_CIRCLE}],
        },
        {"z1": "a", "z2": "b"},
    ),
    "hot_text": (
        {
            "text": "<p>{{a}} {{b}} {{c}}</p>",
            "pieces": _choices("Смеркалось.", "Пётр ушёл.", "Светает."),
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
TYPES = tuple(GOOD)
# Judged by engines of their own: in a process, or by an interpreter.
ENGINES = ("formula", "qti")
MARKED_BY_PEOPLE = ("essay", "file", "audio", "drawing")

_interactions: TypeAdapter[Any] = TypeAdapter(Interaction)


def make_interaction(kind: str, **changes: Any) -> Any:
    """Return the good interaction of a type with some fields changed."""
    return _interactions.validate_python({"type": kind, **GOOD[kind][0], **changes})


def make_item(kind: str, *, points: str = "2", **changes: Any) -> AssessmentItem:
    """Return an item with one part, called ``p1``, of this type; ``changes`` are of the item."""
    part = {
        "id": "p1",
        "prompt": f"<p>Задание: {kind}</p>",
        "points": points,
        "interaction": make_interaction(kind),
        "hints": [{"html": "Подумайте ещё", "penalty": "0.25"}],
        "feedback": {"right": "Верно!", "wrong": "Нет.", "general": "Правило на с. 5."},
    }
    values = {
        "title": f"Образец: {kind}",
        "parts": [part],
        "tries": {"limit": 3, "penalty": "0.1"},
        "solution": "Решение",
        "notes": "Ключ проверен",
    }
    return AssessmentItem.model_validate({**values, **changes})


def make_part(interaction: Any, *, points: str = "1", **changes: Any) -> AssessmentItem:
    """Return an item with this interaction as its only part."""
    part = ItemPart.model_validate(
        {"id": "p1", "points": points, "interaction": interaction, **changes}
    )
    return AssessmentItem(parts=(part,))


def key_response(kind: str) -> ItemResponse:
    """Return the response of :data:`GOOD` to :func:`make_item`."""
    return ItemResponse({"p1": GOOD[kind][1]})


# Words as people write them: nothing that a file of another system could not hold.
words = st.text("абвгдежзийклмнопрстуфхцчшщьыэюяёXYZ0123456789", min_size=1, max_size=12)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)
numbers = st.decimals(-1000, 1000, places=2, allow_nan=False).map(str)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["", " ", "a", "b", "1,5", "1,234.5", "10 м/с", "NaN", "1e999", "2/0", "²"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["a", "g1", "points", "number", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def _choosing(draw: Any) -> dict[str, Any]:
    """Return a single or multiple choice of two to six."""
    texts = draw(st.lists(phrases, min_size=2, max_size=6, unique=True))
    choices = _choices(*texts)
    for choice in choices:
        choice["feedback"] = draw(st.just("") | phrases)
    ids = [choice["id"] for choice in choices]
    if draw(st.booleans()):
        return {"type": "single_choice", "choices": choices, "key": draw(st.sampled_from(ids))}
    key = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    modes = ["all_or_nothing", "net_correct", "per_right", "minus_one_per_error"]
    return {
        "type": "multiple_choice",
        "choices": choices,
        "key": key,
        "scoring": draw(st.sampled_from(modes)),
    }


@st.composite
def _writing(draw: Any) -> dict[str, Any]:
    """Return a short answer, a number or a sequence of digits."""
    kind = draw(st.sampled_from(["short_answer", "number", "digit_sequence"]))
    if kind == "short_answer":
        found = draw(st.lists(phrases, min_size=1, max_size=3, unique=True))
        shares = [draw(st.sampled_from(["1", "0.5"])) for _ in found]
        variants = [{"text": t, "share": s} for t, s in zip(found, shares, strict=True)]
        variants[0]["share"] = "1"
        return {"type": kind, "variants": variants}
    if kind == "number":
        tolerance = draw(st.sampled_from(["0", "0.01", "0.5"]))
        return {
            "type": kind,
            "variants": [{"value": draw(numbers), "tolerance": {"value": tolerance}}],
        }
    return {
        "type": kind,
        "keys": [draw(st.text("0123456789", min_size=1, max_size=6))],
        "order": draw(st.sampled_from(["exact", "any", "subsequence"])),
    }


@st.composite
def _relating(draw: Any) -> dict[str, Any]:
    """Return a matching, an ordering or a grouping of two to five."""
    kind = draw(st.sampled_from(["matching", "ordering", "grouping"]))
    first = _choices(*draw(st.lists(phrases, min_size=2, max_size=5, unique=True)))
    second = _choices(*draw(st.lists(phrases, min_size=2, max_size=5, unique=True)))
    ids, others = [c["id"] for c in first], [c["id"] for c in second]
    if kind == "ordering":
        return {"type": kind, "entries": first, "key": draw(st.permutations(ids))}
    key = {one: draw(st.sampled_from(others)) for one in ids}
    names = ("left", "right") if kind == "matching" else ("entries", "groups")
    return {"type": kind, names[0]: first, names[1]: second, "key": key}


def interactions(*, kinds: tuple[str, ...] = TYPES) -> st.SearchStrategy[Any]:
    """Make interactions: the good ones of ``kinds``, and of those that vary, varied ones."""
    made = st.sampled_from(kinds).map(make_interaction)
    varied = (_choosing() | _writing() | _relating()).map(_interactions.validate_python)
    return made | varied.filter(lambda interaction: interaction.type in kinds)


@st.composite
def items(draw: Any, *, kinds: tuple[str, ...] = TYPES, most_parts: int = 3) -> AssessmentItem:
    """Make items of one to ``most_parts`` parts with interactions of ``kinds``."""
    found = draw(st.lists(interactions(kinds=kinds), min_size=1, max_size=most_parts))
    parts = tuple(
        ItemPart.model_validate(
            {
                "id": f"p{place}",
                "prompt": f"<p>{draw(phrases)}</p>",
                "points": draw(st.sampled_from(["1", "2", "0.5", "3"])),
                "interaction": interaction,
                "feedback": {"general": draw(st.just("") | phrases)},
            }
        )
        for place, interaction in enumerate(found, 1)
    )
    return AssessmentItem(title=draw(phrases), parts=parts)


def _ids(choices: Any) -> list[str]:
    return [choice.id for choice in choices]


def _sets(ids: list[str]) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from(ids), unique=True)


def _maps(keys: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(keys), values)


def likely_answers(interaction: Any) -> st.SearchStrategy[Any]:
    """Make answers of the right shape to an interaction, right and wrong."""
    one = interaction
    match one.type:
        case "single_choice":
            return st.sampled_from(_ids(one.choices))
        case "true_false":
            return st.booleans()
        case "multiple_choice":
            return _sets(_ids(one.choices))
        case "hot_text":
            return _sets(_ids(one.pieces))
        case "hotspot":
            return _sets(_ids(one.regions))
        case "short_answer":
            return st.sampled_from([variant.text for variant in one.variants]) | phrases
        case "digit_sequence":
            return st.sampled_from(one.keys) | st.text("0123456789 ,", max_size=8)
        case "number":
            return st.sampled_from([str(variant.value) for variant in one.variants]) | numbers
        case "matching":
            return _maps(_ids(one.left), st.sampled_from(_ids(one.right)))
        case "grouping":
            return _maps(_ids(one.entries), st.sampled_from(_ids(one.groups)))
        case "ordering":
            return st.permutations(_ids(one.entries)) | _sets(_ids(one.entries))
        case "text_gaps":
            return _maps(_ids(one.gaps), phrases | numbers)
        case "dropdown_gaps":
            return _maps(_ids(one.gaps), st.sampled_from(["a", "b"]))
        case "drag_words":
            return _maps(_ids(one.gaps), st.sampled_from(_ids(one.words)))
        case "table_matching":
            pairs = st.tuples(
                st.sampled_from(_ids(one.rows)), st.sampled_from(_ids(one.columns))
            ).map(list)
            return st.lists(pairs, max_size=6)
    return st.just(GOOD[one.type][1]) | json_values


@st.composite
def responses(draw: Any, item: AssessmentItem) -> ItemResponse:
    """Make responses to an item: likely answers mostly, none, and any JSON value."""
    answers = {}
    for part in item.parts:
        kind = draw(st.sampled_from(["likely", "likely", "likely", "none", "absurd"]))
        if kind == "likely":
            answers[part.id] = draw(likely_answers(part.interaction))
        elif kind == "absurd":
            answers[part.id] = draw(json_values)
    return ItemResponse(answers)
