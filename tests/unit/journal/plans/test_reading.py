from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import read_lines
from core.data import TableRow
from journal.plans.columns import guess_columns
from journal.plans.data import FIELDS, HOURS, MOST_LINES, NUMBER, TITLE
from journal.plans.reading import PlanRefused, read_plan
from journal.plans.values import MOST_HOURS

PLAN = """№	Тема урока	Часы	Домашнее задание	Дата
	Раздел 1. Тепловые явления	12
1	Строение вещества	1	§ 1	01.09.2025
2-3	Диффузия		§ 2
4	Теплопередача	2
	Итого	12
5		1
"""


def test_sections_totals_and_lessons_without_a_theme_are_left_out():
    rows = read_lines(PLAN)
    guessed = guess_columns(rows)
    table = read_plan(rows, guessed.fields, guessed.first)
    assert [(line.number, line.row, line.title, line.hours) for line in table.lines] == [
        (1, 3, "Строение вещества", 1),
        (2, 4, "Диффузия", 2),
        (3, 5, "Теплопередача", 2),
    ]
    assert table.left_out == (2, 6, 7)
    assert table.lines[0].homework == "§ 1"
    assert table.lines[0].day.isoformat() == "2025-09-01"


def test_hours_alone_tell_lessons_from_sections():
    rows = read_lines("Тема;Часы\nТепло;34\nТок;2\nЗакон Ома;1\nИтого;37")
    table = read_plan(rows, {TITLE: 0, HOURS: 1}, 1)
    assert [line.title for line in table.lines] == ["Ток", "Закон Ома"]


def row(number: int, *cells: str) -> TableRow:
    return TableRow(number, cells)


@pytest.mark.parametrize(
    ("rows", "fields", "code", "at"),
    [
        ([row(1, "Ток")], {}, "no_title", 0),
        ([row(1, "12")], {TITLE: 0}, "no_lessons", 0),
        ([row(1, "Ток", "")], {TITLE: 0, NUMBER: 1}, "no_lessons", 0),
        ([row(n, "Ток") for n in range(1, MOST_LINES + 2)], {TITLE: 0}, "too_long", 601),
    ],
)
def test_what_is_no_plan_is_refused_with_its_row(rows, fields, code, at):
    with pytest.raises(PlanRefused) as refused:
        read_plan(rows, fields)
    assert (refused.value.code, refused.value.row) == (code, at)


CELL = st.text(st.sampled_from("абЯ 0123456789.-№итогоч"), max_size=10)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.lists(CELL, max_size=5), max_size=30),
    st.dictionaries(st.sampled_from(FIELDS), st.integers(-2, 7)),
    st.integers(0, 40),
)
def test_any_table_gives_lessons_in_order_or_a_refusal(table, fields, first):
    rows = [row(number, *cells) for number, cells in enumerate(table, start=1)]
    try:
        found = read_plan(rows, fields, first)
    except PlanRefused:
        return
    assert [line.number for line in found.lines] == list(range(1, len(found.lines) + 1))
    assert sorted({*found.left_out, *(line.row for line in found.lines)}) == [
        one.number for one in rows[first:]
    ]
    assert all(line.title and 1 <= line.hours <= MOST_HOURS for line in found.lines)
