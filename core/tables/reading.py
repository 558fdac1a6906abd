"""A table of somebody's as rows of texts, whatever program wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.tables.refusal import TableRefused

ZIP, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = "\t;,"


@dataclass(frozen=True, slots=True)
class TableLimits:
    """What is accepted: bytes of the file, rows with a text, columns (further ones are left out),
    and characters of a cell. With ``keeps_lines`` lines and spaces inside a cell stay.
    """

    total_bytes: int = 2 * 1024 * 1024
    rows: int = 2_000
    columns: int = 40
    cell: int = 5_000
    keeps_lines: bool = False


DEFAULT_LIMITS = TableLimits()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that has a text: ``number`` counts from 1 as the spreadsheet does."""

    number: int
    cells: tuple[str, ...]


def read_table(content: bytes, limits: TableLimits = DEFAULT_LIMITS) -> list[TableRow]:
    """Return the rows of a file that have a text; the format is known by its bytes.

    Of a workbook the first sheet with a text. Formulas count by their stored values, dates are
    ISO 8601. Text is UTF-8, or else Windows-1251. Raises :class:`TableRefused`.
    """
    if len(content) > limits.total_bytes:
        raise TableRefused("too-large")
    if content.startswith(OLD_WORKBOOK):
        raise TableRefused("old-format")
    if content.startswith(ZIP):
        from core.tables.workbooks import read_workbook

        return _kept(read_workbook(content, limits), limits)
    return read_lines(_decode(content), limits)


def read_lines(
    text: str, limits: TableLimits = DEFAULT_LIMITS, *, delimiter: str = ""
) -> list[TableRow]:
    """Return the rows of a text: CSV, or lines pasted from a spreadsheet (tabs between cells).

    Without a delimiter every line is one cell. Who knows it (by the headings) gives it: rows of
    different lengths do not agree on one. Raises :class:`TableRefused`.
    """
    if len(text) > limits.total_bytes:
        raise TableRefused("too-large")
    if "\0" in text:
        raise TableRefused("format")
    return _kept(_rows(text.lstrip("\ufeff"), delimiter), limits)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    delimiter = delimiter or _delimiter(text)
    if not delimiter:
        yield from ((number, [line]) for number, line in enumerate(text.splitlines(), start=1))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise TableRefused("quotation", first) from error
        if cells is None:
            return
        yield first, cells


def _delimiter(text: str) -> str:
    """Return what stands between cells: tabs where there are any, else what most lines share.

    A comma in running text parts nothing: it delimits only where lines agree on its number.
    """
    lines = [line for line in text.splitlines() if line.strip()][:200]
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines]
        having = sum(count > 0 for count in counts)
        if delimiter == "\t" and having:
            return delimiter
        usual = max(set(counts), key=counts.count, default=0)
        agree = sum(count == usual for count in counts)
        if usual and agree * 2 > len(lines) and (delimiter == ";" or agree * 10 >= 9 * len(lines)):
            return delimiter
    return ""


def _kept(rows: Iterable[tuple[int, list[str]]], limits: TableLimits) -> list[TableRow]:
    kept: list[TableRow] = []
    for number, cells in rows:
        clean = [_clean(cell, keeps_lines=limits.keeps_lines) for cell in cells[: limits.columns]]
        while clean and not clean[-1]:
            clean.pop()
        if not clean:
            continue
        if len(kept) >= limits.rows:
            raise TableRefused("too-many-rows", number)
        if any(len(cell) > limits.cell for cell in clean):
            raise TableRefused("cell-too-long", number)
        kept.append(TableRow(number, tuple(clean)))
    if not kept:
        raise TableRefused("empty")
    return kept


def _clean(cell: str, *, keeps_lines: bool = False) -> str:
    """Return a text in one line, or as it stands, without characters that no page shows."""
    if keeps_lines:
        lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(_printable(line).rstrip() for line in lines).strip()
    return " ".join(_printable(cell).split())


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(s if s.isprintable() else " " for s in text)
