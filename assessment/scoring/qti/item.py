"""A QTI item, read once and processed many times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assessment.scoring.qti.declarations import KINDS, Declaration, read_declaration
from assessment.scoring.qti.templates import template_name, template_rules
from assessment.scoring.qti.tree import Node, read_tree
from core.errors import XmlRefused

INTERACTIONS = frozenset(
    {
        "choiceInteraction",
        "orderInteraction",
        "associateInteraction",
        "matchInteraction",
        "gapMatchInteraction",
        "inlineChoiceInteraction",
        "textEntryInteraction",
        "extendedTextInteraction",
        "hottextInteraction",
        "hotspotInteraction",
        "selectPointInteraction",
        "graphicOrderInteraction",
        "graphicAssociateInteraction",
        "graphicGapMatchInteraction",
        "positionObjectInteraction",
        "sliderInteraction",
        "drawingInteraction",
        "uploadInteraction",
        "mediaInteraction",
        "endAttemptInteraction",
    }
)
_XINCLUDE = "http://www.w3.org/2001/XInclude"
MAX_CACHED = 200_000
_BUILT_IN = (
    Declaration("outcome", "completionStatus", "single", "identifier"),
    Declaration("response", "numAttempts", "single", "integer"),
    Declaration("response", "duration", "single", "duration"),
)


class ItemRefused(Exception):
    """A document that is no QTI item; the code is one of :mod:`assessment.wording.qti`."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code, place)
        self.code = code
        self.place = place


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """An item with everything that processing needs at hand.

    ``template`` is the name of the standard template, ``reports`` what was found unsupported or
    unreadable while reading.
    """

    root: Node
    identifier: str
    title: str
    is_adaptive: bool
    declarations: dict[str, Declaration]
    body: Node | None
    response_rules: Node | None
    outcome_rules: Node | None
    template_rules: Node | None
    template: str
    modal_feedback: tuple[Node, ...]
    interactions: tuple[Node, ...]
    reports: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def declared(self, kind: str) -> Iterator[Declaration]:
        """Yield the author's declarations of one kind."""
        built_in = {declaration.identifier for declaration in _BUILT_IN}
        for declaration in self.declarations.values():
            if declaration.kind == kind and declaration.identifier not in built_in:
                yield declaration


def parse_item(xml: str) -> ParsedItem:
    """Return a QTI item of version 2.1, 2.2 or 3.0; raises ``ItemRefused``.

    Items of the usual size are read once while they are in use.
    """
    return _parse_cached(xml) if len(xml) <= MAX_CACHED else _parse(xml)


@lru_cache(maxsize=64)
def _parse_cached(xml: str) -> ParsedItem:
    return _parse(xml)


def _parse(xml: str) -> ParsedItem:
    try:
        root = read_tree(xml)
    except XmlRefused as error:
        raise ItemRefused("qti-xml", str(error.line)) from error
    return parse_root(root)


def parse_root(root: Node) -> ParsedItem:
    """Return the item of a tree; raises ``ItemRefused``."""
    if root.name != "assessmentItem":
        raise ItemRefused("qti-no-item", root.name[:60])
    faults: list[str] = []
    reports: list[str] = []
    declarations = _declarations(root, faults)
    rules, name = _response_rules(root, reports)
    body = root.find("itemBody")
    inside = list(body.walk()) if body else []
    # Custom ones run code of their own, which is never run here.
    reports += [
        node.name
        for node in inside
        if node.name.endswith("Interaction") and node.name not in INTERACTIONS
    ]
    # Parts of an item that lie elsewhere are not fetched: without them it is another item.
    reports += [
        f"XInclude {node.get('href')}"[:200] for node in root.walk() if node.namespace == _XINCLUDE
    ]
    reports += _scored_elsewhere(declarations.get("SCORE"), rules)
    return ParsedItem(
        root=root,
        identifier=root.get("identifier"),
        title=root.get("title"),
        is_adaptive=root.flag("adaptive"),
        declarations=declarations,
        body=body,
        response_rules=rules,
        outcome_rules=root.find("outcomeProcessing"),
        template_rules=root.find("templateProcessing"),
        template=name,
        modal_feedback=tuple(root.find_all("modalFeedback")),
        interactions=tuple(node for node in inside if node.name in INTERACTIONS),
        reports=tuple(dict.fromkeys(reports)),
        faults=tuple(dict.fromkeys(faults)),
    )


def _scored_elsewhere(score: Declaration | None, rules: Node | None) -> list[str]:
    """Name a score that a person gives (``externalScored``): its default is no mark."""
    if score is None or not score.is_external:
        return []
    sets = ("setOutcomeValue", "lookupOutcomeValue")
    inside = rules.walk() if rules else ()
    is_set = any(node.name in sets and node.get("identifier") == "SCORE" for node in inside)
    return [] if is_set else ["externalScored SCORE"]


def _declarations(root: Node, faults: list[str]) -> dict[str, Declaration]:
    found = {declaration.identifier: declaration for declaration in _BUILT_IN}
    for node in root.children:
        if node.name in KINDS and node.get("identifier"):
            declaration = read_declaration(node, faults.append)
            found[declaration.identifier] = declaration
    return found


def _response_rules(root: Node, reports: list[str]) -> tuple[Node | None, str]:
    """Return the rules and the name of their standard template."""
    node = root.find("responseProcessing")
    if node is None or node.children:
        return node, ""
    addresses = [node.get("template"), node.get("templateLocation")]
    for address in filter(None, addresses):
        if name := template_name(address):
            return template_rules(name), name
    if any(addresses):
        reports.append(f"responseProcessing {next(filter(None, addresses))[:200]}")
    return node, ""
