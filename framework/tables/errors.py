"""What is wrong with a table: all of it, row by row."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.frp.errors import FrameworkFileError

ERRORS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class RowError:
    """One mistake: ``row`` as a spreadsheet counts (the heading is 1), ``column`` by its name."""

    row: int
    column: str
    problem: str | Promise
    remedy: str | Promise

    def __str__(self) -> str:
        column = _("column “%(name)s”") % {"name": self.column} if self.column else ""
        row = _("row %(number)d") % {"number": self.row}
        where = ", ".join(part for part in (row, column) if part)
        return f"{where}: {self.problem} {self.remedy}"


class TableFileError(FrameworkFileError):
    """A table that cannot be imported.

    ``rows`` are the mistakes in the order of the rows, at most ``ERRORS_SHOWN`` of them; ``more``
    says that there are further ones. Empty when the file as a whole is no table.
    """

    def __init__(
        self,
        file: str,
        place: str | Promise,
        problem: str | Promise,
        remedy: str | Promise,
        *,
        rows: tuple[RowError, ...] = (),
        more: bool = False,
    ) -> None:
        super().__init__(file, place, problem, remedy)
        self.rows, self.more = rows, more

    def __str__(self) -> str:
        lines = [super().__str__(), *(f"{self.file}: {error}" for error in self.rows)]
        if self.more:
            lines.append(_("There are further mistakes; correct these first."))
        return "\n".join(lines)


class Mistakes:
    """Collects the mistakes of a table until there are too many to show."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[RowError] = []

    def add(self, row: int, column: str, problem: str | Promise, remedy: str | Promise) -> None:
        """Note a mistake."""
        if len(self.found) <= ERRORS_SHOWN:
            self.found.append(RowError(row, column, problem, remedy))

    def refuse_any(self) -> None:
        """Raise :class:`TableFileError` with every mistake that was noted."""
        if not self.found:
            return
        shown = sorted(self.found[:ERRORS_SHOWN], key=lambda error: error.row)
        raise TableFileError(
            self.file,
            "",
            format_lazy(gettext_lazy("mistakes in the table: {count}."), count=len(shown)),
            gettext_lazy("Correct the rows named below and import again."),
            rows=tuple(shown),
            more=len(self.found) > ERRORS_SHOWN,
        )
