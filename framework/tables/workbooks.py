"""Tables in XLSX."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.api import open_archive
from core.data import ArchiveLimits
from core.errors import ArchiveRefused
from framework.tables.cells import armoured
from framework.tables.csv_files import READER
from framework.tables.data import CELL_OF_A_WORKBOOK, COLUMNS_LIMIT, UNPACKED_LIMIT
from framework.tables.errors import TableFileError

_LIMITS = ArchiveLimits(entries=1_000, total_bytes=UNPACKED_LIMIT, entry_bytes=UNPACKED_LIMIT)


class CellTooLong(ValueError):
    """A text does not fit into a cell of a workbook; ``row`` counts from 1, the heading."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def read_workbook(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the first sheet as texts, at most ``COLUMNS_LIMIT`` cells each.

    Formulas count by the values that were stored with them; links to other files are not
    followed. Raises :class:`TableFileError`.
    """
    data = READER.read_bytes(path)
    try:
        with open_archive(io.BytesIO(data), _LIMITS) as archive:
            archive.verify()
    except ArchiveRefused as error:
        raise _not_a_workbook(path.name, str(error.reason)) from error
    rows = _rows(data)
    while True:
        # openpyxl answers a damaged workbook with whatever error lies nearest.
        try:
            row = next(rows, None)
        except Exception as error:
            raise _not_a_workbook(path.name, type(error).__name__) from error
        if row is None:
            return
        yield row


def _rows(data: bytes) -> Iterator[list[str]]:
    with closing(
        load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    ) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=COLUMNS_LIMIT, values_only=True):
            yield [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _not_a_workbook(file: str, reason: str) -> TableFileError:
    return TableFileError(
        file,
        "",
        format_lazy(_("it is not a readable XLSX workbook ({reason})."), reason=reason),
        _("Open it in a spreadsheet and save it as XLSX anew, or save it as CSV."),
    )


def write_workbook(rows: Iterable[Iterable[str]]) -> bytes:
    """Return the rows as a workbook whose cells are texts, whatever they begin with.

    Raises :class:`CellTooLong`: openpyxl would cut such a text without a word.
    """
    lines = [[ILLEGAL_CHARACTERS_RE.sub("", armoured(cell)) for cell in row] for row in rows]
    for number, line in enumerate(lines, start=1):
        if any(len(cell) > CELL_OF_A_WORKBOOK for cell in line):
            raise CellTooLong(number)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in lines:
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
