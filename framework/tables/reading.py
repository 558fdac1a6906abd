"""From a file to the rows of its tree."""

from __future__ import annotations

from pathlib import Path

from framework.tables.csv_files import read_csv
from framework.tables.data import TableRow
from framework.tables.errors import Mistakes
from framework.tables.hierarchy import build_tree
from framework.tables.rows import read_rows
from framework.tables.workbooks import read_workbook

CSV, XLSX = "csv", "xlsx"
FORMS = (CSV, XLSX)
_READERS = {CSV: read_csv, XLSX: read_workbook}


def read_table(path: Path, form: str, mistakes: Mistakes) -> list[TableRow]:
    """Return the outermost rows of the table in the file ``path``, ``form`` one of ``FORMS``.

    Mistakes of rows are noted; raises ``TableFileError`` for what is no table.
    """
    return build_tree(read_rows(_READERS[form](path), path.name, mistakes), mistakes)
