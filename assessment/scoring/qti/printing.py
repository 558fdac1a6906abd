"""``printedVariable``: values of variables written into the text (QTI 2.2, number formatting)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessment.scoring.qti.values import NUMERIC, Result, Value, single, to_text

if TYPE_CHECKING:
    from assessment.scoring.qti.engine import Run
    from assessment.scoring.qti.tree import Node

_FORMAT = re.compile(
    r"%(?P<flags>[-+ 0#]{0,5})(?P<width>\d{0,2})(?:\.(?P<precision>\d{0,2}))?(?P<kind>[a-zA-Z])"
)
_POWER = re.compile(r"[eE]([+-]?)0*(\d+)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FLOATS, _WHOLES = "eEfFgG", "dioxX"


def print_variable(run: Run, node: Node) -> str:
    """Return what a ``printedVariable`` prints; nothing for NULL.

    A container is printed whole with ``delimiter`` between its values, or one value of an ordered
    one by ``index``; a record whole, or one ``field`` of it.
    """
    value = run.values.get(node.get("identifier"))
    if value is None:
        return ""
    delimiter = node.get("delimiter", ";")
    if value.cardinality == "record":
        return _record(run, node, value, delimiter)
    atoms = value.items
    if value.cardinality == "ordered" and node.get("index").strip():
        place = run.attribute(node, "index", "integer")
        atoms = atoms[int(place) - 1 : int(place)] if place is not None and place >= 1 else ()
    return delimiter.join(_single(run, node, single(value.base_type, atom)) for atom in atoms)


def _record(run: Run, node: Node, value: Value, delimiter: str) -> str:
    fields: dict[str, Result] = dict(value.items)
    if node.get("field"):
        found = fields.get(node.get("field"))
        return "" if found is None else _single(run, node, found)
    indicator = node.get("mappingIndicator", "=")
    return delimiter.join(
        f"{name}{indicator}{'' if found is None else _single(run, node, found)}"
        for name, found in fields.items()
    )


def _single(run: Run, node: Node, value: Value) -> str:
    if value.base_type not in NUMERIC and value.base_type != "duration":
        return to_text(value)
    written = ""
    if parts := _FORMAT.fullmatch(node.get("format").strip()):
        base = run.attribute(node, "base", "integer") or 10
        written = format_number(value.one, parts, int(base))
    written = written or to_text(value)
    return _as_power(written) if node.flag("powerForm") else written


def format_number(found: float, parts: re.Match[str], base: int = 10) -> str:
    """Return a number by a conversion of C; ``""`` for what is not understood.

    ``i`` writes an integer in ``base``; ``r`` and ``R`` write so many significant figures, those
    that are noughts too.
    """
    flags, kind, precision = parts["flags"], parts["kind"], parts["precision"]
    width, places = parts["width"], "" if precision is None else f".{precision}"
    try:
        if kind == "i" and base != 10:
            digits = _in_base(int(found), base)
            return digits and _padded(digits, flags, width)
        if kind in _WHOLES:
            return f"%{flags}{width}{places}{kind}" % int(found)
        if kind in _FLOATS:
            return f"%{flags}{width}{places}{kind}" % found
        if kind in "rR":
            digits = f"%{flags.replace('-', '')}#{places}{'g' if kind == 'r' else 'G'}" % found
            return _padded(digits.removesuffix("."), flags, width)
    except (ValueError, TypeError, OverflowError):
        pass
    return ""


def _in_base(found: int, base: int) -> str:
    if not 2 <= base <= len(_DIGITS):
        return ""
    digits, rest = "", abs(found)
    while rest:
        rest, digit = divmod(rest, base)
        digits = _DIGITS[digit] + digits
    return f"{'-' if found < 0 else ''}{digits or '0'}"


def _padded(digits: str, flags: str, width: str) -> str:
    size = int(width or 0)
    if "-" in flags:
        return digits.ljust(size)
    return digits.zfill(size) if "0" in flags else digits.rjust(size)


def _as_power(written: str) -> str:
    """Return ``1.5e+05`` as ``1.5×10⁵``."""

    def raised(found: re.Match[str]) -> str:
        sign = "-" if found[1] == "-" else ""
        return f"×10{(sign + found[2]).translate(_RAISED)}"

    return _POWER.sub(raised, written, count=1)
