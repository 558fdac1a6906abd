"""Why a table is refused: a code for programs, a row, and the reason with its remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

REASONS = {
    "too-large": _("The file is too large. Leave only the sheet with the table in it."),
    "too-many-rows": _("The table has too many rows. Leave only those that are needed."),
    "cell-too-long": _("A cell holds too much text. Shorten it."),
    "empty": _("There is no text in the table. Choose another file, or paste its lines."),
    "format": _(
        "Only XLSX, ODS and CSV tables are read. Save the table in one of them and choose it again."
    ),
    "old-format": _(
        "This is a workbook of the old format (XLS). Save it as XLSX and choose it again."
    ),
    "damaged": _("The workbook cannot be read. Open it, save it anew and choose it again."),
    "quotation": _("A quotation mark is opened and not closed. Mend it, or save the table as CSV."),
}


class TableRefused(Exception):
    """A table that is not read any further.

    ``code`` is a key of ``REASONS``; ``row`` counts from 1, 0 when it is about the whole.
    ``reason`` is in the language of the moment it is asked.
    """

    def __init__(self, code: str, row: int = 0) -> None:
        super().__init__(code, row)
        self.code = code
        self.row = row

    @property
    def reason(self) -> str:
        """The reason and the remedy as sentences for people."""
        return gettext(REASONS[self.code])
