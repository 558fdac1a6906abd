"""Forms of texts and tables with gaps."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from assessment.content import plain
from assessment.forms.controls import Block, Control, Sent, pieces_of
from assessment.rich import render_html

NOTHING = ("", "—")


def _gap_label(number: int) -> str:
    return _("Gap %(number)d") % {"number": number}


def text_gaps(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The text with a line in each gap."""
    controls = _lines(view["gaps"], sent)
    return [Block("text", pieces=pieces_of(view["text"], controls), legend=_("Fill the gaps"))]


def _lines(gaps: list[dict[str, Any]], sent: Sent) -> dict[str, Control]:
    return {
        gap["id"]: sent.text(gap["id"], _gap_label(number), gap["length"])
        for number, gap in enumerate(gaps, 1)
    }


def read_text_gaps(view: dict[str, Any], sent: Sent) -> Any:
    """Return what was written by gap."""
    return _filled(view["gaps"], sent)


def dropdown_gaps(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The text with a list in each gap."""
    controls = {
        gap["id"]: sent.select(gap["id"], [NOTHING, *named(gap["choices"])], _gap_label(number))
        for number, gap in enumerate(view["gaps"], 1)
    }
    return [Block("text", pieces=pieces_of(view["text"], controls), legend=_("Choose in the gaps"))]


def drag_words(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The text with the words of its group to choose in each gap."""
    controls = {
        gap["id"]: sent.select(
            gap["id"], [NOTHING, *labels_for(gap, view["words"])], _gap_label(number)
        )
        for number, gap in enumerate(view["gaps"], 1)
    }
    text = Block("text", pieces=pieces_of(view["text"], controls), legend=_("Choose in the gaps"))
    return [*pictured(view["words"]), text]


def labels_for(place: dict[str, Any], labels: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what may go into a gap or a zone: words of its group."""
    return named([label for label in labels if label["group"] == place["group"]])


def named(choices: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return choices as a list can have them: words, of a picture its alternative text."""
    return [(choice["id"], plain(choice["html"]) or choice["id"]) for choice in choices]


def pictured(choices: list[dict[str, Any]]) -> list[Block]:
    """Return the choices that have pictures, each with its name: a list shows words alone."""
    shown = [choice for choice in choices if "<img" in choice["html"]]
    names = dict(named(shown))
    pieces = tuple(
        format_html(
            "<figure>{}<figcaption>{}</figcaption></figure>",
            render_html(choice["html"]),
            names[choice["id"]],
        )
        for choice in shown
    )
    return [Block("text", pieces=pieces, legend=_("Pictures"))] if pieces else []


def read_gaps(view: dict[str, Any], sent: Sent) -> Any:
    """Return what was chosen by gap."""
    return _filled(view["gaps"], sent)


def table_input(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The table with a line in each cell to fill."""
    controls = _lines(view["cells"], sent)
    head = tuple(render_html(column) for column in view["columns"])
    rows = tuple(tuple(pieces_of(cell, controls) for cell in row) for row in view["rows"])
    return [Block("table", head=head, rows=rows, legend=_("Fill the table"))]


def read_table_input(view: dict[str, Any], sent: Sent) -> Any:
    """Return what was written by cell."""
    return _filled(view["cells"], sent)


def _filled(places: list[dict[str, Any]], sent: Sent) -> dict[str, str]:
    values = {place["id"]: sent.one(place["id"]) for place in places}
    return {name: value for name, value in values.items() if value}
