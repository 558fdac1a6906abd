"""Which attributes of an SVG are kept, and which values."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from media_pipeline.refusal import IntakeRefused
from media_pipeline.svg_css import Sheet, parse_declarations
from media_pipeline.svg_tree import Node

MAX_SIDE = 4096
# A length is short; a regular expression over a megabyte of digits would run in squares.
LONGEST_NUMBER = 40
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Properties may come as attributes, in ``style`` and in a style sheet; geometry as attributes only.
PROPERTIES = frozenset(
    [
        "fill",
        "fill-rule",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-opacity",
        "opacity",
        "color",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "clip-rule",
        "mask",
        "marker-start",
        "marker-mid",
        "marker-end",
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "font-stretch",
        "font-variant",
        "letter-spacing",
        "word-spacing",
        "text-anchor",
        "text-decoration",
        "dominant-baseline",
        "alignment-baseline",
        "baseline-shift",
        "writing-mode",
        "direction",
        "display",
        "visibility",
        "overflow",
        "paint-order",
        "vector-effect",
        "shape-rendering",
        "text-rendering",
    ]
)
GEOMETRY = frozenset(
    [
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "fr",
        "dx",
        "dy",
        "width",
        "height",
        "d",
        "points",
        "transform",
        "offset",
        "rotate",
        "viewBox",
        "preserveAspectRatio",
        "gradientTransform",
        "gradientUnits",
        "spreadMethod",
        "patternTransform",
        "patternUnits",
        "patternContentUnits",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
        "markerUnits",
        "markerWidth",
        "markerHeight",
        "refX",
        "refY",
        "orient",
        "textLength",
        "lengthAdjust",
        "startOffset",
        "pathLength",
    ]
)
WITH_HREF = frozenset({"use", "textPath", "linearGradient", "radialGradient", "pattern"})

PLAIN = re.compile(r"[\w\s.,+\-%()#]*", re.ASCII)
WORD_BEFORE = re.compile(r"[\w-]*$", re.ASCII)
FUNCTIONS = frozenset(
    ["rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY"]
)
FONTS = re.compile(r"[\w\s,.'\"-]*")
IDENTIFIER = re.compile(r"[\w.-]+")
LOCAL_PAINT = re.compile(r"url\(\s*['\"]?#([\w.-]+)['\"]?\s*\)")
LENGTH = re.compile(r"\s*([+]?\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q|em|rem|ex)?\s*")
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54,
         "in": 96.0, "q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0}  # fmt: skip


def read_attributes(node: Node, sheet: Sheet) -> dict[str, str]:
    """Return the attributes of ``node`` to keep: cascade resolved, values checked, order fixed."""
    given = node.attributes
    kept = {name: value for name, value in given.items() if name in GEOMETRY | PROPERTIES}
    classes = given.get("class", "").split()
    kept.update(_properties(sheet.declarations_for(node.name, classes, given.get("id", ""))))
    kept.update(_properties(parse_declarations(given.get("style", ""))))
    kept.update(_identity(node.name, given))
    checked = {name: _check(name, value) for name, value in kept.items()}
    return {name: value for name, value in sorted(checked.items()) if value is not None}


def _properties(declarations: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in declarations.items() if name in PROPERTIES}


def _identity(element: str, given: dict[str, str]) -> dict[str, str]:
    """Return id, reference and white-space mode; a reference may only point into the drawing."""
    found: dict[str, str] = {}
    if "id" in given:
        found["id"] = given["id"]
    href = given.get("href", given.get(XLINK_HREF, "")).strip()
    if element in WITH_HREF and href.startswith("#"):
        found["href"] = href
    if given.get(XML_SPACE) == "preserve":
        found["xml:space"] = "preserve"
    return found


def _check(name: str, value: str) -> str | None:
    checker = CHECKERS.get(name, _check_plain)
    return checker(value.strip())


def _check_plain(value: str) -> str | None:
    if local := LOCAL_PAINT.match(value):
        # The fallback after a reference (``url(#a) none``) is dropped: it is never needed here.
        return f"url(#{local[1]})"
    return value if PLAIN.fullmatch(value) and FUNCTIONS.issuperset(_called(value)) else None


def _called(value: str) -> set[str]:
    """Return the names before opening brackets; only their ends are looked at, which is linear."""
    before = [part.rstrip()[-20:] for part in value.split("(")[:-1]]
    return {match[0] for part in before if (match := WORD_BEFORE.search(part))}


def _check_fonts(value: str) -> str | None:
    return value if FONTS.fullmatch(value) else None


def _check_identifier(value: str) -> str | None:
    return value if IDENTIFIER.fullmatch(value) else None


def _check_href(value: str) -> str | None:
    return value if IDENTIFIER.fullmatch(value[1:]) else None


CHECKERS: dict[str, Callable[[str], str | None]] = {
    "font-family": _check_fonts,
    "id": _check_identifier,
    "href": _check_href,
    "xml:space": str,
}


def fit_size(attributes: dict[str, str]) -> dict[str, str]:
    """Return ``width``, ``height`` (whole pixels up to ``MAX_SIDE``) and ``viewBox`` of the root.

    A drawing with no size of any kind is refused: the page could not keep a place for it.
    """
    box = _view_box(attributes.get("viewBox", ""))
    width, height = _length(attributes.get("width", "")), _length(attributes.get("height", ""))
    if box:
        width = width or (height * box[2] / box[3] if height else box[2])
        height = height or width * box[3] / box[2]
    if not width or not height:
        raise IntakeRefused(
            "no_size",
            _("The drawing does not say how large it is. Set the page size and save it again."),
        )
    scale = min(1.0, MAX_SIDE / max(width, height))
    seen = box or (0.0, 0.0, width, height)
    return {
        "height": str(max(1, round(height * scale))),
        "viewBox": " ".join(f"{number:.10g}" for number in seen),
        "width": str(max(1, round(width * scale))),
    }


def _view_box(text: str) -> tuple[float, float, float, float] | None:
    try:
        numbers = [float(item) for item in text[:200].replace(",", " ").split()]
    except ValueError:
        return None
    if len(numbers) != 4 or not all(abs(number) < 1e6 for number in numbers):
        return None
    x, y, width, height = numbers
    return (x, y, width, height) if width > 0 and height > 0 else None


def _length(text: str) -> float:
    """Return a length in pixels; 0 for a percentage, nonsense or nothing."""
    match = LENGTH.fullmatch(text) if len(text) < LONGEST_NUMBER else None
    value = float(match[1]) * UNITS[match[2] or ""] if match else 0.0
    return value if 0 < value < 1e6 else 0.0
