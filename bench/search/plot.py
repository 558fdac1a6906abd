"""Draws how the search grows with the library, from the lines of ``bench.search``.

    .venv/bin/python -m bench.search.plot LINES [--out docs/pictures/search-growth.svg]

Both axes are logarithmic. Each series has a dash and a mark of its own and is named at its end, so
that nothing hangs on colour; the picture follows the reader's light or dark theme.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 30, 50
OUT = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "search-growth.svg"

Points = dict[int, float]

_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1b1f24; }
  .axis { stroke: #57606a; } .grid { stroke: #d0d7de; }
  .s0 { stroke: #0b57d0; fill: #0b57d0; } .s1 { stroke: #b3261e; fill: #b3261e; }
  .s2 { stroke: #7a4f01; fill: #7a4f01; } .s3 { stroke: #1a7f37; fill: #1a7f37; }
  .s4 { stroke: #6e40c9; fill: #6e40c9; }
  path { fill: none !important; stroke-width: 2; }
  .paper { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .paper { fill: #0d1117; }
    .axis { stroke: #9198a1; } .grid { stroke: #30363d; }
    .s0 { stroke: #79b8ff; fill: #79b8ff; } .s1 { stroke: #ff9b91; fill: #ff9b91; }
    .s2 { stroke: #e3b341; fill: #e3b341; } .s3 { stroke: #56d364; fill: #56d364; }
    .s4 { stroke: #d2a8ff; fill: #d2a8ff; }
  }
"""
_DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2")


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the picture: milliseconds by number of objects."""

    label: str
    points: Points


def main() -> None:
    """Draw what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("lines", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    found = [json.loads(line) for line in options.lines.read_text(encoding="utf-8").splitlines()]
    options.out.write_text(draw(read_series(found)), encoding="utf-8")


def read_series(lines: Iterable[dict[str, object]]) -> list[Series]:
    """Return the 95th percentiles that the picture shows; a later line replaces an earlier one."""
    wanted = {
        ("search.facets.fts5", "ours"): "query + 5 facets",
        ("search.facets.fts5", "peer"): "the same, SQLite FTS5",
        ("search.facets.opensearch", "peer"): "the same, OpenSearch",
        ("search.whole", "ours"): "search() as a page",
        ("search.suggest", "ours"): "suggestions",
    }
    series = {key: Series(label, {}) for key, label in wanted.items()}
    for line in lines:
        if line.get("unit") == "ms p95":
            for (name, side), one in series.items():
                if line["name"] == name:
                    one.points[int(str(line["size"]))] = float(str(line[side]))
    return [one for one in series.values() if one.points]


class _Scale:
    """Places a value of one axis."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self._low = math.floor(math.log10(min(values)))
        self._high = max(math.ceil(math.log10(max(values))), self._low + 1)
        self._first, self._last = first, last

    def at(self, value: float) -> float:
        share = (math.log10(value) - self._low) / (self._high - self._low)
        return round(self._first + share * (self._last - self._first), 1)

    def decades(self) -> list[float]:
        return [10.0**power for power in range(self._low, self._high + 1)]


def draw(series: Sequence[Series]) -> str:
    """Return the picture."""
    sizes = [size for one in series for size in one.points]
    times = [time for one in series for time in one.points.values()]
    across = _Scale(sizes, LEFT, WIDTH - RIGHT)
    up = _Scale(times, HEIGHT - BOTTOM, TOP)
    told = "; ".join(f"{one.label}: {_told(one.points)}" for one in series)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="title desc">',
        '<title id="title">Search time by number of objects, 95th percentile</title>',
        f'<desc id="desc">{escape(told)}.</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        *_axes(across, up),
        *(part for number, one in enumerate(series) for part in _line(number, one, across, up)),
        *_names(series, up),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _told(points: Points) -> str:
    return ", ".join(f"{time:.3g} ms at {size:,}" for size, time in sorted(points.items()))


def _axes(across: _Scale, up: _Scale) -> Iterable[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for time in up.decades():
        y = up.at(time)
        yield f'<line class="grid" x1="{LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{time:g} ms</text>'
    for size in across.decades():
        x = across.at(size)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP}" y2="{bottom}"/>'
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle">{size:,.0f}</text>'
    yield f'<line class="axis" x1="{LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}"/>'
    middle = (LEFT + right) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">objects in the library</text>'


def _line(number: int, one: Series, across: _Scale, up: _Scale) -> Iterable[str]:
    places = [(across.at(size), up.at(time)) for size, time in sorted(one.points.items())]
    path = "M" + "L".join(f"{x} {y}" for x, y in places)
    dash = f' stroke-dasharray="{_DASHES[number]}"' if _DASHES[number] else ""
    yield f'<path class="s{number}" d="{path}"{dash}/>'
    for x, y in places:
        yield f'<circle class="s{number}" cx="{x}" cy="{y}" r="{3 + number % 2}"/>'


def _names(series: Sequence[Series], up: _Scale) -> Iterable[str]:
    """Name each line at its end, one below the other where ends are close."""
    ends = sorted(
        (up.at(one.points[max(one.points)]), number, one.label) for number, one in enumerate(series)
    )
    free = float(TOP)
    for y, number, label in ends:
        free = max(y, free)
        x = WIDTH - RIGHT + 10
        dash = f' stroke-dasharray="{_DASHES[number]}"' if _DASHES[number] else ""
        yield f'<path class="s{number}" d="M{x} {free}h22"{dash}/>'
        yield f'<text x="{x + 28}" y="{free + 4}">{escape(label)}</text>'
        free += 18


if __name__ == "__main__":
    main()
