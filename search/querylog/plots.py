"""Searches a day as geometry: a bar of all, within it those that found nothing.

The picture is stretched to the width of the page, so it holds no text: words stand around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from search.querylog.reports import Bucket

WIDTH, HEIGHT = 100.0, 30.0
GAP = 0.2  # of a bar, between bars


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle in units of the view box."""

    x: float
    y: float
    width: float
    height: float
    is_empty: bool
    title: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The bars, what the highest stands for, and what the axis begins and ends with."""

    bars: Sequence[Bar]
    most: int
    first: str
    last: str

    @property
    def view_box(self) -> str:
        """Return the coordinates of the picture."""
        return f"0 0 {WIDTH:g} {HEIGHT:g}"


def draw_days(buckets: Sequence[Bucket]) -> Plot:
    """Return the plot of the days of a report."""
    most = max((bucket.searches for bucket in buckets), default=0)
    step = WIDTH / (len(buckets) or 1)
    bars = []
    for number, bucket in enumerate(buckets):
        day = date_format(bucket.first, "SHORT_DATE_FORMAT")
        title = _("%(day)s: %(all)d searches, %(none)d found nothing") % {
            "day": day, "all": bucket.searches, "none": bucket.empty,
        }  # fmt: skip
        for value, is_empty in ((bucket.searches, False), (bucket.empty, True)):
            height = HEIGHT * value / most if most else 0.0
            x, width = step * (number + GAP / 2), step * (1 - GAP)
            bars.append(
                Bar(
                    round(x, 3), round(HEIGHT - height, 3), round(width, 3), round(height, 3),
                    is_empty, title,
                )
            )  # fmt: skip
    ends = [date_format(one.first, "SHORT_DATE_FORMAT") for one in (*buckets[:1], *buckets[-1:])]
    first, last = (ends[0], ends[-1]) if ends else ("", "")
    return Plot(bars, most, first, last)
