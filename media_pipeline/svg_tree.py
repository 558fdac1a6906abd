"""The tree of a rebuilt SVG: walking, limits of references, writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext_lazy as _

from media_pipeline.refusal import IntakeRefused

LOCAL_URL = re.compile(r"url\(#([^)]*)\)")


@dataclass(slots=True)
class Node:
    """An element with its attributes and, in order, its text and children."""

    name: str
    attributes: dict[str, str]
    content: list[str | Node] = field(default_factory=list)

    def children(self) -> Iterator[Node]:
        """Yield the child elements."""
        return (item for item in self.content if isinstance(item, Node))

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below, parents first."""
        yield self
        for child in self.children():
            yield from child.walk()

    def references(self) -> Iterator[str]:
        """Yield the ids that this element draws: by ``href`` and by ``url(#…)``."""
        for name, value in self.attributes.items():
            if name == "href":
                yield value[1:]
            else:
                yield from LOCAL_URL.findall(value)


@dataclass(frozen=True, slots=True)
class TreeLimits:
    """How large a drawing may be: elements, nesting, elements after expansion, reference hops."""

    nodes: int
    depth: int
    expanded: int
    hops: int


def check_references(root: Node, limits: TreeLimits) -> None:
    """Refuse a drawing whose references run in a circle or multiply beyond ``limits.expanded``."""
    targets: dict[str, Node] = {}
    for node in root.walk():
        # The first of equal ids wins, as in a browser; a second one would escape the count.
        if node.attributes.get("id") in targets:
            del node.attributes["id"]
        elif "id" in node.attributes:
            targets[node.attributes["id"]] = node
    costs: dict[str, int] = {}
    if _cost(root, targets, costs, (), limits) > limits.expanded:
        raise _endless()


def _cost(
    node: Node,
    targets: dict[str, Node],
    costs: dict[str, int],
    trail: tuple[str, ...],
    limits: TreeLimits,
) -> int:
    """Return how many elements drawing ``node`` touches; ``trail`` holds the ids on the way."""
    total = 1
    for name in node.references():
        if name in trail or len(trail) >= limits.hops:
            raise _endless()
        if name in targets and name not in costs:
            costs[name] = _cost(targets[name], targets, costs, (*trail, name), limits)
        total += costs.get(name, 0)
    for child in node.children():
        total += _cost(child, targets, costs, trail, limits)
    return total


def write(root: Node, namespace: str) -> str:
    """Return the tree as XML."""
    parts: list[str] = []
    _write(Node(root.name, {"xmlns": namespace, **root.attributes}, root.content), parts)
    return "".join(parts)


def _write(node: Node, parts: list[str]) -> None:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in node.attributes.items())
    parts.append(f"<{node.name}{attributes}>")
    for item in node.content:
        if isinstance(item, Node):
            _write(item, parts)
        else:
            parts.append(escape(item))
    parts.append(f"</{node.name}>")


def _endless() -> IntakeRefused:
    return IntakeRefused(
        "complex",
        _("The drawing repeats its parts too often. Simplify it, or save it as PNG instead."),
    )
