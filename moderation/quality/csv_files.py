"""Tables as files that Russian spreadsheets open: semicolons, a byte order mark, decimal commas.

Text that a spreadsheet would take for a formula is defused; numbers are written by us and need
no care.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

from core.api import defuse
from moderation.quality.tables import Table
from moderation.workdays import day_of


def write_csv(table: Table) -> bytes:
    """Return the table as a file in UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([safe_cell(str(column.label)) for column in table.columns])
    for row in table.rows:
        writer.writerow([safe_cell(value) for value in row.values])
    return stream.getvalue().encode("utf-8-sig")


def safe_cell(value: Any) -> str:
    """Return a cell that is read as what it is.

    >>> safe_cell("=1+1"), safe_cell(-0.25), safe_cell(None)
    ("'=1+1", '-0,25', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        value = day_of(value)
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return defuse(str(value))
