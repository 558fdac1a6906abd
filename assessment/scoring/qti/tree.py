"""QTI documents as one tree, whatever their version.

QTI 3.0 writes ``qti-response-condition`` and ``base-type`` where 2.x writes ``responseCondition``
and ``baseType``; the rest of the interpreter knows the 2.x names only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.api import parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # nosec B405

_HYPHENATED = re.compile(r"-([a-z0-9])")
_ROOTS_3 = "qti-"
# Attributes of QTI 3 that keep their hyphens: they are vocabulary, not fields of the model.
_KEPT_PREFIXES = ("data-", "aria-")
# Names of 2.x that hyphens do not tell: ``qti-duration-lt`` is ``durationLT``.
_CAPITALS = {"durationLt": "durationLT", "durationGte": "durationGTE"}
# Content of other vocabularies, kept as it stands.
FOREIGN = frozenset({"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg"})


@dataclass(slots=True)
class Node:
    """An element: its name without namespace, in the spelling of QTI 2.x.

    ``memo`` keeps what was made of the element once (a literal, a compiled pattern).
    """

    name: str
    attributes: dict[str, str]
    children: list[Node]
    text: str = ""
    tail: str = ""
    namespace: str = ""
    memo: dict[str, Any] = field(default_factory=dict)

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute, ``default`` where it is absent."""
        return self.attributes.get(name, default)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean attribute: XML Schema writes it in words or as 1 and 0."""
        text = self.get(name).strip().lower()
        return text in ("true", "1") if text else default

    def find(self, name: str) -> Node | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def find_all(self, *names: str) -> list[Node]:
        """Return the children of these names."""
        return [child for child in self.children if child.name in names]

    def walk(self) -> Iterator[Node]:
        """Yield the element and all inside it, in the order of the document."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def all_text(self) -> str:
        """Return the text of the element and all inside it."""
        parts = [self.text]
        for child in self.children:
            parts += [child.all_text(), child.tail]
        return "".join(parts)


def read_tree(xml: bytes | str) -> Node:
    """Return the root of a QTI document; raises :class:`core.errors.XmlRefused`."""
    source = _as_bytes(xml) if isinstance(xml, str) else xml
    return _node(parse_xml(source))


def _as_bytes(xml: str) -> bytes:
    """Encode text in UTF-8 and make its declaration say so."""
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", xml, count=1)
    return text.encode("utf-8", "replace")


def _node(element: Element) -> Node:
    namespace, name = _split(element.tag)
    is_third = name.startswith(_ROOTS_3)
    return Node(
        name=_element(name[len(_ROOTS_3) :]) if is_third else name,
        attributes={
            _attribute(key, is_third=is_third): value for key, value in element.attrib.items()
        },
        children=[_node(child) for child in element],
        text=element.text or "",
        tail=element.tail or "",
        namespace=namespace,
    )


def _element(name: str) -> str:
    name = camel(name)
    return _CAPITALS.get(name, name)


def _split(tag: str) -> tuple[str, str]:
    namespace, closing, name = tag.rpartition("}")
    return (namespace[1:], name) if closing else ("", tag)


def _attribute(key: str, *, is_third: bool) -> str:
    name = _split(key)[1]
    if is_third and not name.startswith(_KEPT_PREFIXES):
        return camel(name)
    return name


def camel(name: str) -> str:
    """Return ``response-if`` as ``responseIf``."""
    return _HYPHENATED.sub(lambda found: found[1].upper(), name)
