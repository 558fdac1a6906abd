"""Numbered tests as teachers write them: labels, marks, answers beside and behind the questions."""

from __future__ import annotations

import time

import pytest

from assessment.formats.exchange import ReadFile, ReadItem
from assessment.formats.registry import detect_format, read_items


def _read(text: str) -> ReadFile:
    return read_items(text.encode(), "text")


def _key(entry: ReadItem) -> str | tuple[str, ...]:
    assert entry.item is not None, entry.problems
    one = entry.item.parts[0].interaction
    found: str | tuple[str, ...] = one.key
    return found


def _codes(file: ReadFile) -> list[str]:
    return [problem.code for entry in file.items for problem in entry.problems]


@pytest.mark.parametrize(
    "text",
    [
        "1.Река?\nа) Дон\nб) Эльбрус*\nв) Баку",
        "1) Река?\nА. Дон\nБ. Эльбрус\nВ. Баку\nОтвет: Б",
        "№1 Река?\n1) Дон\n2) Эльбрус\n3) Баку\nПравильный ответ: 2.",
        "Задание 1\nРека?\n1. Дон\n2. Эльбрус\n3. Баку\nОтвет — 2",
        "А1. Река?\n1) Дон\n2) Эльбрус\n3) Баку\nОТВЕТ: 2",
        "1. Река?\n1. Дон\n2. Эльбрус +\n3. Баку",
        "1. Река?\n- Дон\n+ Эльбрус\n- Баку",
        "1. Река?\n[ ] Дон\n[x] Эльбрус\n[ ] Баку",
        "1. Река?\nа) Дон\nб) Эльбрус (верно)\nв) Баку",
        "1. Река?\nа) Дон\n**б) Эльбрус**\nв) Баку",
        "1. Река?\nа) Дон\nб) **Эльбрус**\nв) Баку",
        "1. Река?\nа) Дон\nб)* Эльбрус\nв) Баку",
        "1. Река?\nа) Дон  б) ✓ Эльбрус  в) Баку",
        "1. Река?\nа) Дон; б) Эльбрус; в) Баку\nОтвет: эльбрус",
        "1. Река?\nа) Дон; б) Эльбрус; в) Баку\nВерный ответ: б) Эльбрус",
        "1. Река? а) Дон б) Эльбрус в) Баку Ответ: б",
        "1. Река?\nа) Дон\nб) Эльбрус\nв) Баку\n(Ответ: б)",
        "1. Река?\nA) Дон\nБ) Эльбрус\nB) Баку\nОтвет: Б",
        "1. Река?\nа) Дон\nб) Эльбрус\nв) Баку\nОтвет:\nб",
        "1. Река?\nа) Дон\nб) Эльбрус\nв) Баку\n\nКлюч\n1) б",
    ],
)
def test_one_right_option(text: str) -> None:
    """Whatever the labels and the mark, the second of three is the key, and is shown unmarked."""
    found = _read(text + "\n")
    assert _key(found.items[0]) == "b"
    assert found.items[0].item is not None
    choices = found.items[0].item.parts[0].interaction.choices
    assert [choice.html for choice in choices] == ["Дон", "Эльбрус", "Баку"]
    assert found.items[0].item.parts[0].prompt == "Река?"
    assert not found.problems


@pytest.mark.parametrize("answer", ["а, в", "ав", "А и В", "1;3", "13", "A,B", "дон; баку"])
def test_several_right_options(answer: str) -> None:
    """Letters apart or together, numbers, words; look-alikes of another keyboard."""
    found = _read(f"1. Что?\nа) Дон\nб) Эльбрус\nв) Баку\nОтвет: {answer}\n")
    assert _key(found.items[0]) == ("a", "c")


