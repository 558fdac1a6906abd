"""SVG from people: read by a hardened parser and written anew from an allow-list.

Nothing of the file is passed through: elements and attributes that are not listed do not exist in
the result, so scripts, event handlers, links, foreign markup, animation and outside references have
no way to get there. Source of the threats: the SVG section of the HTML security cheat sheet and the
billion-laughs family, here also built from ``use`` and ``url(#…)``.
"""

from __future__ import annotations

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError
from django.utils.translation import gettext_lazy as _

from media_pipeline.refusal import IntakeRefused
from media_pipeline.svg_attributes import PROPERTIES, fit_size, read_attributes
from media_pipeline.svg_css import parse_css
from media_pipeline.svg_tree import Node, TreeLimits, check_references, write

MAX_BYTES = 1024 * 1024
# A style sheet of a few lines is written out at every element that it selects.
MAX_WRITTEN = 4 * MAX_BYTES
LIMITS = TreeLimits(nodes=20_000, depth=40, expanded=60_000, hops=8)
SVG_NS = "http://www.w3.org/2000/svg"

# Elements without meaning of their own here are drawn as a group.
AS_GROUP = {"a": "g", "switch": "g"}
TEXT_ELEMENTS = frozenset({"text", "tspan", "textPath", "title", "desc"})
ELEMENTS = TEXT_ELEMENTS | {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker",
}  # fmt: skip


def rebuild_svg(data: bytes) -> bytes:
    """Return a safe SVG that draws what ``data`` draws, as UTF-8 with a fixed size and viewBox.

    Rebuilding twice gives the same bytes. Raises ``IntakeRefused`` for what is no SVG, is too
    large or too deep, has a DTD, or expands without end.
    """
    if len(data) > MAX_BYTES:
        raise IntakeRefused(
            "size",
            _("The drawing is larger than 1 MB. Simplify it, or save it as PNG and upload that."),
        )
    builder = _Builder()
    _parse(data, builder)
    root = builder.finished()
    sheet = parse_css("".join(builder.css), PROPERTIES)
    written = 0
    for node in root.walk():
        node.attributes = read_attributes(node, sheet)
        written += sum(len(name) + len(value) for name, value in node.attributes.items())
        if written > MAX_WRITTEN:
            raise _too_complex()
    root.attributes = dict(sorted({**root.attributes, **fit_size(root.attributes)}.items()))
    check_references(root, LIMITS)
    return write(root, SVG_NS).encode()


def _parse(data: bytes, builder: _Builder) -> None:
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException as error:
        raise IntakeRefused(
            "dtd",
            _("The drawing has a document type declaration. Save it as “Plain SVG” and try again."),
        ) from error
    except (ParseError, UnicodeError, LookupError, ValueError) as error:
        raise IntakeRefused(
            "damaged", _("The drawing cannot be read. Open it in an editor and save it again.")
        ) from error


class _Builder:
    """Receives the parser's events and keeps allowed elements only.

    It counts everything, also what it leaves out, and stops the parser at the limits, so that a
    hostile file costs no more than a large honest one.
    """

    def __init__(self) -> None:
        self.root: Node | None = None
        self.css: list[str] = []
        self._open: list[Node] = []
        self._skipped = 0
        self._in_style = False
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._depth += 1
        self._count += 1
        if self._depth > LIMITS.depth or self._count > LIMITS.nodes:
            raise _too_complex()
        if self._skipped or self._in_style:
            self._skipped += 1
            return
        name = self._allowed_name(tag)
        if name is None:
            self._skipped = 1
        elif name == "style":
            self._in_style = True
        else:
            self._push(Node(name, dict(attributes)))

    def end(self, tag: str) -> None:
        """Close an element."""
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        elif self._in_style:
            self._in_style = False
        else:
            self._open.pop()

    def data(self, text: str) -> None:
        """Keep text where text is drawn."""
        if self._skipped:
            return
        if self._in_style:
            self.css.append(text)
        elif self._open and self._open[-1].name in TEXT_ELEMENTS:
            self._open[-1].content.append(text)

    def close(self) -> None:
        """End of the file."""

    def finished(self) -> Node:
        """Return the root element."""
        if self.root is None:
            raise _not_svg()
        return self.root

    def _push(self, node: Node) -> None:
        if self._open:
            self._open[-1].content.append(node)
        elif self.root is None:
            self.root = node
        self._open.append(node)

    def _allowed_name(self, tag: str) -> str | None:
        namespace, _brace, name = tag.rpartition("}")
        in_svg = namespace in {"", "{" + SVG_NS}
        if not self._open:
            if not in_svg or name != "svg":
                raise _not_svg()
            return name
        name = AS_GROUP.get(name, name)
        return name if in_svg and (name in ELEMENTS or name == "style") else None


def _not_svg() -> IntakeRefused:
    return IntakeRefused(
        "type", _("This is not an SVG drawing. Export the picture as SVG or PNG and try again.")
    )


def _too_complex() -> IntakeRefused:
    return IntakeRefused(
        "complex",
        _("The drawing has too many parts. Simplify it, or save it as PNG and upload that."),
    )
