"""Forms of choices: radios, boxes, places of an image."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from assessment.forms.controls import Block, Sent, ids_in, pieces_of
from assessment.forms.plane import image_block, point_rows, read_points
from assessment.rich import render_html

SLOT = "choice"


def single_choice(view: dict[str, Any], sent: Sent) -> list[Block]:
    """One radio a choice."""
    controls = (
        sent.radio(SLOT, choice["id"], render_html(choice["html"])) for choice in view["choices"]
    )
    return [Block("list", tuple(controls), legend=_("Choose one"))]


def read_single_choice(view: dict[str, Any], sent: Sent) -> Any:
    """Return the id, or ``None``."""
    return sent.one(SLOT) or None


def true_false(view: dict[str, Any], sent: Sent) -> list[Block]:
    """Two radios."""
    controls = (sent.radio(SLOT, "true", _("True")), sent.radio(SLOT, "false", _("False")))
    return [Block("list", controls, legend=_("Is it true?"))]


def read_true_false(view: dict[str, Any], sent: Sent) -> Any:
    """Return a boolean, or ``None``."""
    return {"true": True, "false": False}.get(sent.one(SLOT))


def multiple_choice(view: dict[str, Any], sent: Sent) -> list[Block]:
    """One box a choice."""
    add = sent.radio if _takes_one(view) else sent.check
    controls = tuple(
        add(SLOT, choice["id"], render_html(choice["html"])) for choice in view["choices"]
    )
    legend = _("Choose one") if _takes_one(view) else _("Choose all that fit")
    return [Block("list", controls, legend=legend)]


def _takes_one(view: dict[str, Any]) -> bool:
    """Tell whether at most one may be chosen: boxes would let two be ticked, which is refused."""
    return bool(view["at_most"] == 1)


def read_multiple_choice(view: dict[str, Any], sent: Sent) -> Any:
    """Return a list of ids."""
    return ids_in(sent.many(SLOT), (choice["id"] for choice in view["choices"]))


def hot_text(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The text with a box before each piece."""
    add = sent.radio if _takes_one(view) else sent.check
    controls = {
        piece["id"]: add(SLOT, piece["id"], render_html(piece["html"])) for piece in view["pieces"]
    }
    return [Block("text", pieces=pieces_of(view["text"], controls), legend=_("Mark in the text"))]


def read_hot_text(view: dict[str, Any], sent: Sent) -> Any:
    """Return a list of ids."""
    return ids_in(sent.many(SLOT), (piece["id"] for piece in view["pieces"]))


def hotspot(view: dict[str, Any], sent: Sent) -> list[Block]:
    """The image, then a box for each place shown, or coordinates where none is."""
    if view["shows_regions"]:
        add = sent.radio if _takes_one(view) else sent.check
        controls = tuple(
            add(SLOT, region["id"], place_name(region, number))
            for number, region in enumerate(view["regions"], 1)
        )
        one, many = _("Choose one place of the picture"), _("Choose places of the picture")
        places = Block("list", controls, legend=one if _takes_one(view) else many)
    else:
        places = point_rows(sent, view["at_most"] or 5, _("Points of the picture, in pixels"))
    return [image_block(view), places]


def read_hotspot(view: dict[str, Any], sent: Sent) -> Any:
    """Return a list of ids of regions, or of points."""
    if view["shows_regions"]:
        return ids_in(sent.many(SLOT), (region["id"] for region in view["regions"]))
    return read_points(sent, view["at_most"] or 5)


def place_name(region: dict[str, Any], number: int) -> str:
    """Return what a place of an image is called: its label, or its number and where it lies."""
    if region["label"]:
        return str(region["label"])
    where = "; ".join(str(value) for value in region["coords"])
    return _("Place %(number)d (%(where)s)") % {"number": number, "where": where}
