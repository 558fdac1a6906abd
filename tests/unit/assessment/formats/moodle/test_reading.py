"""Questions of Moodle XML that differ from what a plain reading would make of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assessment.formats.cases import response_of
from assessment.formats.exchange import ReadFile
from assessment.formats.registry import read_items
from assessment.scoring.item_scoring import score_item

_DATASET = (
    "<dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items>"
    "<dataset_item><number>1</number><value>3.5</value></dataset_item></dataset_items>"
    "</dataset_definition></dataset_definitions>"
)


def _read(kind: str, body: str, text: str = "Вопрос") -> ReadFile:
    quiz = (
        f'<quiz><question type="{kind}"><name><text>Имя</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
        f"{body}</question></quiz>"
    )
    return read_items(quiz.encode(), "moodle")


def _points(file: ReadFile, answer: Any) -> Decimal:
    (entry,) = file.items
    assert entry.item is not None, entry.problems
    score = score_item(entry.item, response_of(entry.item, answer))
    return round(score.points / score.max_points, 5)


def _codes(file: ReadFile) -> list[str]:
    return [problem.code for problem in file.items[0].problems]


@pytest.mark.parametrize(
    ("gap", "answer", "share"),
    [
        # No percentages: each right one its part, each wrong one takes a part.
        ("=кот~=пёс~дом", ["кот"], "0.5"),
        ("=кот~=пёс~дом", ["кот", "пёс"], "1"),
        ("=кот~=пёс~дом", ["кот", "дом"], "0"),
        # Percentages of the right ones are made to add up to one, others stay.
        ("%60%кот~%60%пёс~%-25%дом~лес", ["кот"], "0.5"),
        ("%60%кот~%60%пёс~%-25%дом~лес", ["кот", "пёс", "дом"], "0.75"),
        ("%60%кот~%60%пёс~%-25%дом~лес", ["кот", "пёс", "лес"], "1"),
    ],
)
@pytest.mark.parametrize("kind", ["MULTIRESPONSE", "MRH", "MRHS"])
def test_several_of_a_cloze_gap(kind: str, gap: str, answer: list[str], share: str) -> None:
    """``questiontype.php`` of multianswer: positive shares add up to one."""
    found = _read("cloze", "", f"Кто? {{1:{kind}:{gap}}}")
    assert _points(found, answer) == Decimal(share)


@pytest.mark.parametrize(
    ("answer", "share"), [("7.07", "1"), ("6.931", "1"), ("6.93", "0"), ("7.08", "0")]
)
def test_geometric_tolerance(answer: str, share: str) -> None:
    """Between the number divided and multiplied by one and the tolerance."""
    body = (
        '<answer fraction="100"><text>{a}*2</text><tolerance>0.01</tolerance>'
        f"<tolerancetype>3</tolerancetype></answer>{_DATASET}"
    )
    assert _points(_read("calculated", body), answer) == Decimal(share)


@pytest.mark.parametrize(
    ("expression", "form", "length", "words"),
    [
        ("{a}/3", 1, 2, "1.17"),
        ("{a}*3", 2, 2, "11"),
        ("{a}*10", 1, 0, "35"),
        ("{a}*100000", 2, 2, "3.5e5"),
        ("{a}/1000", 2, 1, "0.004"),
        ("{a}/100000", 2, 1, "4e-5"),
        ("{a}-3.5", 2, 3, "0"),
        ("{a}*2", 2, 3, "7.00"),
    ],
)
def test_choices_have_the_digits_that_they_ask_for(
    expression: str, form: int, length: int, words: str
) -> None:
    """``correctanswerformat``: 1 decimals, 2 significant figures."""
    body = (
        f'<single>true</single><answer fraction="100"><text>{{={expression}}} м</text>'
        f"<correctanswerformat>{form}</correctanswerformat>"
        f"<correctanswerlength>{length}</correctanswerlength></answer>"
        f'<answer fraction="0"><text>нет</text></answer>{_DATASET}'
    )
    (entry,) = _read("calculatedmulti", body).items
    assert entry.item is not None, entry.problems
    assert entry.item.parts[0].interaction.choices[0].html == f"{words} м"


def test_what_a_quantity_cannot_hold_is_told() -> None:
    """An expected mistake and its words have no place beside a unit."""
    body = (
        '<answer fraction="100"><text>10</text><tolerance>1</tolerance></answer>'
        '<answer fraction="0"><text>100</text><feedback><text>степень</text></feedback></answer>'
        "<units><unit><multiplier>1</multiplier><unit_name>м</unit_name></unit></units>"
        "<unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty>"
        "<showunits>0</showunits>"
    )
    assert "formats.moodle.unit-variants" in _codes(_read("numerical", body))


def test_any_number_of_a_gap_is_told() -> None:
    """``*`` beside numbers says something to every other answer."""
    assert _codes(_read("cloze", "", "Число {1:NM:=3:1~*#нет}")) == ["formats.any-number"]


def test_blank_options_are_left_out() -> None:
    """Moodle's own form leaves empty fields, which are no options."""
    answers = "".join(
        f'<answer fraction="{share}" format="html"><text>{text}</text></answer>'
        for share, text in ((100, "да"), (0, "нет"), (0, ""), (0, "&lt;p&gt;&lt;/p&gt;"))
    )
    found = _read("multichoice", f"<single>true</single>{answers}")
    assert _codes(found) == ["formats.blank-option"]
    assert found.items[0].item is not None
    assert len(found.items[0].item.parts[0].interaction.choices) == 2


def test_true_false_without_a_key_is_refused() -> None:
    """Neither word is worth more: there is no key to guess."""
    answers = "".join(
        f'<answer fraction="0"><text>{word}</text></answer>' for word in ("true", "false")
    )
    assert _codes(_read("truefalse", answers)) == ["formats.no-right-answer"]


@pytest.mark.parametrize(
    ("grading", "share"),
    [
        ("ALL_OR_NOTHING", "0"),
        ("ABSOLUTE_POSITION", "0.25"),
        ("RELATIVE_NEXT_EXCLUDE_LAST", "0.33333"),
        ("RELATIVE", "0.33333"),
        ("RELATIVE_NEXT_INCLUDE_LAST", "0.5"),
        ("RELATIVE_ONE_PREVIOUS_AND_NEXT", "0.375"),
        ("RELATIVE_ALL_PREVIOUS_AND_NEXT", "0.66667"),
        ("LONGEST_ORDERED_SUBSET", "0.75"),
        ("LONGEST_CONTIGUOUS_SUBSET", "0.5"),
        ("RELATIVE_TO_CORRECT", "0.66667"),
    ],
)
def test_every_grading_of_an_order(grading: str, share: str) -> None:
    """«Два, три, раз, четыре»: each rule of qtype_ordering, reckoned by hand."""
    answers = "".join(
        f'<answer fraction="{place}"><text>{word}</text></answer>'
        for place, word in enumerate(("раз", "два", "три", "четыре"), start=1)
    )
    found = _read("ordering", f"<gradingtype>{grading}</gradingtype>{answers}")
    assert not _codes(found)
    assert _points(found, ["два", "три", "раз", "четыре"]) == Decimal(share)
    assert _points(found, ["раз", "два", "три", "четыре"]) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    """A file says its encoding by its mark; it is known by its content in each."""
    quiz = '<quiz><question type="description"><questiontext><text>Ёж</text></questiontext>'
    (entry,) = read_items(f"{quiz}</question></quiz>".encode(encoding)).items
    assert entry.item is not None
    assert entry.item.stimulus == "Ёж"
