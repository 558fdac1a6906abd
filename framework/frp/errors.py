"""What is wrong with a framework file, where, and what to do about it."""

from __future__ import annotations

from django.utils.functional import Promise


class FrameworkFileError(Exception):
    """A framework file that cannot be imported.

    ``file`` names it, ``place`` is a JSON path (``$.grades[0].hours``), a line and column, or
    empty for the file as a whole; ``problem`` and ``remedy`` are translatable sentences. The
    words are made when the error is shown, in the language of whoever reads it.
    """

    def __init__(
        self, file: str, place: str | Promise, problem: str | Promise, remedy: str | Promise
    ) -> None:
        super().__init__(file, place, problem, remedy)
        self.file = file
        self.place = place
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.problem} {self.remedy}"