@pytest.mark.parametrize(
    "table",
    [
        "Ответы: 1-б, 2-ав, 3 - Москва",
        "Ответы:\n1) б\n2) а, в\n3) Москва",
        "Ключ к тесту: 1. б; 2. ав; 3. Москва",
        "Ключи\n1 – б\n2 – ав\n3 – Москва",
        "Ответы\n№\t1\t2\t3\nОтвет\tб\tав\tМосква",
        "Ответы\n| 1 | 2 | 3 |\n|---|---|---|\n| б | ав | Москва |",
        "Правильные ответы\n1\tб\n2\tав\n3\tМосква",
    ],
)
def test_answers_behind_the_questions(table: str) -> None:
    """A table of answers gives each question its own, and the last question none of the others."""
    options = "а) Дон\nб) Эльбрус\nв) Баку\n"
    found = _read(f"1. Раз?\n{options}2. Два?\n{options}3. Столица?\n\n{table}\n")
    assert [_key(entry) for entry in found.items[:2]] == ["b", ("a", "c")]
    assert found.items[2].item is not None
    written = found.items[2].item.parts[0].interaction
    assert [variant.text for variant in written.variants] == ["Москва"]
    assert not _codes(found)
    assert not found.problems


def test_each_variant_has_its_own_table() -> None:
    """Numbers begin anew under a heading, and the table behind them is for these questions."""
    one = "1. Раз?\nа) 1\nб) 2\n2. Два?\nа) 3\nб) 4\n"
    text = f"Вариант 1\n{one}Ответы: 1-а, 2-б\n\nВариант 2\n{one}Ответы: 1-б, 2-а\n"
    found = _read(text)
    assert [_key(entry) for entry in found.items] == ["a", "b", "b", "a"]
    assert [entry.folder for entry in found.items] == [("Вариант 1",)] * 2 + [("Вариант 2",)] * 2


@pytest.mark.parametrize(
    "table",
    [
        "Ответы\nВариант 1\nА1 - 1, А2 - 2\nВариант 2\nА1 - 2, А2 - 1",
        "Ключи:\nВариант 1: А1-1, А2-2\nВариант 2: А1-2, А2-1",
        "Ответы\n\nВариант 1.\nА1\tА2\n1\t2\nВариант 2.\nА1\tА2\n2\t1",
    ],
)
def test_one_table_for_several_variants(table: str) -> None:
    """The headings of the table are those of the questions; parts lie in their variant."""
    one = "Часть А\nА1. Раз?\n1) да 2) нет\nА2. Два?\n1) да 2) нет\n\n"
    found = _read(f"Вариант 1\n\n{one}Вариант 2\n\n{one}{table}\n")
    assert [_key(entry) for entry in found.items] == ["a", "b", "b", "a"]
    assert found.items[0].folder == ("Вариант 1", "Часть А")
    assert not found.problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. Что?\n*а) да\nб) нет\nОтвет: б\n", "formats.numbered.two-keys"),
        ("1. Что?\nа) да\nб) нет\nОтвет: а\n\nОтветы:\n1-б\n", "formats.numbered.two-keys"),
        ("1. Что?\nа) да\nб) нет\nОтвет: д\n", "formats.numbered.unknown"),
        ("1. Что?\nа) да\nб) нет\nОтвет: никогда\n", "formats.numbered.unknown"),
        ("1. Что?\nа) да\nб) нет\nОтвет: ____\n", "formats.numbered.no-answer"),
        ("1. Заряды?\nа) Na +\nб) K +\n", "formats.numbered.no-answer"),
        (
            "1. Что?\nа) да\nб) нет\nОтвет: а\n\nЕщё\n2. Раз?\nОтвет: 1",
            "formats.numbered.between",
        ),
    ],
)
def test_what_is_not_clear_is_told(text: str, code: str) -> None:
    """No key is guessed, and no line is put into an option that it does not belong to."""
    assert _codes(_read(text)) == [code]


def test_an_answer_to_no_question_is_told() -> None:
    """A table may name what is not there."""
    found = _read("1. Раз?\nа) да\nб) нет\n2. Два?\nа) да\nб) нет\n\nКлюч:\n1-а\n2-б\n")
    assert not found.problems
    doubled = _read("1. Раз?\nа) да\nб) нет\n\nЧасть 2\n1. Два?\nа) да\nб) нет\n\nКлюч:\n1-а\n")
    assert [problem.code for problem in doubled.problems] == ["formats.numbered.key-nowhere"]


