"""MathML of strangers written out as a line of text: it is never shown as markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node

_IDENTIFIERS = frozenset({"mi", "ci"})
_SKIPPED = frozenset({"annotation", "annotation-xml"})

# By the element and how many it has inside: first these as they are, then put in brackets.
_WRITTEN = {
    ("mfrac", 2): "{2}/{3}",
    ("msup", 2): "{2}^{3}",
    ("msub", 2): "{0}_{3}",
    ("msubsup", 3): "{0}_{4}^{5}",
    ("mroot", 2): "{3}√({0})",
}


def linear(node: Node, values: Mapping[str, str] | None = None) -> str:
    """Return a formula as text: ``(a)/(b)``, ``x^2``, ``√(x)``.

    ``values`` stand for the identifiers (``mi``, ``ci``) of variables of the template.
    """
    if node.name in _SKIPPED:
        return ""
    if not node.children:
        text = " ".join(node.text.split())
        return values.get(text, text) if values and node.name in _IDENTIFIERS else text
    parts = [linear(child, values) for child in node.children]
    written = _WRITTEN.get((node.name, len(parts)))
    if written is not None:
        return written.format(*parts, *map(_grouped, parts))
    if node.name == "msqrt":
        return f"√({''.join(parts)})"
    if node.name == "mfenced":
        return f"({', '.join(parts)})"
    return ("; " if node.name == "mtable" else "").join(parts)


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"
