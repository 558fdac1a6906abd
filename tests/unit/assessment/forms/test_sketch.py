"""A number line and a plane with what was answered. No database."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from assessment.forms.parts import make_forms
from assessment.forms.sketch import WIDTH, Dot, Segment, line_sketch, plane_sketch
from assessment.learner_views import learner_view
from tests.factories.items import make_interaction, make_part

LINE = {"minimum": "-10", "maximum": "10", "step": "1", "marks": []}
PLANE = {
    "figure": "points",
    "x_range": ["-5", "5"],
    "y_range": ["-5", "5"],
    "x_label": "x",
    "y_label": "y",
    "step": "1",
}
numbers = st.decimals(-1000, 1000, places=2, allow_nan=False)
typed = st.one_of(numbers.map(str), st.text(max_size=6))


def interval(start: str | None, end: str | None, **belong: bool) -> dict[str, Any]:
    ends = {"has_start": False, "has_end": False, **belong}
    return {"start": start, "end": end, **ends}


def test_a_point_is_drawn_where_its_number_is():
    middle = WIDTH / 2
    sketch = line_sketch(LINE, ["0", "−5", "2,5", "11", "нет", ""], ())
    places = [dot.x for dot in sketch.dots]
    assert places[0] == middle
    assert places[0] - places[1] == 2 * (places[2] - places[0])
    assert len(places) == 3
    assert len([stroke for stroke in sketch.scale if stroke.kind == "tick"]) == 21
    assert {"−10", "0", "10"} <= {word.text for word in sketch.words}


def test_an_interval_has_open_and_closed_ends_and_may_go_on():
    closed = line_sketch(LINE, (), [interval("-2", "3", has_end=True)])
    (stroke,) = closed.answer
    assert closed.dots == (
        Dot(stroke.x1, stroke.y1, filled=False),
        Dot(stroke.x2, stroke.y2, filled=True),
    )
    (endless,) = line_sketch(LINE, (), [interval("3", None)]).answer
    assert (endless.x1, endless.x2) == (stroke.x2, WIDTH)
    for nothing in (interval("3", "-2"), interval("что", "3")):
        assert line_sketch(LINE, (), [nothing]).answer == ()


def test_a_line_goes_through_the_whole_plane_and_a_broken_line_ends():
    points = [["0", "0"], ["1", "1"], ["", ""], ["9", "1"], ["1", "x"]]
    scattered, line, broken = (
        plane_sketch({**PLANE, "figure": figure}, points)
        for figure in ("points", "line", "polyline")
    )
    assert scattered.answer == ()
    assert len(scattered.dots) == 2
    (piece,) = broken.answer
    first, second = broken.dots
    assert piece == Segment("answer", first.x, first.y, second.x, second.y)
    (whole,) = line.answer
    grid = [stroke for stroke in line.scale if stroke.kind == "grid"]
    assert (whole.x1, whole.x2) == (min(s.x1 for s in grid), max(s.x2 for s in grid))
    assert (whole.y1, whole.y2) == (max(s.y1 for s in grid), min(s.y2 for s in grid))


def test_units_are_as_long_on_both_axes_unless_a_side_gets_too_short():
    def side(view: dict[str, Any]) -> float:
        sketch = plane_sketch({**PLANE, **view}, [["0", "0"], ["1", "1"]])
        first, second = sketch.dots
        return (second.x - first.x) / (first.y - second.y)

    assert side({"y_range": ["0", "4"]}) == pytest.approx(1, abs=0.01)
    assert side({"y_range": ["0", "1000"]}) > 10


@given(numbers, numbers, numbers.filter(bool), st.lists(st.tuples(typed, typed), max_size=6))
def test_any_plane_and_any_answer_stay_in_the_picture(low, high, step, points):
    if low == high:
        return
    span = [str(min(low, high)), str(max(low, high))]
    pairs = [list(pair) for pair in points]
    for figure in ("points", "line", "polyline"):
        view = {**PLANE, "figure": figure, "x_range": span, "step": str(abs(step))}
        sketch = plane_sketch(view, pairs)
        for stroke in (*sketch.scale, *sketch.answer):
            assert min(stroke.x1, stroke.x2) >= 0
            assert max(stroke.x1, stroke.x2) <= WIDTH
            assert min(stroke.y1, stroke.y2) >= 0
            assert max(stroke.y1, stroke.y2) <= sketch.height
        assert len(sketch.scale) < 100


@given(numbers, st.fractions(Fraction(1, 100), 1000, max_denominator=100), st.lists(typed))
def test_any_line_has_few_ticks_and_words(low, length, points):
    view = {**LINE, "minimum": str(low), "maximum": str(float(low) + float(length) + 1)}
    sketch = line_sketch(
        view, points, [interval(a, b) for a, b in zip(points, points, strict=True)]
    )
    assert len(sketch.scale) < 50
    assert len(sketch.words) <= 11
    assert all(0 <= dot.x <= WIDTH for dot in sketch.dots)


@pytest.mark.parametrize("kind", ["number_line", "graph_plot"])
def test_the_picture_stands_above_the_fields_and_shows_what_was_sent(kind):
    view = learner_view(make_part(make_interaction(kind)), 7)
    data = QueryDict(mutable=True)
    values = {"point0x": "1", "point0y": "1", "start0": "1", "has_start0": "open"}
    data.update({f"p1:{slot}": value for slot, value in values.items()})
    pages = []
    for sent in (None, data):
        (form,) = make_forms(view, sent)
        pages.append(render_to_string("assessment/_block.html", {"block": form.blocks[0]}))
    empty, filled = pages
    assert empty.index("<svg") < empty.index("<input")
    assert "<circle" not in empty
    assert filled.count("<circle") == 1
    # Coordinates are SVG's, whatever the language of the page.
    assert ',"' not in filled.replace('"translate', "")
