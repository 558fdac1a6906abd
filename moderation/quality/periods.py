"""Which days a page of figures is about, and the pieces that it is drawn in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH, QUARTER, YEAR = 30, 90, 365
LENGTHS = (MONTH, QUARTER, YEAR)
WEEK = 7
# Pieces of a plot: days of a month, weeks of a quarter, four weeks of a year.
PIECES = {MONTH: 1, QUARTER: WEEK, YEAR: 4 * WEEK}


@dataclass(frozen=True, slots=True)
class Period:
    """``length`` days up to ``last``, both ends included."""

    last: date
    length: int = QUARTER

    @property
    def first(self) -> date:
        """Return the first day."""
        return self.last - timedelta(days=self.length - 1)

    def pieces(self) -> Iterator[tuple[date, date]]:
        """Return first and last day of each piece, the oldest first; the oldest may be shorter."""
        size = PIECES[self.length]
        ends = [self.last - timedelta(days=back) for back in range(0, self.length, size)]
        for end in reversed(ends):
            yield max(self.first, end - timedelta(days=size - 1)), end
