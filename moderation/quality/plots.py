"""Plots as geometry; a template draws them as SVG, with the same figures in a table beside.

The picture is stretched to the width of the page, so it holds no text: words stand around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 100.0, 40.0
GAP = 0.3  # of a group, between groups


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle in units of the view box; ``series`` from 1 gives its colour."""

    x: float
    y: float
    width: float
    height: float
    series: int
    title: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Groups of bars, a group a label, a bar a series."""

    names: Sequence[str]
    labels: Sequence[str]
    most: int
    bars: Sequence[Bar]

    @property
    def view_box(self) -> str:
        """Return the coordinates of the picture."""
        return f"0 0 {WIDTH:g} {HEIGHT:g}"

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Return (series, its name)."""
        return list(enumerate(self.names, 1))

    @property
    def ends(self) -> tuple[str, str]:
        """Return what the axis begins and ends with."""
        return (self.labels[0], self.labels[-1]) if self.labels else ("", "")


def draw_bars(labels: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> Plot:
    """Return the plot of ``series`` (name, a number a label); heights share one scale.

    >>> draw_bars(["Mon"], [("in", [2]), ("out", [1])]).bars[1].height
    20.0
    """
    most = max((value for _name, values in series for value in values), default=0)
    group = WIDTH / (len(labels) or 1)
    width = group * (1 - GAP) / (len(series) or 1)
    bars = []
    for number, (name, values) in enumerate(series):
        for place, value in enumerate(values):
            height = HEIGHT * value / most if most else 0.0
            x = group * (place + GAP / 2) + number * width
            title = f"{labels[place]}: {name} {value}"
            bars.append(
                Bar(
                    round(x, 3),
                    round(HEIGHT - height, 3),
                    round(width, 3),
                    round(height, 3),
                    number + 1,
                    title,
                )
            )
    return Plot([name for name, _values in series], labels, most, bars)
