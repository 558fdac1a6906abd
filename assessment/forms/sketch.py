"""Pictures of a number line and of a plane with what has been answered, drawn without a script.

Made of the learner's view and of what was sent alone, like the fields beneath them. A picture is
narrow, so that its words can be read where a phone shows it at its own size.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assessment.figures import show_number
from assessment.scoring.mark import Refused
from assessment.scoring.numbers import read_number

WIDTH = 340
_EDGE = 24
_LINE_HEIGHT, _AXIS_Y = 58, 22
_PLANE_WIDTH, _PLANE_HEIGHT, _LEAST_SIDE = 280, 240, 80
_MOST_TICKS = 40
_LETTER = 8
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight stroke; ``kind`` is how it looks: ``grid``, ``axis``, ``tick``, ``answer``."""

    kind: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A point; one that is not ``filled`` is the open end of an interval."""

    x: float
    y: float
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """A number or the name of an axis; ``anchor`` is SVG's ``text-anchor``."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture ready to be shown, ``WIDTH`` wide."""

    label: str
    height: float
    scale: tuple[Segment, ...]
    words: tuple[Word, ...]
    answer: tuple[Segment, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Numbers from ``low`` to ``high`` as places from ``start`` to ``end``."""

    low: Fraction
    high: Fraction
    step: Fraction
    start: float
    end: float

    def at(self, value: Fraction) -> float:
        """Return the place of a number."""
        share = float((value - self.low) / (self.high - self.low))
        return round(self.start + share * (self.end - self.start), 2)

    def holds(self, value: Fraction) -> bool:
        """Say whether the number can be seen."""
        return self.low <= value <= self.high

    def ticks(self, most: int) -> list[Fraction]:
        """Return multiples of the step, or of its 2, 5, 10, …, so that ``most`` are enough."""
        step = next(s for s in _coarser(self.step) if (self.high - self.low) / s <= most)
        first = -(-self.low // step)
        last = self.high // step
        return [step * number for number in range(first, last + 1)]

    def labelled(self) -> list[Fraction]:
        """Return the numbers to be written, as many as fit beside each other."""
        longest = max(len(_written(value)) for value in (self.low, self.high, self.step))
        room = abs(self.end - self.start) / (_LETTER * (longest + 1))
        return self.ticks(max(2, min(10, int(room))))


def _coarser(step: Fraction) -> Iterator[Fraction]:
    while True:
        yield from (step, step * 2, step * 5)
        step *= 10


def _written(value: Fraction) -> str:
    """Return a number as people write it here; those of an axis are finite decimals."""
    return show_number(Decimal(value.numerator) / Decimal(value.denominator))


def numbers_of(typed: Iterable[str]) -> list[Fraction | None]:
    """Return the numbers typed, ``None`` where there is none that the marking would read."""
    return [_number(text) for text in typed]


def _number(text: str) -> Fraction | None:
    try:
        return read_number(text).value
    except Refused:
        return None


def line_sketch(
    view: dict[str, Any], points: Iterable[str], intervals: Iterable[dict[str, Any]]
) -> Sketch:
    """Draw a number line with the points and intervals typed."""
    low, high, step = (Fraction(view[name]) for name in ("minimum", "maximum", "step"))
    axis = _Axis(low, high, step, _EDGE, WIDTH - _EDGE)
    y = _AXIS_Y
    ticks = [_tick(axis.at(value), y) for value in axis.ticks(_MOST_TICKS)]
    marks = [Fraction(mark) for mark in view["marks"]] or axis.labelled()
    shown = [mark for mark in marks if axis.holds(mark)]
    strokes, ends = _drawn_intervals(axis, intervals)
    dots = [Dot(axis.at(n), y) for n in numbers_of(points) if n is not None and axis.holds(n)]
    return Sketch(
        label=_("Number line from %(start)s to %(end)s with your answer")
        % {"start": _written(low), "end": _written(high)},
        height=_LINE_HEIGHT,
        scale=(*ticks, *_arrow((6, y), (WIDTH - 6, y))),
        words=tuple(Word(axis.at(mark), y + 24, _written(mark)) for mark in shown),
        answer=tuple(strokes),
        dots=(*dots, *ends),
    )


def _tick(x: float, y: float) -> Segment:
    return Segment("tick", x, y - 5, x, y + 5)


def _drawn_intervals(
    axis: _Axis, intervals: Iterable[dict[str, Any]]
) -> tuple[list[Segment], list[Dot]]:
    strokes: list[Segment] = []
    dots: list[Dot] = []
    for one in intervals:
        start, end = numbers_of([one["start"] or "", one["end"] or ""])
        if (start is None and one["start"]) or (end is None and one["end"]):
            continue
        left = 0 if start is None or start < axis.low else axis.at(min(start, axis.high))
        right = WIDTH if end is None or end > axis.high else axis.at(max(end, axis.low))
        if left <= right:
            strokes.append(Segment("answer", left, _AXIS_Y, right, _AXIS_Y))
        for value, belongs in ((start, one["has_start"]), (end, one["has_end"])):
            if value is not None and axis.holds(value):
                dots.append(Dot(axis.at(value), _AXIS_Y, belongs))
    return strokes, dots


def plane_sketch(view: dict[str, Any], points: Iterable[list[str]]) -> Sketch:
    """Draw a plane with its grid, and the points, the line or the broken line typed."""
    step = Fraction(view["step"])
    (left, right), (low, high) = (
        [Fraction(end) for end in view[name]] for name in ("x_range", "y_range")
    )
    width, height = _sides(right - left, high - low)
    x_axis = _Axis(left, right, step, _EDGE + 12, _EDGE + 12 + width)
    y_axis = _Axis(low, high, step, _EDGE + height, _EDGE)
    placed = [
        (x_axis.at(x), y_axis.at(y))
        for x, y in (numbers_of(point) for point in points)
        if x is not None and y is not None and x_axis.holds(x) and y_axis.holds(y)
    ]
    return Sketch(
        label=_("Plane: x from %(left)s to %(right)s, y from %(low)s to %(high)s, with your answer")
        % {
            name: _written(value)
            for name, value in (("left", left), ("right", right), ("low", low), ("high", high))
        },
        height=2 * _EDGE + height,
        scale=tuple(_grid(x_axis, y_axis)),
        words=tuple(_plane_words(view, x_axis, y_axis)),
        answer=tuple(_drawn_figure(view["figure"], placed, x_axis, y_axis)),
        dots=tuple(Dot(x, y) for x, y in placed),
    )


def _sides(across: Fraction, up: Fraction) -> tuple[float, float]:
    """Return the sides in which one is as long on both axes, unless one side gets too short."""
    unit = min(_PLANE_WIDTH / across, _PLANE_HEIGHT / up)
    width, height = float(unit * across), float(unit * up)
    if min(width, height) < _LEAST_SIDE:
        return _PLANE_WIDTH, _PLANE_HEIGHT
    return width, height


def _zero(axis: _Axis) -> float:
    """Return where the other axis crosses this one: at nought, or at the nearest end."""
    return axis.at(min(max(Fraction(0), axis.low), axis.high))


def _grid(x_axis: _Axis, y_axis: _Axis) -> Iterator[Segment]:
    for value in x_axis.ticks(_MOST_TICKS):
        yield Segment("grid", x_axis.at(value), y_axis.start, x_axis.at(value), y_axis.end)
    for value in y_axis.ticks(_MOST_TICKS):
        yield Segment("grid", x_axis.start, y_axis.at(value), x_axis.end, y_axis.at(value))
    across, up = _zero(y_axis), _zero(x_axis)
    yield from _arrow((x_axis.start, across), (x_axis.end + 12, across))
    yield from _arrow((up, y_axis.start), (up, y_axis.end - 12))


def _arrow(start: Place, end: Place) -> Iterator[Segment]:
    (x, y), is_level = end, start[1] == end[1]
    yield Segment("axis", *start, x, y)
    for side in (-4, 4):
        tail = (x - 7, y + side) if is_level else (x + side, y + 7)
        yield Segment("axis", *tail, x, y)


def _plane_words(view: dict[str, Any], x_axis: _Axis, y_axis: _Axis) -> Iterator[Word]:
    across, up = _zero(y_axis), _zero(x_axis)
    for value in x_axis.labelled():
        if value or across == y_axis.start:
            yield Word(x_axis.at(value), across + 15, _written(value))
    for value in y_axis.ticks(10):
        if value or up == x_axis.start:
            yield Word(up - 6, y_axis.at(value) + 4, _written(value), "end")
    if across != y_axis.start and up != x_axis.start:
        yield Word(up - 6, across + 15, "0", "end")
    yield Word(x_axis.end + 14, across - 8, view["x_label"], "end")
    yield Word(up + 9, 13, view["y_label"], "start")


def _drawn_figure(
    figure: str, placed: list[Place], x_axis: _Axis, y_axis: _Axis
) -> Iterator[Segment]:
    if figure == "points":
        return
    for start, end in itertools.pairwise(placed):
        ends = _whole_line(start, end, x_axis, y_axis) if figure == "line" else (start, end)
        yield Segment("answer", *ends[0], *ends[1])


def _whole_line(start: Place, end: Place, x_axis: _Axis, y_axis: _Axis) -> tuple[Place, Place]:
    """Return where the line through two places enters the plane and where it leaves it."""
    run = (end[0] - start[0], end[1] - start[1])
    if start == end:
        return start, end
    spans = [
        sorted(((axis.start - from_) / by, (axis.end - from_) / by))
        for axis, from_, by in zip((x_axis, y_axis), start, run, strict=True)
        if by
    ]
    first, last = max(span[0] for span in spans), min(span[1] for span in spans)
    enters, leaves = (
        (round(start[0] + share * run[0], 2), round(start[1] + share * run[1], 2))
        for share in (first, last)
    )
    return enters, leaves
