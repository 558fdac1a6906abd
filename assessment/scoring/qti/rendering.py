"""Bodies of items and feedback as cleaned HTML, for the values of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

from assessment.scoring.qti.mathml import linear
from assessment.scoring.qti.printing import print_variable
from assessment.scoring.qti.values import to_json, to_text
from core.api import clean_html

if TYPE_CHECKING:
    from assessment.scoring.qti.engine import Run
    from assessment.scoring.qti.tree import Node

Place = Callable[["Node"], str]

_TEMPLATED = frozenset({"templateInline", "templateBlock"})
_FEEDBACK = frozenset({"feedbackInline", "feedbackBlock", "modalFeedback"})
_BLOCKS = frozenset(
    {"feedbackBlock", "templateBlock", "rubricBlock", "modalFeedback", "contentBody"}
)
_INLINE = frozenset({"feedbackInline", "templateInline"})
_VOID = frozenset({"br", "hr", "img", "col", "wbr"})
_MEDIA = frozenset({"audio", "video", "source", "track", "embed"})
_MATH = "http://www.w3.org/1998/Math/MathML"
_LEARNER = frozenset({"candidate", ""})


class Renderer:
    """Writes elements as HTML.

    ``place`` says what stands for an interaction; without it interactions leave nothing. ``media``
    gives paths of the package for addresses in the text.
    """

    def __init__(
        self, run: Run, place: Place | None = None, media: Mapping[str, str] | None = None
    ) -> None:
        self._run = run
        self._place = place
        self._media = media or {}

    def html(self, node: Node, *, but: frozenset[str] = frozenset()) -> str:
        """Return what is inside an element, cleaned; elements named in ``but`` are left out."""
        return clean_html(self._inside(node, but)).strip()

    def is_shown(self, node: Node) -> bool:
        """Say whether feedback or a part of a template is to be seen."""
        name = node.get("templateIdentifier" if node.name in _TEMPLATED else "outcomeIdentifier")
        value = self._run.values.get(name)
        found = to_json(value)
        wanted = node.get("identifier")
        is_hit = wanted in found if isinstance(found, list) else found == wanted
        if isinstance(found, str) and not is_hit:
            is_hit = wanted in found.split()
        return is_hit != (node.get("showHide", "show") == "hide")

    def _inside(self, node: Node, but: frozenset[str]) -> str:
        parts = [escape(node.text, quote=False)]
        for child in node.children:
            if child.name not in but:
                parts.append(self._element(child, but))
            parts.append(escape(child.tail, quote=False))
        return "".join(parts)

    def _element(self, node: Node, but: frozenset[str]) -> str:
        name = node.name
        if node.namespace == _MATH or name == "math":
            return escape(self._formula(node))
        if name == "printedVariable":
            return escape(print_variable(self._run, node))
        if name.endswith("Interaction"):
            return self._place(node) if self._place else ""
        if not self._is_visible(node):
            return ""
        return self._writer(name)(node, but)

    def _writer(self, name: str) -> Callable[[Node, frozenset[str]], str]:
        if name in ("object", "img"):
            return self._image
        if name in _MEDIA:
            return self._medium
        return self._wrapped if name in _BLOCKS or name in _INLINE else self._plain

    def _is_visible(self, node: Node) -> bool:
        if node.name in _TEMPLATED or node.name in _FEEDBACK:
            return self.is_shown(node)
        if node.name == "rubricBlock":
            return bool((set(node.get("view").split()) or {""}) & _LEARNER)
        return True

    def _plain(self, node: Node, but: frozenset[str]) -> str:
        attributes = "".join(
            f' {key}="{escape(self._address(key, value))}"'
            for key, value in node.attributes.items()
            if key.isascii() and key.replace("-", "").isalnum()
        )
        name = node.name if node.name.isascii() and node.name.isalnum() else "span"
        if name in _VOID:
            return f"<{name}{attributes}>"
        return f"<{name}{attributes}>{self._inside(node, but)}</{name}>"

    def _wrapped(self, node: Node, but: frozenset[str]) -> str:
        tag = "div" if node.name in _BLOCKS else "span"
        return f"<{tag}>{self._inside(node, but)}</{tag}>"

    def _image(self, node: Node, but: frozenset[str]) -> str:
        address = node.get("src") or node.get("data")
        kind = node.get("type")
        if node.name == "object" and not (kind.startswith("image/") or not kind):
            return f'<a href="{escape(self._address("href", address))}">{self._text(node, but)}</a>'
        alternative = node.get("alt") or " ".join(node.all_text().split())
        sizes = "".join(
            f' {side}="{escape(node.get(side))}"' for side in ("width", "height") if node.get(side)
        )
        source = escape(self._address("src", address))
        return f'<img src="{source}" alt="{escape(alternative)}"{sizes}>'

    def _medium(self, node: Node, but: frozenset[str]) -> str:
        inner = node.find("source")
        address = node.get("src") or (inner.get("src") if inner else "")
        if not address or node.name in ("source", "track"):
            return ""
        return f'<a href="{escape(self._address("href", address))}">{self._text(node, but)}</a>'

    def _text(self, node: Node, but: frozenset[str]) -> str:
        address = node.get("src") or node.get("data")
        return self._inside(node, but).strip() or escape(address.rpartition("/")[2] or node.name)

    def _address(self, key: str, value: str) -> str:
        return self._media.get(value, value) if key in ("src", "href", "data") else value

    def _formula(self, node: Node) -> str:
        """Return a formula with the values of its template variables (``mathVariable``)."""
        values = {
            identifier: to_text(self._run.values.get(identifier))
            for identifier, declaration in self._run.declarations.items()
            if declaration.kind == "template"
        }
        return linear(node, values)
