"""Faults by which an item can never be scored as its author meant: such items are refused.

Each is one by the specification: an expression that asks a declaration for what it has not (QTI
2.2, 5.4: ``correct``, ``mapResponse``), a variable that nobody declares, a key that no processing
ever looks at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.scoring.qti.declarations import Declaration
    from assessment.scoring.qti.item import ParsedItem
    from assessment.scoring.qti.tree import Node

_WITH_VARIABLES = frozenset({"variable", "correct", "default", "mapResponse", "mapResponsePoint"})
_SETTERS = {
    "setOutcomeValue": "outcome",
    "lookupOutcomeValue": "outcome",
    "setTemplateValue": "template",
    "setCorrectResponse": "response",
}
# A person reads these whatever the key says.
READ_BY_PEOPLE = frozenset(
    {"extendedTextInteraction", "uploadInteraction", "drawingInteraction", "mediaInteraction"}
)
_NO_ANSWER = frozenset({"endAttemptInteraction", "mediaInteraction"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A code of :mod:`assessment.wording.qti` and the name it is about."""

    code: str
    name: str = ""


def find_faults(item: ParsedItem) -> list[Fault]:
    """Return what keeps an item from being scored, each thing once."""
    found = [*_faults_of_rules(item), *_faults_of_interactions(item)]
    return list(dict.fromkeys(found))


def _faults_of_rules(item: ParsedItem) -> Iterator[Fault]:
    roots = (item.response_rules, item.template_rules, item.outcome_rules)
    nodes = [node for root in roots if root is not None for node in root.walk()]
    set_correct = {n.get("identifier") for n in nodes if n.name == "setCorrectResponse"}
    for node in nodes:
        name = node.get("identifier")
        if node.name in _SETTERS:
            declaration = item.declarations.get(name)
            if declaration is None or declaration.kind != _SETTERS[node.name]:
                yield Fault("qti-undeclared", name)
        elif node.name in _WITH_VARIABLES and name not in item.declarations:
            yield Fault("qti-undeclared", name)
        elif fault := _fault_of_expression(item, node, set_correct):
            yield fault


def _fault_of_expression(item: ParsedItem, node: Node, set_correct: set[str]) -> Fault | None:
    if node.name not in ("correct", "mapResponse", "mapResponsePoint"):
        return None
    name = node.get("identifier")
    declaration = item.declarations[name]
    if node.name == "correct" and declaration.correct is None and name not in set_correct:
        return Fault("qti-no-correct", name)
    if node.name == "mapResponse" and declaration.mapping is None:
        return Fault("qti-no-mapping", name)
    if node.name == "mapResponsePoint" and declaration.area_mapping is None:
        return Fault("qti-no-area-mapping", name)
    return None


def _is_keyed(declaration: Declaration) -> bool:
    return bool(declaration.correct or declaration.mapping or declaration.area_mapping)


def _faults_of_interactions(item: ParsedItem) -> Iterator[Fault]:
    roots = (item.response_rules, item.outcome_rules)
    has_rules = bool(item.reports) or any(root is not None and root.children for root in roots)
    for node in item.interactions:
        name = node.get("responseIdentifier")
        declaration = item.declarations.get(name)
        if node.name in _NO_ANSWER:
            continue
        if declaration is None or declaration.kind != "response":
            yield Fault("qti-undeclared", name)
        elif _is_keyed(declaration) and not has_rules and node.name not in READ_BY_PEOPLE:
            yield Fault("qti-no-response-processing", name)
