"""Rows as teachers fill them in: keys by words, modes by type, lines in cells, many rows."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.formats.exchange import ReadItem
from assessment.formats.registry import FORMATS, read_items
from tests.factories.items import make_item


def _one(headings: str, row: str) -> ReadItem:
    (entry,) = read_items(f"{headings}\n{row}\n".encode(), "csv").items
    return entry


def _interaction(headings: str, row: str) -> Any:
    entry = _one(headings, row)
    assert entry.item is not None, entry.problems
    return entry.item.parts[0].interaction


_CHOICE = "Вопрос;Вариант 1;Вариант 2;Вариант 3;Ответ"


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("q;да;нет;иногда;2", "b"),
        ("q;да;нет;иногда;НЕТ", "b"),
        ("q;10;20;30;20", "b"),
        # Numbers are those of options, whatever their words.
        ("q;3;1;2;2", "b"),
        ('q;да;нет;иногда;"да;иногда"', ("a", "c")),
        ("q;да;нет;иногда;да, иногда", ("a", "c")),
        ("q;да;нет;то, это;то, это", "c"),
    ],
)
def test_keys_by_number_or_by_words(row: str, key: Any) -> None:
    """What names no option by its number or letter is looked for among their words."""
    assert _interaction(_CHOICE, row).key == key


@pytest.mark.parametrize(
    ("row", "mode"),
    [
        ("q;12;цифры;за каждый", "per_position"),
        ("q;12;цифры;минус за ошибку", "minus_one_per_error"),
        ("q;12;цифры;per_position", "per_position"),
    ],
)
def test_modes_have_the_name_of_their_type(row: str, mode: str) -> None:
    """One name of the template is another mode with another type."""
    assert _interaction("Вопрос;Ответ;Тип;Оценивание", row).scoring == mode


def test_what_does_not_fit_is_told_in_words_of_the_template() -> None:
    """A mode that the type has not, points beyond all measure."""
    (problem,) = _one("Вопрос;Ответ;Тип;Оценивание", "q;1;число;за каждый").problems
    assert problem.code == "formats.sheet.scoring"
    (problem,) = _one("Вопрос;Ответ;Баллы", "q;1;2000").problems
    assert problem.code == "formats.sheet.points"


def test_lines_of_a_cell_stay() -> None:
    """A line end inside a cell (Alt+Enter) is a line of the question."""
    entry = _one("Вопрос;Ответ", '"Мороз и солнце\r\nдень чудесный";верно')
    assert entry.item is not None
    assert entry.item.parts[0].prompt == "Мороз и солнце<br>день чудесный"


def test_lists_do_not_tell_their_key() -> None:
    """The right one stands first in the cell, and neither first nor under «a» for a learner."""
    keys = {
        gap.key
        for words in ("*кот|пёс|дом", "*дом|лес|луг", "*раз|два|три", "*Дон|Ока|Кама")
        for gap in _interaction("Вопрос;Тип", f"Вот [[{words}]];списки").gaps
    }
    assert len(keys) > 1


def test_what_is_beyond_the_limit_is_told_and_the_rest_is_taken() -> None:
    """5,000 rows of one file."""
    found = read_items(("Вопрос;Ответ\n" + "q;1\n" * 5_001).encode(), "csv")
    assert len(found.items) == 5_000
    (problem,) = found.problems
    assert (problem.code, problem.place) == ("formats.too-many-items", "5002")


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_program_keeps_its_lines_on_its_way_out_and_in(name: str) -> None:
    """Indents of a program are part of what is asked."""
    prompt = "<p>Что будет?</p><pre>for i in x:\n    if i:\n        print(i)</pre>"
    item = make_item("true_false")
    item = item.model_copy(update={"parts": (item.parts[0].model_copy(update={"prompt": prompt}),)})
    write = FORMATS[name].write
    assert write is not None
    (entry,) = FORMATS[name].read(write((item,), (), {}, ()).content).items
    assert entry.item is not None
    assert entry.item.parts[0].prompt == prompt
