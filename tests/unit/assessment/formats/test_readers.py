"""What each reader makes of a small good file, and how it tells what is wrong with a bad one."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from assessment.formats.cases import score_cases
from assessment.formats.exchange import FormatRefused, ReadItem
from assessment.formats.registry import FORMATS, detect_format, read_items
from assessment.formats.sheet.writing import write_template
from tests.unit.assessment.formats.samples import AIKEN, GIFT, MOODLE, NUMBERED

SAMPLES = {"gift": GIFT, "aiken": AIKEN, "text": NUMBERED, "moodle": MOODLE}


def _only(entry: ReadItem) -> Any:
    assert entry.item is not None, entry.problems
    (part,) = entry.item.parts
    return part


def _codes(name: str, text: str) -> list[str]:
    return [p.code for entry in read_items(text.encode(), name).items for p in entry.problems]


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_format_is_known_by_its_content(name: str) -> None:
    """Nobody has to say what a file is."""
    assert detect_format(SAMPLES[name]) == name


def test_tables_are_known_by_their_headings() -> None:
    """The template is known in both of its forms and both languages."""
    for language in ("ru", "en"):
        assert detect_format(write_template(language=language, as_workbook=False)) == "csv"
        assert detect_format(write_template(language=language)) == "xlsx"


@pytest.mark.parametrize("content", [b"", b"abc", b"<html></html>", "просто слова".encode()])
def test_what_is_no_format_is_refused(content: bytes) -> None:
    """A file of no format is refused, not guessed."""
    with pytest.raises(FormatRefused) as refusal:
        detect_format(content)
    assert refusal.value.code in ("formats.unknown", "formats.unknown-xml")


def test_gift_items() -> None:
    """Choices with weights, numbers with ranges, pairs with a distractor, folders and tags."""
    capital, pi, pairs = read_items(GIFT, "gift").items
    assert capital.source_id == "7"
    assert capital.item is not None
    assert capital.item.tags == ("река",)
    assert _only(capital).feedback.general == "Москва стоит на Москве-реке"
    choices = _only(capital).interaction.choices
    assert [choice.weight for choice in choices] == [Decimal(1), Decimal("-0.5")]
    assert pi.folder == ("Числа",)
    assert [v.share for v in _only(pi).interaction.variants] == [Decimal(1), Decimal("0.5")]
    assert len(_only(pairs).interaction.right) == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Что? {=а", "formats.gift.unclosed"),
        ("Что? =а}", "formats.gift.brace"),
        ("$$\\frac{1}{2}$$ {=а}", "formats.gift.brace"),
        ("Что? {а =б}", "formats.gift.before-first"),
        ("Сколько? {#много}", "formats.gift.number"),
        ("Сколько? {#5..1}", "formats.gift.range"),
        ("Что? {~а ~б}", "formats.no-right-answer"),
        ("Пары {=а -> =б -> в}", "formats.empty-pair"),
    ],
)
def test_gift_faults_are_named(text: str, code: str) -> None:
    """A block that is not GIFT gives its reason; the next block is read all the same."""
    found = read_items(f"{text}\n\nВерно? {{T}}".encode(), "gift").items
    assert [p.code for p in found[0].problems] == [code]
    assert found[0].problems[0].place == "1"
    assert found[1].item is not None


def test_true_false_words_are_for_wrong_and_right() -> None:
    """Moodle's order: the first word is for the wrong answer, whichever that is."""
    true, false = read_items("А{T#нет#да}\n\nБ{F#нет#да}".encode(), "gift").items
    assert _only(true).interaction.feedback_false == "нет"
    assert _only(false).interaction.feedback_true == "нет"


def test_aiken_items() -> None:
    """Two questions with the letters of their options."""
    first, second = read_items(AIKEN, "aiken").items
    assert _only(first).interaction.key == "b"
    assert [choice.html for choice in _only(second).interaction.choices] == ["3", "4"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Что?\nA. а\nB. б\n", "formats.aiken.no-answer"),
        ("Что?\nA. а\nB. б\nANSWER: C", "formats.aiken.unknown"),
        ("Что?\nA. а\nANSWER: A", "formats.aiken.options"),
        ("Что?\nA. а\nA. б\nANSWER: A", "formats.aiken.twice"),
        ("ANSWER: A", "formats.aiken.no-question"),
    ],
)
def test_aiken_faults_are_named(text: str, code: str) -> None:
    """Each fault has a code of its own."""
    assert _codes("aiken", text) == [code]


def test_numbered_items() -> None:
    """Marks before letters, answers by letters, numbers, truth, several words."""
    found = read_items(NUMBERED, "text")
    one, several, number, truth, words = (_only(entry) for entry in found.items)
    assert one.interaction.key == "b"
    assert several.interaction.key == ("a", "c")
    assert number.interaction.variants[0].value == 4
    assert number.hints[0].html == "посчитайте на пальцах"
    assert truth.interaction.key is False
    assert [variant.text for variant in words.interaction.variants] == ["ёлка", "ель"]
    assert words.points == 2
    assert [problem.code for problem in found.problems] == ["formats.numbered.before"]