def test_signs_of_numbers_and_ions_are_no_marks() -> None:
    """A plus before a number, a plus that all options have, more lines to an option."""
    found = _read("1. x?\nа) +5\nб) −5*\nв) 7\n2. Ион?\nа) Na+\nб) Cl\nОтвет: а\n")
    assert [_key(entry) for entry in found.items] == ["b", "a"]
    assert found.items[0].item is not None
    assert found.items[0].item.parts[0].interaction.choices[0].html == "+5"


def test_fields_go_on_in_the_next_line() -> None:
    """What follows an explanation is no part of the last option."""
    found = _read("1. Что?\nа) да\nб) нет\nПояснение: раз\nдва\nОтвет: а\nРешение: так\n")
    item = found.items[0].item
    assert item is not None
    assert item.parts[0].feedback.general == "раз<br>два"
    assert item.solution == "так"


def test_sets_do_not_make_gift_of_a_numbered_test() -> None:
    """Braces with answers are GIFT, braces with a set are not."""
    assert detect_format("1. A = {1; 2}?\nа) да\nб) нет\nОтвет: а\n".encode()) == "text"
    assert detect_format("1. Столица? {=Москва ~Тверь}\n".encode()) == "gift"
    assert detect_format("Столица? {Москва}\n".encode()) == "gift"


def test_five_thousand_questions_and_no_more() -> None:
    """Time grows with length; what is beyond the limit is told by its line."""
    text = "".join(f"{n}. Раз?\nа) да\nб) нет\n\n" for n in range(1, 5_002))
    started = time.perf_counter()
    found = _read(text + "Ответы:\n" + "\n".join(f"{n}-а" for n in range(1, 5_002)))
    assert time.perf_counter() - started < 30
    assert len(found.items) == 5_000
    assert all(entry.item is not None for entry in found.items)
    assert [problem.code for problem in found.problems] == ["formats.too-many-items"]


@pytest.mark.parametrize(
    "answer", ["А2 Б3 В1", "А-2, Б-3, В-1", "231", "2, 3, 1", "A – 2; Б – 3; B – 1"]
)
def test_two_lists_are_a_matching(answer: str) -> None:
    """Letters on the left, numbers on the right, one of them too many."""
    left = "А) кот\nБ) пёс\nВ) дом"
    found = _read(
        f"1. Соотнесите:\n{left}\n1) стоит\n2) мяучит\n3) лает\n4) летит\nОтвет: {answer}\n"
    )
    (entry,) = found.items
    assert entry.item is not None, entry.problems
    one = entry.item.parts[0].interaction
    words = {choice.id: choice.html for choice in one.right}
    assert [words[one.key[choice.id]] for choice in one.left] == ["мяучит", "лает", "стоит"]
    assert len(words) == 4


@pytest.mark.parametrize("answer", ["А2 Б3", "А2 Б3 В9", "23", "А2 А3 В1", "кот"])
def test_a_matching_without_all_its_pairs_is_refused(answer: str) -> None:
    """No pair is guessed."""
    left = "А) кот\nБ) пёс\nВ) дом"
    found = _read(f"1. Соотнесите:\n{left}\n1) стоит 2) мяучит 3) лает\nОтвет: {answer}\n")
    assert _codes(found) == ["formats.numbered.unknown"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1. Что раньше? 1) два 2) три 3) раз\nОтвет: 312\n", "ordering"),
        ("1. Установите последовательность.\nа) раз\nб) два\nОтвет: аб\n", "ordering"),
        ("1. Что верно?\nа) раз\nб) два\nОтвет: аб\n", "multiple_choice"),
        ("1. Что верно?\nа) раз\nб) два\nв) три\nОтвет: ва\n", "multiple_choice"),
    ],
)
def test_an_order_is_no_set(text: str, kind: str) -> None:
    """An answer that names every option in another order asks for that order."""
    (entry,) = _read(text).items
    assert entry.item is not None, entry.problems
    one = entry.item.parts[0].interaction
    assert one.type == kind
    if kind == "ordering":
        words = {choice.id: choice.html for choice in one.entries}
        assert [words[at] for at in one.key] == ["раз", "два", "три"][: len(words)]
