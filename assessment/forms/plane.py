"""Forms of points: on an image, on a number line, on a plane."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from assessment.forms.controls import AnswerUnclear, Block, Sent
from assessment.forms.sketch import line_sketch, plane_sketch
from assessment.scoring.mark import Refused
from assessment.scoring.numbers import read_number
from assessment.wording.words import words_for

MOST_POINTS = 6
MOST_INTERVALS = 4


def image_block(view: dict[str, Any]) -> Block:
    """Return the picture of an interaction."""
    return Block(
        "image",
        src=view["image"],
        alternative=view["alternative"],
        size=(view["width"], view["height"]),
    )


def point_rows(sent: Sent, count: int, legend: str, slot: str = "point") -> Block:
    """Return rows of two coordinates."""
    rows = []
    for number in range(min(count, 20)):
        words = {"number": number + 1}
        x = sent.number(f"{slot}{number}x", _("x of point %(number)d") % words)
        y = sent.number(f"{slot}{number}y", _("y of point %(number)d") % words)
        rows.append(((x,), (y,)))
    return Block("points", rows=tuple(rows), legend=legend, help=_("Leave the rest empty."))


def read_points(sent: Sent, count: int, slot: str = "point") -> list[list[str]]:
    """Return the points written; half a point is said to be one."""
    points = []
    for number in range(min(count, 20)):
        x, y = sent.one(f"{slot}{number}x").strip(), sent.one(f"{slot}{number}y").strip()
        if bool(x) != bool(y):
            words = _("Point %(number)d has one coordinate: write the other one too.")
            raise AnswerUnclear(words % {"number": number + 1})
        if x:
            points.append([x, y])
    return points


def graph_plot(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The plane with what was sent, and rows of coordinates."""
    legend = {
        "points": _("Points of the plane"),
        "line": _("Two points of the line"),
        "polyline": _("Corners of the broken line, in order"),
    }[view["figure"]]
    rows = point_rows(sent, _asked(view), legend)
    typed = [
        [sent.one(f"point{number}x"), sent.one(f"point{number}y")]
        for number in range(len(rows.rows))
    ]
    return [replace(rows, sketch=plane_sketch(view, typed))]


def read_graph_plot(view: dict[str, Any], sent: Sent) -> Any:
    """Return a list of points as typed."""
    return read_points(sent, _asked(view))


def _asked(view: dict[str, Any]) -> int:
    if view["figure"] == "line":
        return 2
    return max(view["asked"] or 0, MOST_POINTS)


def number_line(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The line with what was sent, and rows of points, or of intervals with their ends."""
    span = _("The line goes from %(start)s to %(end)s in steps of %(step)s.") % {
        "start": view["minimum"],
        "end": view["maximum"],
        "step": view["step"],
    }
    if view["intervals_are_asked"]:
        rows = tuple(_interval_row(sent, number) for number in range(MOST_INTERVALS))
        hint = _("An end that is left empty is without end.")
        sketch = line_sketch(view, (), _typed_intervals(sent))
        help_text = f"{span} {hint}"
        return [Block("points", rows=rows, legend=_("Intervals"), help=help_text, sketch=sketch)]
    rows = tuple(
        ((sent.number(f"point{n}", _("Point %(number)d") % {"number": n + 1}),),)
        for n in range(MOST_POINTS)
    )
    sketch = line_sketch(view, [sent.one(f"point{n}") for n in range(MOST_POINTS)], ())
    return [Block("points", rows=rows, legend=_("Points of the line"), help=span, sketch=sketch)]


def _typed_intervals(sent: Sent) -> list[dict[str, Any]]:
    """Return the intervals that can be drawn; of the others the answer says what is missing."""
    found = []
    for number in range(MOST_INTERVALS):
        try:
            interval = _read_interval(sent, number)
        except AnswerUnclear:
            continue
        if interval is not None:
            found.append(interval)
    return found


def _interval_row(sent: Sent, number: int) -> tuple[Any, ...]:
    words = {"number": number + 1}
    belongs = [("", "—"), ("open", _("does not belong")), ("closed", _("belongs"))]
    return (
        (sent.number(f"start{number}", _("Interval %(number)d: beginning") % words),),
        (sent.select(f"has_start{number}", belongs, _("Its beginning")),),
        (sent.number(f"end{number}", _("Interval %(number)d: end") % words),),
        (sent.select(f"has_end{number}", belongs, _("Its end")),),
    )


def read_number_line(view: dict[str, Any], sent: Sent) -> Any:
    """Return ``{"points": […]}`` or ``{"intervals": […]}``; ``None`` where nothing was put."""
    if not view["intervals_are_asked"]:
        points = [sent.one(f"point{n}").strip() for n in range(MOST_POINTS)]
        written = [point for point in points if point]
        return {"points": written} if written else None
    found = [_read_interval(sent, number) for number in range(MOST_INTERVALS)]
    intervals = [interval for interval in found if interval is not None]
    return {"intervals": intervals} if intervals else None


def _read_interval(sent: Sent, number: int) -> dict[str, Any] | None:
    slots = ("start", "end", "has_start", "has_end")
    start, end, has_start, has_end = (sent.one(f"{slot}{number}").strip() for slot in slots)
    if not any((start, end, has_start, has_end)):
        return None
    for value in (start, end):
        _check_number(value)
    for value, belongs in ((start, has_start), (end, has_end)):
        if value and not belongs:
            words = _("Say of both ends of interval %(number)d whether they belong to it.")
            raise AnswerUnclear(words % {"number": number + 1})
    return {
        "start": start or None,
        "end": end or None,
        "has_start": has_start == "closed",
        "has_end": has_end == "closed",
    }


def _check_number(value: str) -> None:
    """Say what is no number first: whether an end belongs can be asked of a number only."""
    try:
        if value:
            read_number(value)
    except Refused as refused:
        raise AnswerUnclear(words_for(refused.reason.code, refused.reason.params)) from refused