def test_moodle_items() -> None:
    """Texts are cleaned, folders and tags kept, mixed gaps split, datasets computed."""
    choice, gaps, first, second, draws, foreign = read_items(MOODLE, "moodle").items
    assert choice.item is not None
    assert _only(choice).prompt == "<p>Столица?</p>"
    assert choice.item.tags == ("город",)
    assert choice.folder == ("Физика", "Вес/масса")
    assert choice.item.tries.limit == 2
    assert gaps.item is not None
    assert [part.interaction.type for part in gaps.item.parts] == [
        *("short_answer", "single_choice", "number")
    ]
    assert "(1)" in gaps.item.stimulus
    assert [_only(entry).interaction.variants[0].value for entry in (first, second)] == [
        Decimal(3),
        Decimal("6.5"),
    ]
    assert "Вдвое больше 11" in _only(second).prompt
    assert second.item is not None
    assert second.item.realisation is not None
    assert [draws.problems[0].code, foreign.problems[0].code] == [
        "formats.moodle.random",
        "formats.moodle.type",
    ]


def test_identifiers_do_not_tell_the_key() -> None:
    """What a file lists in the order of the key is dealt anew before it gets identifiers."""
    answers = "".join(f"<answer><text>{word}</text></answer>" for word in "абвгде")
    file = f'<quiz><question type="ordering">{answers}</question></quiz>'
    key = _only(read_items(file.encode(), "moodle").items[0]).interaction.key
    assert list(key) != sorted(key)


def test_template_reads_without_a_fault() -> None:
    """Every example of the template is an item, in both languages and both forms."""
    for language in ("ru", "en"):
        for as_workbook in (True, False):
            content = write_template(language=language, as_workbook=as_workbook)
            found = read_items(content)
            assert all(entry.item is not None for entry in found.items), found
            kinds = [e.item.parts[0].interaction.type for e in found.items if e.item.parts]  # type: ignore[union-attr]
            assert len(set(kinds)) == 14
    assert found.items[0].folder == ("География", "Россия")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("", "formats.sheet.no-text"),
        ("Что?;число;много", "formats.not-a-number"),
        ("Что?;телепатия;1", "formats.sheet.type"),
        ("Что?;один из;3;а;б", "formats.sheet.unknown-option"),
        ("Что?;один из;1, 2;а;б", "formats.sheet.one-key"),
        ("Что?;один из;1;а", "formats.sheet.options"),
        ("Что?;один из;;а;б", "formats.sheet.no-key"),
        ("Что?;несколько из;1;а;;в", "formats.sheet.option-gap"),
        ("Что?;верно-неверно;может быть", "formats.sheet.truth"),
        ("Что?;величина;быстро", "formats.sheet.quantity"),
        ("Что?;пропуски;", "formats.sheet.no-gaps"),
        ("Что [[а|б]]?;списки;", "formats.sheet.gap-key"),
        ("Что?;;", "formats.sheet.no-type"),
    ],
)
def test_rows_tell_their_faults(row: str, code: str) -> None:
    """The number of the row and a code with a remedy; other rows are read."""
    good = "Да?;верно-неверно;да"
    table = f"Вопрос;Тип;Ответ;Вариант 1;Вариант 2;Вариант 3\n{good}\n{row or ';число;1'}\n{good}"
    found = read_items(table.encode(), "csv").items
    assert [p.code for p in found[1].problems] == [code]
    assert found[1].problems[0].place == "3"
    assert found[0].item is not None
    assert found[2].item is not None


def test_headings_are_asked_for() -> None:
    """A table without the column of the question, or with one twice, is refused as a whole."""
    for table, code in (
        ("Тип;Ответ\nчисло;1", "formats.sheet.no-question"),
        ("Вопрос;Ответ;Ответ\nЧто?;1;2", "formats.sheet.doubled"),
    ):
        with pytest.raises(FormatRefused) as refusal:
            read_items(table.encode(), "csv")
        assert refusal.value.code == code


def test_cases_are_scored_by_words_and_numbers() -> None:
    """Questions by title or number, answers by words; the sum and each question's share."""
    cases = [{"name": "а", "responses": {"Столица": "Москва", "2": "3,2"}}]
    (found,) = score_cases(read_items(GIFT, "gift"), cases)
    assert found["name"] == "а"
    assert found["outcomes"]["SCORE"] == 1.5
    assert found["max_score"] == 3
    assert found["unsupported"] == []
    json.dumps(found)


def test_every_format_is_registered_once() -> None:
    """The names that commands offer."""
    assert set(FORMATS) == {"qti", "qti22", "moodle", "gift", "aiken", "csv", "xlsx", "text"}


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf\r\n", b"\xff\xfe", b"<quiz/>", "Вопрос;Ответ\n".encode()]
)
def test_a_file_without_questions_is_refused_in_words(content: bytes) -> None:
    """Nothing to take is said, not passed over."""
    with pytest.raises(FormatRefused) as refusal:
        read_items(content)
    assert refusal.value.code == "formats.empty"
