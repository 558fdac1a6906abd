from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.quality.csv_files import safe_cell, write_csv
from moderation.quality.tables import NUMBER, Column, Row, Table


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\u00a0=1"]
)
def test_what_looks_like_a_formula_is_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (-3, "-3"),
        (0.25, "0,25"),
        (-0.5, "-0,5"),
        (2.0, "2"),
        (date(2026, 9, 1), "01.09.2026"),
        (datetime(2026, 9, 1, 22, 30, tzinfo=UTC), "02.09.2026"),  # in the institute's time zone
        ("Маятник; период", "Маятник; период"),
    ],
)
def test_values_as_spreadsheets_read_them(value, cell):
    assert safe_cell(value) == cell


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_a_file_comes_back_as_it_was_written(words):
    words = [word.replace("\x00", "").replace("\r", " ").replace("\n", " ") for word in words]
    table = Table("x", "x", [Column("слово"), Column("число", NUMBER)])
    table.rows = [Row([word, 1]) for word in words]
    content = write_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["слово", "число"], *([safe_cell(word), "1"] for word in words)]
