from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.api import read_lines
from core.data import TableRow
from journal.plans.columns import guess_columns
from journal.plans.data import DAY, HOMEWORK, HOURS, NUMBER, TITLE


@pytest.mark.parametrize(
    ("text", "fields", "first"),
    [
        (
            "Школа № 5\n№ п/п\tДата\tТема урока\tКол-во часов\tДомашнее задание\n1\t1.09\tТок",
            {NUMBER: 0, DAY: 1, TITLE: 2, HOURS: 3, HOMEWORK: 4},
            2,
        ),
        (
            "Номер урока;Содержание;Часы;Д/з\n1;Ток;1;§ 1",
            {NUMBER: 0, TITLE: 1, HOURS: 2, HOMEWORK: 3},
            1,
        ),
        ("Тема\nТок\nСила", {TITLE: 0}, 1),
        (
            "1\tПостоянный ток\t2\n2\tЗакон Ома для участка\t1\n3\tМощность тока\t1",
            {TITLE: 1, NUMBER: 0, HOURS: 2},
            0,
        ),
        ("01.09.2025;Ток и напряжение\n03.09.2025;Закон Ома", {TITLE: 1, DAY: 0}, 0),
        ("Закон Ома для участка цепи\nМощность", {TITLE: 0}, 0),
    ],
)
def test_columns_are_known_by_heading_else_by_their_cells(text, fields, first):
    guessed = guess_columns(read_lines(text))
    assert (dict(guessed.fields), guessed.first) == (fields, first)


CELLS = st.text(st.sampled_from("абвТемурокчдт№ 0123456789.,-"), max_size=12)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=12))
def test_any_table_has_one_column_of_titles_and_no_column_twice(table):
    rows = [TableRow(number, tuple(cells)) for number, cells in enumerate(table, start=1)]
    guessed = guess_columns(rows)
    assert TITLE in guessed.fields
    assert len(set(guessed.fields.values())) == len(guessed.fields)
    assert 0 <= guessed.first <= len(rows)
