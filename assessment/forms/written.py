"""Forms of written answers: a line, a number with its unit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from assessment.forms.controls import Block, Sent

SLOT = "text"


def line(view: dict[str, Any], sent: Sent) -> list[Block]:
    """One line; what is typed is kept as it is."""
    label = {
        "digit_sequence": _("Digits one after another"),
        "number": _("Number"),
        "formula": _("Formula"),
    }.get(view["type"], _("Answer"))
    if view.get("unit_label"):
        label = f"{label}, {view['unit_label']}"
    control = sent.text(SLOT, label, view.get("length"))
    return [Block("list", (control,), help=_line_help(view))]


def _line_help(view: dict[str, Any]) -> str:
    if view["type"] == "formula":
        return _("For example: x^2/2 + sqrt(3), or TeX: \\frac{x^2}{2}.")
    if view["type"] == "number":
        return _("For example: 1,5 or −3·10^5.")
    return ""


def read_line(view: dict[str, Any], sent: Sent) -> Any:
    """Return the string as typed."""
    return sent.one(SLOT)


def quantity(view: dict[str, Any], sent: Sent) -> list[Block]:
    """A number, and a unit to write or to choose."""
    number = sent.number("number", _("Number"))
    if view["units_offered"]:
        offered = [("", "—"), *((unit, unit) for unit in view["units_offered"])]
        unit = sent.select("unit", offered, _("Unit"))
    else:
        unit = sent.text("unit", _("Unit"), 12)
    return [Block("points", rows=(((number,), (unit,)),), legend=_("Number with its unit"))]


def read_quantity(view: dict[str, Any], sent: Sent) -> Any:
    """Return number and unit as typed, or nothing."""
    number, unit = sent.one("number"), sent.one("unit")
    if not number.strip() and not unit.strip():
        return ""
    return {"number": number, "unit": unit}
