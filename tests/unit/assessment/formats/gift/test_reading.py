"""GIFT as teachers write it: what Moodle takes is taken, what it loses is told."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.formats.exchange import ReadItem
from assessment.formats.registry import read_items


def _one(text: str, encoding: str = "utf-8") -> ReadItem:
    (entry,) = read_items(text.encode(encoding), "gift").items
    return entry


def _part(text: str) -> Any:
    entry = _one(text)
    assert entry.item is not None, entry.problems
    return entry.item.parts[0]


def test_words_to_wrong_numbers() -> None:
    """After ``~`` stands what is said to every other number, with or without a list."""
    for text in ("Год? {#1961:1 #верно ~ #нет}", "Год? {#=1961:1 #верно ~#нет}"):
        part = _part(text)
        assert [one.feedback for one in part.interaction.variants] == ["верно"]
        assert part.feedback.wrong == "нет"


def test_a_list_of_numbers_may_begin_without_its_sign() -> None:
    """Moodle cuts at the equals signs: the first needs none."""
    variants = _part("q {#5:1 =%50%5:3}").interaction.variants
    assert [(one.tolerance.value, str(one.share)) for one in variants] == [(1, "1"), (3, "0.5")]


def test_decimal_commas() -> None:
    """In numbers and in weights a comma is a point; two signs are no number."""
    variant = _part("π? {#3,14:0,01}").interaction.variants[0]
    assert (str(variant.value), str(variant.tolerance.value)) == ("3.14", "0.01")
    choices = _part("q {~%33,3%а ~%66,7%б ~в}").interaction.choices
    assert [str(choice.weight) for choice in choices] == ["0.333", "0.667", "0"]
    assert _one("q {#1,234.5}").problems[0].code == "formats.gift.number"


def test_lines_of_a_text_stay() -> None:
    """Moodle's own format shows line ends: verses and programs keep them."""
    assert _part("Чьё это?\n  Мороз и солнце;\n  день чудесный! {Пушкин}").prompt == (
        "Чьё это?<br>\nМороз и солнце;<br>\nдень чудесный!"
    )


def test_blank_options_are_left_out_and_told() -> None:
    """A sign with nothing behind it is no option."""
    entry = _one("q {=а ~ ~б}")
    assert entry.item is not None
    assert len(entry.item.parts[0].interaction.choices) == 2
    assert [problem.code for problem in entry.problems] == ["formats.blank-option"]


def test_identifiers_and_tags_with_brackets() -> None:
    """A backslash lets the closing bracket stand."""
    entry = _one("// [id:а\\]б] [tag:раз\\]] [tag:два]\nq {T}")
    assert entry.source_id == "а]б"
    assert entry.item is not None
    assert entry.item.tags == ("раз]", "два")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]
)
def test_encodings(encoding: str) -> None:
    """With a mark or without, with line ends of Windows."""
    entry = _one("::Ёж:: Кто это?\r\n{=ёж ~уж}\r\n", encoding)
    assert entry.item is not None
    assert entry.item.title == "Ёж"
    assert [choice.html for choice in entry.item.parts[0].interaction.choices] == ["ёж", "уж"]


def test_one_spoilt_byte_does_not_change_the_encoding() -> None:
    """A file cut short in the middle of a letter is UTF-8 all the same."""
    content = ("::Ёж:: Кто это? {=ёж ~уж}\n\n" * 5 + "Кто").encode()[:-1]
    first = read_items(content, "gift").items[0]
    assert first.item is not None
    assert first.item.title == "Ёж"


def test_a_blank_line_between_the_braces() -> None:
    """Moodle would make two broken questions of it; here it is the one that is meant."""
    found = read_items("q1 {=а\n\n~б\n\n~в}\n\nq2 {=г ~д}\n\nq3 {=е\n\nq4 {T}\n".encode(), "gift")
    first, second, third, fourth = found.items
    assert first.item is not None
    assert len(first.item.parts[0].interaction.choices) == 3
    assert second.item is not None
    assert [(one.code, one.place) for one in third.problems] == [("formats.gift.unclosed", "9")]
    assert fourth.item is not None


def test_weights_without_a_sign_and_beyond_all_measure() -> None:
    """A lone answer may have a weight; more than all is no share."""
    assert str(_part("q {=%50%а =б}").interaction.variants[0].share) == "0.5"
    assert _one("q {%50%а}").item is not None
    (problem,) = _one("q {=%200%а}").problems
    assert problem.code == "formats.share"
