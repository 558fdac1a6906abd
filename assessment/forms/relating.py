"""Forms of pairs, tables of marks, order, groups, labels of an image."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from assessment.content import plain
from assessment.forms.choosing import place_name
from assessment.forms.controls import AnswerUnclear, Block, Control, Piece, Sent
from assessment.forms.gaps import NOTHING, labels_for, named, pictured
from assessment.forms.plane import image_block, point_rows, read_points
from assessment.rich import render_html

MOST_MARKS = 5


def matching(view: dict[str, Any], sent: Sent) -> list[Block]:
    """For each on the left a list of the right."""
    right = [NOTHING, *named(view["right"])]
    controls = (
        sent.select(choice["id"], right, render_html(choice["html"])) for choice in view["left"]
    )
    return [*pictured(view["right"]), Block("list", tuple(controls), legend=_("Match"))]


def read_matching(view: dict[str, Any], sent: Sent) -> Any:
    """Return the right by the left."""
    return _chosen(view["left"], sent)


def table_matching(view: dict[str, Any], sent: Sent) -> list[Block]:
    """A table of boxes, or of radios where a row has one mark."""
    head = (render_html(""), *(render_html(column["html"]) for column in view["columns"]))
    rows = tuple(_row_of(view, row, sent) for row in view["rows"])
    return [Block("table", head=head, rows=rows, legend=_("Mark in the table"))]


def _row_of(view: dict[str, Any], row: dict[str, Any], sent: Sent) -> tuple[tuple[Piece, ...], ...]:
    marks: list[tuple[Piece, ...]] = [
        (_mark(view, row, column, sent),) for column in view["columns"]
    ]
    return ((render_html(row["html"]),), *marks)


def _mark(view: dict[str, Any], row: dict[str, Any], column: dict[str, Any], sent: Sent) -> Control:
    label = f"{plain(row['html'])}: {plain(column['html'])}"
    add = sent.radio if view["one_a_row"] else sent.check
    return add(f"row-{row['id']}", column["id"], label)


def read_table_matching(view: dict[str, Any], sent: Sent) -> Any:
    """Return the pairs marked, row by row."""
    columns = {column["id"] for column in view["columns"]}
    return [
        [row["id"], value]
        for row in view["rows"]
        for value in sent.many(f"row-{row['id']}")
        if value in columns
    ]


def ordering(view: dict[str, Any], sent: Sent) -> list[Block]:
    """For each thing its number."""
    numbers = [NOTHING, *((str(n), str(n)) for n in range(1, len(view["entries"]) + 1))]
    controls = (
        sent.select(entry["id"], numbers, render_html(entry["html"])) for entry in view["entries"]
    )
    return [Block("list", tuple(controls), legend=_("Give each its number in order"))]


def read_ordering(view: dict[str, Any], sent: Sent) -> Any:
    """Return the ids, first to last; two with one number are not an order."""
    chosen = {entry["id"]: sent.one(entry["id"]) for entry in view["entries"]}
    numbered = {name: int(value) for name, value in chosen.items() if value.isdecimal()}
    if len(set(numbered.values())) != len(numbered):
        raise AnswerUnclear(_("Two have the same number: give each its own."))
    return sorted(numbered, key=lambda name: numbered[name])


def grouping(view: dict[str, Any], sent: Sent) -> list[Block]:
    """For each thing a list of the groups."""
    groups = [NOTHING, *named(view["groups"])]
    controls = (
        sent.select(entry["id"], groups, render_html(entry["html"])) for entry in view["entries"]
    )
    help_text = _("What belongs to no group is left without one.")
    sorting = Block("list", tuple(controls), legend=_("Sort into groups"), help=help_text)
    return [*pictured(view["groups"]), sorting]


def read_grouping(view: dict[str, Any], sent: Sent) -> Any:
    """Return the group by the thing."""
    return _chosen(view["entries"], sent)


def drag_on_image(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The image, then a list for each zone, or coordinates for each label where none is shown."""
    if view["shows_zones"]:
        controls = (
            sent.select(zone["id"], [NOTHING, *labels_for(zone, view["labels"])], name)
            for zone, name in _named_zones(view)
        )
        places = Block("list", tuple(controls), legend=_("What is where?"))
        return [image_block(view), *pictured(view["labels"]), places]
    rows = [
        point_rows(sent, _uses(label), plain(label["html"]) or label["id"], _slot(label))
        for label in view["labels"]
    ]
    return [image_block(view), *pictured(view["labels"]), *rows]


def read_drag_on_image(view: dict[str, Any], sent: Sent) -> Any:
    """Return the label by the zone, or the points by the label."""
    if view["shows_zones"]:
        return _chosen(view["zones"], sent)
    found = {label["id"]: read_points(sent, _uses(label), _slot(label)) for label in view["labels"]}
    return {name: points for name, points in found.items() if points}


def _named_zones(view: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    return [(zone, place_name(zone, number)) for number, zone in enumerate(view["zones"], 1)]


def _uses(label: dict[str, Any]) -> int:
    return min(label["uses"] or MOST_MARKS, MOST_MARKS)


def _slot(label: dict[str, Any]) -> str:
    return f"label-{label['id']}-"


def _chosen(places: list[dict[str, Any]], sent: Sent) -> dict[str, str]:
    values = {place["id"]: sent.one(place["id"]) for place in places}
    return {name: value for name, value in values.items() if value}
