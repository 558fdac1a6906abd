import zipfile
from pathlib import Path

import pytest
import wagtail
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from framework.received_files import FileReader
from framework.tables import csv_files, workbooks
from framework.tables.cells import armoured, unarmoured
from framework.tables.csv_files import read_csv, write_csv
from framework.tables.errors import TableFileError
from framework.tables.workbooks import CellTooLong, read_workbook, write_workbook

ROWS = [["название", "код"], ["=1+1", "'=x"], ["Строка\nвторая; «ё»", "1.10"], ["-5", '"']]


@given(st.text(st.characters(categories=["L", "P", "S", "Zs"]) | st.sampled_from("'=+-@\t")))
def test_a_cell_comes_back(text):
    assert unarmoured(armoured(text)) == text


def test_no_written_cell_is_a_formula():
    assert [armoured(text)[0] for text in ("=1", " =1", "+1", "-1", "@x", "'=1")] == ["'", "'"] + [
        "'"
    ] * 4


def test_csv_comes_back(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(write_csv(ROWS))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [[unarmoured(cell) for cell in row] for row in read_csv(path)] == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    path = tmp_path / "a.csv"
    path.write_text(f'a{delimiter}b\n"1"{delimiter}2\n')
    assert list(read_csv(path)) == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    "content", ["ё".encode("cp1251"), b'a;b\n"1', b'a\n"1"x', b"a\n" + b"x" * 200_000]
)
def test_broken_csv_is_refused_with_its_place(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(TableFileError) as caught:
        list(read_csv(path))
    assert str(caught.value.place)


def test_a_workbook_comes_back(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook(ROWS))
    assert [[unarmoured(cell) for cell in row][:2] for row in read_workbook(path)] == ROWS


def test_numbers_of_a_workbook_are_texts_and_formulas_their_values(tmp_path):
    book = Workbook()
    book.active.append([5, 7.0, 1.5, None, "=1+1"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    (row,) = read_workbook(path)
    assert row[:5] == ["5", "7", "1.5", "", ""]


def test_a_workbook_of_another_program_is_read():
    path = Path(wagtail.__file__).parent / "contrib/redirects/tests/files/example.xlsx"
    assert next(read_workbook(path))[0]


def test_a_text_that_no_cell_holds_is_not_cut(tmp_path):
    with pytest.raises(CellTooLong) as caught:
        write_workbook([["а"], ["б" * 32_768]])
    assert caught.value.row == 2


def test_only_so_many_columns_are_read(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook([["x"] * 500]))
    (row,) = read_workbook(path)
    assert len(row) == 40


def refused(path):
    with pytest.raises(TableFileError) as caught:
        list(read_workbook(path))
    assert str(caught.value.remedy)


def rewritten(path, name, content):
    """Replace one part of a workbook."""
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    parts[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part, data in parts.items():
            target.writestr(part, data)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<worksheet",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="x"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_damaged_sheet_is_refused(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook(ROWS))
    rewritten(path, "xl/worksheets/sheet1.xml", content)
    refused(path)


def test_what_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_workbook(ROWS))
    rewritten(path, "xl/media/bomb.bin", b"\0" * 8_000_000)
    refused(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 100, write_csv(ROWS)])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    refused(path)


def test_a_large_file_is_refused(tmp_path, monkeypatch):
    small = FileReader(10, TableFileError)
    path = tmp_path / "a.csv"
    path.write_bytes(write_csv(ROWS))
    for module, read in ((csv_files, read_csv), (workbooks, read_workbook)):
        monkeypatch.setattr(module, "READER", small)
        with pytest.raises(TableFileError):
            list(read(path))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3000))
def test_no_damage_to_a_workbook_raises_anything_else(tmp_path_factory, noise, place):
    data = bytearray(write_workbook(ROWS))
    data[place : place + len(noise)] = noise
    path = tmp_path_factory.mktemp("noise") / "a.xlsx"
    path.write_bytes(bytes(data))
    try:
        for row in read_workbook(path):
            assert len(row) <= 40
    except TableFileError:
        pass
