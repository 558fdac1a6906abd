"""The structure of a QTI test: parts, sections and references to items, in the order they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.scoring.qti.declarations import Declaration, read_declaration
from assessment.scoring.qti.item import ItemRefused
from assessment.scoring.qti.tree import Node, read_tree
from assessment.scoring.qti.values import Unreadable, read_atom
from core.errors import XmlRefused

if TYPE_CHECKING:
    from assessment.scoring.qti.chance import Chance

MAX_REFERENCES = 5_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One item of a test; ``sections`` from the outermost, ``mappings`` from the test's name of a
    variable to the item's.
    """

    identifier: str
    href: str
    part: str
    is_linear: bool
    sections: tuple[str, ...]
    categories: frozenset[str]
    weights: dict[str, float]
    mappings: dict[str, str]
    conditions: tuple[Node, ...]
    branches: tuple[Node, ...]
    template_defaults: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedTest:
    """A test with what its processing needs."""

    root: Node
    title: str
    declarations: dict[str, Declaration]
    outcome_rules: Node | None
    faults: tuple[str, ...]
    reports: tuple[str, ...] = ()


def parse_test(xml: str | bytes) -> ParsedTest:
    """Return a QTI test of version 2.1, 2.2 or 3.0; raises ``ItemRefused``."""
    try:
        root = read_tree(xml)
    except XmlRefused as error:
        raise ItemRefused("qti-xml", str(error.line)) from error
    if root.name != "assessmentTest":
        raise ItemRefused("qti-no-test", root.name[:60])
    faults: list[str] = []
    declarations = {
        node.get("identifier"): read_declaration(node, faults.append)
        for node in root.find_all("outcomeDeclaration")
    }
    rules = root.find("outcomeProcessing")
    reports = tuple(dict.fromkeys(_unsupported(root)))
    return ParsedTest(root, root.get("title"), declarations, rules, tuple(faults), reports)


def _unsupported(root: Node) -> Iterator[str]:
    """Yield what would give another test: sections in files of their own, one item twice."""
    for node in root.walk():
        if node.name == "assessmentSectionRef":
            yield f"assessmentSectionRef {node.get('href')}"[:200]
        elif node.name == "selection" and node.flag("withReplacement"):
            yield "selection withReplacement"


def list_references(test: ParsedTest, chance: Chance) -> list[Reference]:
    """Return the items in the order they come, after selection and shuffling."""
    found: list[Reference] = []
    for part in test.root.find_all("testPart"):
        inner = _Walk(part, chance)
        for reference in inner.walk(part, (), tuple(part.find_all("preCondition"))):
            found.append(reference)
            if len(found) >= MAX_REFERENCES:
                return found
    return found


class _Walk:
    def __init__(self, part: Node, chance: Chance) -> None:
        self._part = part.get("identifier")
        self._is_linear = part.get("navigationMode", "linear") == "linear"
        self._chance = chance

    def walk(
        self, node: Node, sections: tuple[str, ...], conditions: tuple[Node, ...]
    ) -> Iterator[Reference]:
        for child in self._dealt(node):
            inner = (*conditions, *child.find_all("preCondition"))
            if child.name == "assessmentSection":
                yield from self.walk(child, (*sections, child.get("identifier")), inner)
            else:
                yield self._reference(child, sections, inner)

    def _dealt(self, node: Node) -> list[Node]:
        """Return the children as selected and ordered (``selection``, ``ordering``)."""
        nodes = node.find_all("assessmentSection", "assessmentItemRef")
        selection, ordering = node.find("selection"), node.find("ordering")
        if selection is not None and selection.get("select").isdecimal():
            nodes = self._selected(nodes, min(int(selection.get("select")), len(nodes)))
        if ordering is not None and ordering.flag("shuffle"):
            free = [place for place, child in enumerate(nodes) if not child.flag("fixed")]
            moved = [nodes[place] for place in free]
            for place in free:
                nodes[place] = moved.pop(self._chance.below(len(moved)))
        return nodes

    def _selected(self, nodes: list[Node], count: int) -> list[Node]:
        """Return so many of the children: those that are required, and others by chance."""
        kept = {place for place, child in enumerate(nodes) if child.flag("required")}
        free = [place for place in range(len(nodes)) if place not in kept]
        while len(kept) < count and free:
            kept.add(free.pop(self._chance.below(len(free))))
        return [nodes[place] for place in sorted(kept)]

    def _reference(
        self, node: Node, sections: tuple[str, ...], conditions: tuple[Node, ...]
    ) -> Reference:
        return Reference(
            identifier=node.get("identifier"),
            href=node.get("href"),
            part=self._part,
            is_linear=self._is_linear,
            sections=sections,
            categories=frozenset(node.get("category").split()),
            weights={
                weight.get("identifier"): _number(weight.get("value"))
                for weight in node.find_all("weight")
            },
            mappings={
                mapping.get("targetIdentifier"): mapping.get("sourceIdentifier")
                for mapping in node.find_all("variableMapping")
            },
            conditions=conditions,
            branches=tuple(node.find_all("branchRule")),
            template_defaults=tuple(node.find_all("templateDefault")),
        )


def _number(text: str) -> float:
    try:
        return float(read_atom(text, "float"))
    except Unreadable:
        return 1.0
