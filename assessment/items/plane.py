"""Interactions on a line or a plane, and the shapes they use."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from assessment.items.base import MAX_ENTRIES, Html, Identifier, Line, Model, Number

Point = tuple[Number, Number]


class Region(Model):
    """A place of an image in pixels from its upper left corner.

    ``coords`` as QTI 3.0 (5.27, shape): ``rect`` left, top, right, bottom; ``circle`` x, y, radius;
    ``ellipse`` x, y, horizontal and vertical radius; ``poly`` x, y of each corner; ``default``
    nothing, the whole image.
    """

    public: ClassVar[tuple[str, ...]] = ("id", "shape", "coords", "label")

    id: Identifier
    shape: Literal["rect", "circle", "ellipse", "poly", "default"]
    coords: tuple[Number, ...] = ()
    label: Line = ""
    feedback: Html = ""

    @model_validator(mode="after")
    def _check(self) -> Region:
        wanted = {"rect": 4, "circle": 3, "ellipse": 4, "default": 0}.get(self.shape)
        if wanted is not None and len(self.coords) != wanted:
            raise ValueError(f"{self.shape} needs {wanted} numbers")
        if self.shape == "poly" and (len(self.coords) < 6 or len(self.coords) % 2):
            raise ValueError("poly needs at least three corners")
        return self


class Interval(Model):
    """A stretch of the number line; ``None`` is without end. Ends belong to it or not."""

    start: Number | None
    end: Number | None
    has_start: bool = True
    has_end: bool = True

    @model_validator(mode="after")
    def _check(self) -> Interval:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError("the interval ends before it starts")
        return self


class NumberLine(Model):
    """Points or intervals put on a number line.

    Answer: ``{"points": ["1.5"], "intervals": [{"start": "-2", "end": null, "has_start": false,
    "has_end": false}]}``; either may be absent. A point is right within ``tolerance`` of its own
    point of the key; ends of intervals likewise, and open or closed as the key has it.
    """

    public = ("type", "minimum", "maximum", "step", "marks", "intervals_are_asked")

    type: Literal["number_line"] = "number_line"
    minimum: Number
    maximum: Number
    step: Number = Field(default=Decimal(1), gt=0)
    marks: tuple[Number, ...] = Field(default=(), max_length=MAX_ENTRIES)
    points: tuple[Number, ...] = Field(default=(), max_length=50)
    intervals: tuple[Interval, ...] = Field(default=(), max_length=20)
    tolerance: Number = Field(default=Decimal(0), ge=0)
    scoring: Literal["all_or_nothing", "net_correct"] = "all_or_nothing"
    intervals_are_asked: bool = False

    @model_validator(mode="after")
    def _check(self) -> NumberLine:
        if self.minimum >= self.maximum:
            raise ValueError("the line ends before it starts")
        if bool(self.intervals) != self.intervals_are_asked or not (self.intervals or self.points):
            raise ValueError("the key has points, or intervals where they are asked")
        return self


class GraphPlot(Model):
    """Points, a straight line or a broken line put on a plane with axes.

    Answer: ``[["0", "1"], ["2", "5"]]``. ``points``: the same points in any order;
    ``line``: two different points of the line through the key's two; ``polyline``: the same
    corners in the same order or the opposite. Each coordinate within ``tolerance``.
    """

    public = ("type", "figure", "x_range", "y_range", "x_label", "y_label", "step", "asked")

    type: Literal["graph_plot"] = "graph_plot"
    figure: Literal["points", "line", "polyline"] = "points"
    x_range: Point
    y_range: Point
    x_label: Line = "x"
    y_label: Line = "y"
    step: Number = Field(default=Decimal(1), gt=0)
    key: tuple[Point, ...] = Field(min_length=1, max_length=100)
    # How many points the learner is told to put; the key's number unless that would betray it.
    asked: int | None = Field(default=None, ge=1)
    tolerance: Number = Field(default=Decimal(0), ge=0)
    scoring: Literal["all_or_nothing", "net_correct"] = "all_or_nothing"

    @model_validator(mode="after")
    def _check(self) -> GraphPlot:
        if self.x_range[0] >= self.x_range[1] or self.y_range[0] >= self.y_range[1]:
            raise ValueError("an axis ends before it starts")
        if self.figure == "line" and (len(self.key) != 2 or self.key[0] == self.key[1]):
            raise ValueError("a line needs two different points")
        if self.figure == "polyline" and len(self.key) < 2:
            raise ValueError("a broken line needs two corners at least")
        return self
