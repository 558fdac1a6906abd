"""Tables in CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.received_files import FileReader
from framework.tables.cells import armoured
from framework.tables.data import SIZE_LIMIT
from framework.tables.errors import TableFileError

READER = FileReader(SIZE_LIMIT, TableFileError)
_DELIMITERS = ";,\t"


def read_csv(path: Path) -> Iterator[list[str]]:
    """Yield the rows of the file; the delimiter is the one its heading has most of (``; , tab``).

    Raises :class:`TableFileError`.
    """
    text = READER.read_text(path)
    heading = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        raise TableFileError(
            path.name,
            format_lazy(_("line {number}"), number=rows.line_num),
            format_lazy(_("it is not correct CSV ({reason})."), reason=str(error)),
            _("Check the quotation marks of this line, or save the table as CSV anew."),
        ) from error


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Return the rows as CSV: semicolons, UTF-8 with the mark that spreadsheets ask for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in rows:
        writer.writerow([armoured(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")
