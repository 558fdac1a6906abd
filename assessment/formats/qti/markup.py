"""Elements of QTI to be written, in the spelling of either version, and HTML among them."""

from __future__ import annotations

import mimetypes
import re
from html.parser import HTMLParser
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from assessment.scoring.qti.tree import Node

Version = Literal["2.2", "3.0"]
NAMESPACES: dict[Version, str] = {
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
_QTI, _HTML = "qti", "html"
_VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
# What XML cannot hold, even written as a reference.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make(name: str, /, *children: Node, text: str = "", **attributes: object) -> Node:
    """Return an element of QTI by its name of 2.x; attributes that are ``None`` are left out."""
    found = {key.rstrip("_"): _spelled(v) for key, v in attributes.items() if v is not None}
    return Node(name, found, list(children), text, namespace=_QTI)


def make_html(name: str, /, *children: Node, text: str = "", **attributes: str) -> Node:
    """Return an element of HTML; underscores of attributes are hyphens."""
    found = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Node(name, found, list(children), text, namespace=_HTML)


def _spelled(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def holder(html: str, name: str = "div", **attributes: str) -> Node:
    """Return an element of HTML with a piece of HTML inside."""
    parser = _Builder(make_html(name, **attributes))
    parser.feed(html)
    parser.close()
    return parser.root


class _Builder(HTMLParser):
    def __init__(self, root: Node) -> None:
        super().__init__(convert_charrefs=True)
        self.root = root
        self._open = [root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        node = Node(tag, {name: value or "" for name, value in attrs}, [], namespace=_HTML)
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """Close the last element of the name, and what stands open in it."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Take text."""
        current = self._open[-1]
        if current.children:
            current.children[-1].tail += data
        else:
            current.text += data


def put_at_marks(root: Node, made: dict[str, Node]) -> None:
    """Put elements where ``{{name}}`` stands in the texts of a tree."""
    for node in list(root.walk()):
        node.text, first = _cut(node.text, made)
        children: list[Node] = list(first)
        for child in node.children:
            children.append(child)
            child.tail, more = _cut(child.tail, made)
            children += more
        node.children = children


def _cut(text: str, made: dict[str, Node]) -> tuple[str, list[Node]]:
    pieces = re.split(r"\{\{([\w.\-]{1,100})\}\}", text)
    before, nodes = pieces[0], []
    for name, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if name in made:
            node = made[name]
            node.tail = after
            nodes.append(node)
        elif nodes:
            nodes[-1].tail += "{{" + name + "}}" + after
        else:
            before += "{{" + name + "}}" + after
    return before, nodes


def adapt(root: Node, version: Version) -> None:
    """Change in place what the versions write in different ways.

    2.2 has images of graphic interactions as objects; 3.0 puts rubrics in a body of their own.
    """
    for node in list(root.walk()):
        if version == "2.2" and node.name.endswith("Interaction"):
            node.children = [_as_object(c) if c.name == "img" else c for c in node.children]
        elif version == "3.0" and node.name == "rubricBlock":
            body = Node("contentBody", {}, node.children, node.text, namespace=_QTI)
            node.children, node.text = [body], ""


def _as_object(image: Node) -> Node:
    source = image.get("src")
    kind = mimetypes.guess_type(source)[0] or "image/png"
    attributes = {"data": source, "type": kind}
    attributes |= {side: image.get(side) for side in ("width", "height") if image.get(side)}
    return Node("object", attributes, [], image.get("alt"), image.tail, _HTML)


def serialise(root: Node, version: Version, namespace: str = "") -> bytes:
    """Return a document in UTF-8; the same tree gives the same bytes."""
    root.attributes = {"xmlns": namespace or NAMESPACES[version], **root.attributes}
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _write(root, version, parts)
    return ("".join(parts) + "\n").encode()


def _write(node: Node, version: Version, parts: list[str]) -> None:
    is_third = version == "3.0" and node.namespace == _QTI
    name = "qti-" + _hyphenated(node.name) if is_third else node.name
    parts.append(f"<{name}")
    for key, value in node.attributes.items():
        spelled = _hyphenated(key) if is_third and not key.startswith(("xml", "data-")) else key
        parts.append(f" {spelled}={quoteattr(_clean(value))}")
    if not node.children and not node.text:
        parts.append("/>")
    else:
        parts.append(f">{escape(_clean(node.text))}")
        for child in node.children:
            _write(child, version, parts)
        parts.append(f"</{name}>")
    parts.append(escape(_clean(node.tail)))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _hyphenated(name: str) -> str:
    return _CAPITAL.sub(lambda found: "-" + found[1].lower(), name)


def to_identifier(name: str) -> str:
    """Return an identifier that QTI takes: a letter first, or an underscore that is ours."""
    return name if name[:1].isalpha() else "_" + name


def from_identifier(name: str) -> str:
    """Return the identifier that :func:`to_identifier` was given."""
    return name.removeprefix("_")
