"""Workbooks: XLSX through openpyxl, OpenDocument by its own XML."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element  # nosec B405  # parsed by core.safe_xml

from openpyxl import load_workbook

from core.archives.limits import ArchiveLimits
from core.archives.reader import open_archive
from core.archives.refusal import ArchiveRefused
from core.safe_xml import XmlLimits, XmlRefused, parse_xml
from core.tables.reading import TableLimits
from core.tables.refusal import TableRefused

# A sheet unpacks to some twenty times its size; styles and a theme stand beside it.
UNPACKED = 64 * 1024 * 1024
ENTRIES = 1_000
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

Rows = Iterator[tuple[int, list[str]]]


def read_workbook(content: bytes, limits: TableLimits) -> Rows:
    """Yield (number, cells) of the first sheet that has a text; raises :class:`TableRefused`."""
    accepted = ArchiveLimits(entries=ENTRIES, total_bytes=UNPACKED, entry_bytes=UNPACKED)
    try:
        with open_archive(io.BytesIO(content), accepted) as archive:
            archive.verify()
            names = {entry.name for entry in archive.entries}
            if "xl/workbook.xml" in names:
                return _guarded(_xlsx(content, limits))
            if "content.xml" in names:
                return _ods(archive.read("content.xml", UNPACKED), limits)
    except ArchiveRefused as error:
        raise TableRefused("damaged") from error
    raise TableRefused("format")


def _guarded(rows: Rows) -> Rows:
    while True:
        # openpyxl answers a damaged workbook with whatever error lies nearest.
        try:
            row = next(rows, None)
        except Exception as error:
            raise TableRefused("damaged") from error
        if row is None:
            return
        yield row


def _xlsx(content: bytes, limits: TableLimits) -> Rows:
    with closing(
        load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    ) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            found = False
            rows = sheet.iter_rows(max_col=limits.columns, values_only=True)
            for number, row in enumerate(rows, start=1):
                cells = [_as_text(value) for value in row]
                found = found or any(cells)
                yield number, cells
            if found:
                return


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _ods(content: bytes, limits: TableLimits) -> Rows:
    try:
        root = parse_xml(content, XmlLimits(total_bytes=UNPACKED))
    except XmlRefused as error:
        raise TableRefused("damaged") from error
    for sheet in root.iter(f"{_TABLE}table"):
        rows = list(_sheet_rows(sheet, limits))
        if any(any(cells) for _number, cells in rows):
            return iter(rows)
    return iter(())


def _sheet_rows(sheet: Element, limits: TableLimits) -> Rows:
    number = told = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        cells = list(_row_cells(row, limits))
        times = _repeated(row, "number-rows-repeated")
        if not any(cells):
            number += times
            continue
        for _time in range(times):
            number, told = number + 1, told + 1
            yield number, cells
            if told > limits.rows:
                return


def _row_cells(row: Element, limits: TableLimits) -> Iterator[str]:
    left = limits.columns
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = min(left, _repeated(cell, "number-columns-repeated"))
        left -= times
        yield from [_cell_text(cell)] * times
        if not left:
            return


def _cell_text(cell: Element) -> str:
    day = cell.get(f"{_OFFICE}date-value", "")
    if day:
        return day.removesuffix("T00:00:00")
    return "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))


def _repeated(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(1, min(int(text), 1_048_576)) if text.isascii() and text.isdigit() else 1
