"""Typed values of the coverage map, and the arithmetic on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

# The "kind" under which objects of every kind are counted together.
ANY_KIND = ""
# Stars from which the mean of an object's ratings is called good.
GOOD = 4

# What colours the cells.
NUMBER = "number"
QUALITY = "quality"
FRESHNESS = "freshness"
COLOURS = (NUMBER, QUALITY, FRESHNESS)

# (node, 0) is the node and all below it; (subject, grade) one grade of a subject with several
# programmes.
Place = tuple[UUID, int]
CellKey = tuple[UUID, int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """What there is in one place: ``number`` objects, ``rated`` ones, ``good`` ones among those.

    ``votes`` and ``stars`` are sums over the rated; ``newest`` and ``median`` are months of
    publication, ``12 * year + month - 1``, 0 when there is nothing.
    """

    number: int = 0
    rated: int = 0
    good: int = 0
    votes: int = 0
    stars: int = 0
    newest: int = 0
    median: int = 0

    @property
    def mean(self) -> float | None:
        """Return the mean of all stars given here, ``None`` without ratings."""
        return self.stars / self.votes if self.votes else None

    @property
    def share(self) -> float | None:
        """Return which part of the rated objects is good, 0…1; ``None`` without ratings."""
        return self.good / self.rated if self.rated else None


NOTHING = Cell()


@dataclass(slots=True)
class Tally:
    """A cell while it is being counted; ``months`` counts the publications of each month."""

    number: int = 0
    rated: int = 0
    good: int = 0
    votes: int = 0
    stars: int = 0
    months: Counter[int] = field(default_factory=Counter)

    def add(self, month: int, votes: int, stars: int) -> None:
        """Count one object."""
        self.number += 1
        self.months[month] += 1
        if votes:
            self.rated += 1
            self.votes += votes
            self.stars += stars
            self.good += stars >= GOOD * votes

    def join(self, other: Tally) -> None:
        """Count all that ``other`` counted, which must be other objects."""
        self.number += other.number
        self.rated += other.rated
        self.good += other.good
        self.votes += other.votes
        self.stars += other.stars
        self.months += other.months

    def cell(self) -> Cell:
        """Return what was counted."""
        months = self.months
        return Cell(
            self.number,
            self.rated,
            self.good,
            self.votes,
            self.stars,
            max(months, default=0),
            median_of(months),
        )


def median_of(months: Counter[int]) -> int:
    """Return the month by which half of the objects were published; the earlier of two.

    >>> median_of(Counter({10: 1, 12: 2, 20: 1}))
    12
    """
    half, seen = (months.total() + 1) // 2, 0
    for month in sorted(months):
        seen += months[month]
        if seen >= half:
            return month
    return 0


def steps_of(most: int) -> tuple[int, ...]:
    """Return the least numbers of the four colours of a map whose greatest number is ``most``.

    They grow by a factor, for a library has a few topics with very much and many with little.

    >>> steps_of(81), steps_of(3), steps_of(0)
    ((1, 3, 9, 27), (1, 2, 3), ())
    """
    bounds = sorted({max(1, round(most ** (step / 4))) for step in range(4)}) if most else []
    if len(bounds) < 4 and most:
        bounds = list(range(1, min(most, 4) + 1))
    return tuple(bounds)


def level_of(value: float, steps: Sequence[float]) -> int:
    """Return how many of ``steps`` the value has reached: 0 is a gap.

    >>> level_of(0, (1, 3)), level_of(2, (1, 3)), level_of(3, (1, 3))
    (0, 1, 2)
    """
    return sum(value >= step for step in steps)


def month_of(year: int, month: int) -> int:
    """Return the month as one number.

    >>> month_of(2026, 1) - month_of(2025, 12)
    1
    """
    return 12 * year + month - 1
