from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.api import read_lines, read_table
from core.data import TableLimits
from core.errors import TableRefused

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 <table:table table:name="Лист1">
  <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
  <table:table-row><table:table-cell><text:p>Дата</text:p></table:table-cell>
   <table:table-cell table:number-columns-repeated="2"><text:p>Тема</text:p></table:table-cell>
  </table:table-row>
  <table:table-row>
   <table:table-cell office:value-type="date" office:date-value="2026-09-01T00:00:00">
    <text:p>1 сен</text:p></table:table-cell>
   <table:table-cell><text:p>Молекулы <text:span>и атомы</text:span></text:p></table:table-cell>
  </table:table-row>
  <table:table-row table:number-rows-repeated="{repeated}"><table:table-cell/></table:table-row>
 </table:table></office:spreadsheet></office:body></office:document-content>"""


def workbook(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opendocument(xml: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
    return stream.getvalue()


def cells(rows) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in rows]


def test_a_workbook_gives_texts_with_the_numbers_of_its_rows():
    content = workbook(["№", "Тема", "Дата"], [], [1.0, "Молекулы\nи атомы", date(2026, 9, 1)])
    assert cells(read_table(content)) == [
        (1, ("№", "Тема", "Дата")),
        (3, ("1", "Молекулы и атомы", "2026-09-01")),
    ]


def test_an_empty_first_sheet_is_passed_over():
    book = Workbook()
    book.create_sheet("План").append(["Молекулы"])
    stream = io.BytesIO()
    book.save(stream)
    assert cells(read_table(stream.getvalue())) == [(1, ("Молекулы",))]


def test_opendocument_is_read_and_its_million_of_empty_rows_is_not():
    content = opendocument(ODS.format(repeated=1_048_000))
    assert cells(read_table(content)) == [
        (4, ("Дата", "Тема", "Тема")),
        (5, ("2026-09-01", "Молекулы и атомы")),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("№;Тема\n1;Молекулы, атомы", ("№", "Тема")),
        ("№\tТема\n1\tМолекулы; атомы", ("№", "Тема")),
        ("1,Молекулы\n2,Атомы\n3,Опыт", ("1", "Молекулы")),
        ("Сила, масса, ускорение\nЗакон Ома", ("Сила, масса, ускорение",)),
        ('"Тема ""Ток""";2', ('Тема "Ток"', "2")),
    ],
)
def test_lines_are_parted_by_what_they_share(text, first):
    assert read_lines(text)[0].cells == first


def test_windows_text_is_understood():
    assert read_table("№;Тема\n1;Ёлки".encode("cp1251"))[1].cells == ("1", "Ёлки")


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "empty", 0),
        (b"  \n;;\n", "empty", 0),
        (b"%PDF-1.7\0", "format", 0),
        (b"\xd0\xcf\x11\xe0 old", "old-format", 0),
        (b"PK\x03\x04 broken", "damaged", 0),
        (b"x" * 5_001, "too-large", 0),
        (b"1;a\n2;" + b"b" * 101, "cell-too-long", 2),
        (b"1;a\n2;b\n3;c\n4;d", "too-many-rows", 4),
        ('1;"а\n2;б'.encode(), "quotation", 1),
        (opendocument(ODS.replace("<office:body>", "<office:broken>")), "damaged", 0),
        (opendocument('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged", 0),
    ],
)
def test_refusals_name_the_row_and_the_remedy(content, code, row):
    limits = TableLimits(total_bytes=5_000, rows=3, columns=5, cell=100)
    with pytest.raises(TableRefused) as refused:
        read_table(content, limits)
    assert (refused.value.code, refused.value.row) == (code, row)
    assert refused.value.reason


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"", b"PK\x03\x04", b"1;"]), st.binary(max_size=300))
def test_no_bytes_raise_anything_else(head, tail):
    try:
        rows = read_table(head + tail)
    except TableRefused:
        return
    assert all(any(row.cells) for row in rows)


LIMITS = TableLimits(total_bytes=100_000, rows=20, columns=4, cell=50)
WORDS = st.text(st.characters(whitelist_categories=["L", "N", "P", "Zs"]), max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6), max_size=20))
def test_what_is_read_is_clean_within_the_limits_and_in_order(table):
    text = "\n".join("\t".join(row) for row in table)
    try:
        rows = read_lines(text, LIMITS)
    except TableRefused:
        return
    numbers = [row.number for row in rows]
    assert numbers == sorted(set(numbers))
    for row in rows:
        assert any(row.cells)
        assert len(row.cells) <= LIMITS.columns
        assert all(cell == " ".join(cell.split()) for cell in row.cells)


def test_lines_of_a_cell_stay_where_they_are_asked_for():
    text = 'a;"  one\r\n    two  \r\nthree "\n'

    assert read_lines(text, delimiter=";")[0].cells == ("a", "one two three")
    limits = TableLimits(keeps_lines=True)
    assert read_lines(text, limits, delimiter=";")[0].cells == ("a", "one\n    two\nthree")
