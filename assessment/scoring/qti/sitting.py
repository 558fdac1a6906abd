"""A QTI test taken as a whole: conditions, branches, and outcomes over its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.scoring.qti.chance import Chance
from assessment.scoring.qti.engine import Run, Unsupported, WorkExceeded
from assessment.scoring.qti.fitting import fit
from assessment.scoring.qti.item import ItemRefused, ParsedItem, parse_item
from assessment.scoring.qti.operators.table import OPERATORS
from assessment.scoring.qti.plans import ParsedTest, Reference, list_references, parse_test
from assessment.scoring.qti.rules import ConstraintBroken, Exit, run_rules
from assessment.scoring.qti.session import TOO_MUCH_WORK, ItemSession, mark_of
from assessment.scoring.qti.tree import Node
from assessment.scoring.qti.values import NUMERIC, Result, Value, same, single, to_json


@dataclass(frozen=True, slots=True)
class ProcessedTest:
    """What a test gave; ``visited`` are the references that were reached, in order."""

    outcomes: Mapping[str, Any]
    score: Decimal | None
    unsupported: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()


def process_test(
    xml: str | bytes,
    items: Mapping[str, str],
    answers: Mapping[str, Mapping[str, Any]],
    *,
    seed: int = 0,
) -> ProcessedTest:
    """Return what a test gives. ``items``: XML by ``href``; ``answers`` by item reference.

    Items are answered in order, each once; those without answers were presented and left empty.
    Never raises: what cannot be read is named in ``unsupported``.
    """
    try:
        test = parse_test(xml)
    except ItemRefused as error:
        return ProcessedTest({}, None, (f"{error.code} {error.place}".strip(),))
    return _TestSession(test, items, seed).take(answers)


def is_test(xml: str) -> bool:
    """Say whether a document is a test."""
    try:
        parse_test(xml)
    except ItemRefused:
        return False
    return True


@dataclass(slots=True)
class _Taken:
    """An item of a test and the session with it; ``None`` until it is reached."""

    reference: Reference
    item: ParsedItem | None
    session: ItemSession | None = None


class _TestSession:
    def __init__(self, test: ParsedTest, items: Mapping[str, str], seed: int) -> None:
        chance = Chance(seed)
        self._seed = seed
        self._test = test
        self._taken = {
            reference.identifier: _Taken(reference, None)
            for reference in list_references(test, chance)
        }
        self._run = Run(test.declarations, OPERATORS, chance, self)
        for fault in test.faults:
            self._run.fault(fault)
        for report in test.reports:
            self._run.unsupport(report)
        for taken in self._taken.values():
            self._load(taken, items)

    def _load(self, taken: _Taken, items: Mapping[str, str]) -> None:
        href = taken.reference.href
        try:
            taken.item = parse_item(items[href])
        except (KeyError, ItemRefused):
            self._run.unsupport(f"item {href}"[:200])

    def take(self, answers: Mapping[str, Mapping[str, Any]]) -> ProcessedTest:
        visited = []
        order = list(self._taken)
        place = 0
        while place < len(order):
            taken = self._taken[order[place]]
            place += 1
            if not self._is_open(taken.reference):
                continue
            visited.append(taken.reference.identifier)
            self._answer(taken, answers.get(taken.reference.identifier, {}))
            if taken.reference.is_linear and taken.reference.branches:
                self._process()
                place = self._branched(taken.reference, order, place)
        self._process()
        run = self._run
        outcomes = {name: to_json(run.values[name]) for name in self._test.declarations}
        score = mark_of(run.values.get("SCORE"))
        return ProcessedTest(
            outcomes, score, tuple(run.unsupported), tuple(run.faults), tuple(visited)
        )

    def _answer(self, taken: _Taken, answers: Mapping[str, Any]) -> None:
        if taken.item is None:
            return
        defaults = dict(self._template_defaults(taken.reference, taken.item))
        taken.session = ItemSession(taken.item, seed=self._seed, template_defaults=defaults)
        result = taken.session.submit(answers if isinstance(answers, Mapping) else {})
        for name in result.unsupported:
            self._run.unsupport(f"{taken.reference.identifier}: {name}"[:200])

    def _template_defaults(
        self, reference: Reference, item: ParsedItem
    ) -> Iterator[tuple[str, Result]]:
        """Yield what the test gives to the template variables of an item."""
        for node in reference.template_defaults:
            name = node.get("templateIdentifier")
            declaration = item.declarations.get(name)
            if declaration is None or declaration.kind != "template" or not node.children:
                self._run.fault(f"templateDefault {name}")
                continue
            try:
                value = self._run.evaluate(node.children[0])
            except Unsupported as error:
                self._run.unsupport(str(error))
            except WorkExceeded:
                self._run.unsupport(TOO_MUCH_WORK)
            else:
                yield name, fit(self._run, value, declaration)

    def _process(self) -> None:
        """Process the outcomes; they start from their defaults every time."""
        self._run.reset("outcome")
        if self._test.outcome_rules is None:
            return
        try:
            run_rules(self._run, self._test.outcome_rules.children)
        except Exit:
            return
        except ConstraintBroken:
            self._run.fault("templateConstraint in a test")
        except WorkExceeded:
            self._run.unsupport(TOO_MUCH_WORK)

    def _is_open(self, reference: Reference) -> bool:
        """Say whether the preconditions of an item, its sections and its part hold."""
        if not reference.conditions or not reference.is_linear:
            return True
        self._process()
        return all(self._holds(node) for node in reference.conditions)

    def _holds(self, node: Node) -> bool:
        if not node.children:
            return True
        try:
            return bool(self._run.truth(self._run.evaluate(node.children[0])))
        except Unsupported as error:
            self._run.unsupport(str(error))
        except WorkExceeded:
            self._run.unsupport(TOO_MUCH_WORK)
        return True

    def _branched(self, reference: Reference, order: list[str], place: int) -> int:
        """Return where the test goes on: at the target of the first branch that holds."""
        for rule in reference.branches:
            if rule.children and self._holds(rule):
                return self._target(rule.get("target"), reference, order, place)
        return place

    def _target(self, target: str, reference: Reference, order: list[str], place: int) -> int:
        rest = range(place, len(order))
        references = {at: self._taken[order[at]].reference for at in rest}
        if target == "EXIT_TEST":
            return len(order)
        if target == "EXIT_TESTPART":
            hits = [at for at in rest if references[at].part != reference.part]
        elif target == "EXIT_SECTION":
            hits = [at for at in rest if references[at].sections != reference.sections]
        else:
            hits = [at for at in rest if target in (order[at], *references[at].sections)]
            if not hits:
                self._run.fault(f"branchRule {target}"[:200])
                return place
        return hits[0] if hits else len(order)

    # What the expressions of tests ask for.

    def _selected(self, node: Node) -> Iterator[_Taken]:
        section = node.get("sectionIdentifier")
        wanted = set(node.get("includeCategory").split())
        unwanted = set(node.get("excludeCategory").split())
        for taken in self._taken.values():
            reference = taken.reference
            if section and section not in reference.sections:
                continue
            if (wanted and not wanted & reference.categories) or unwanted & reference.categories:
                continue
            yield taken

    def numbers(self, name: str, node: Node) -> int:
        """Return one of ``numberCorrect`` and its like."""
        return sum(_COUNTS[name](taken) for taken in self._selected(node))

    def variables(self, node: Node) -> list[Value]:
        """Return the values of a variable of the selected items, weighted."""
        wanted = node.get("baseType")
        found = []
        for taken in self._selected(node):
            value = self._weighted(taken, node.get("variableIdentifier"), node)
            is_fit = value is not None and value.cardinality == "single"
            if value is not None and is_fit and wanted in ("", value.base_type):
                found.append(value)
        return found

    def _weighted(self, taken: _Taken, name: str, node: Node) -> Result:
        value = self._value(taken, name)
        weight = taken.reference.weights.get(node.get("weightIdentifier"))
        if value is None or weight is None or value.base_type not in NUMERIC:
            return value
        return single("float", float(value.one) * weight)

    def _value(self, taken: _Taken, name: str) -> Result:
        source = taken.reference.mappings.get(name, name)
        return taken.session.run.values.get(source) if taken.session else None

    def bounds(self, node: Node, *, is_maximum: bool) -> list[float] | None:
        """Return the normal maxima (minima) of an outcome of the selected items.

        ``None`` where an item states no maximum; one that states no minimum is left out.
        """
        found: list[float] = []
        for taken in self._selected(node):
            name = taken.reference.mappings.get(node.get("outcomeIdentifier"))
            name = name or node.get("outcomeIdentifier")
            declaration = taken.item.declarations.get(name) if taken.item else None
            if declaration is None:
                continue
            bound = declaration.normal_maximum if is_maximum else declaration.normal_minimum
            if bound is not None:
                weight = taken.reference.weights.get(node.get("weightIdentifier"), 1.0)
                found.append(bound * weight)
            elif is_maximum:
                return None
        return found

    def variable(self, identifier: str, weight: str) -> Result:
        """Return ``ITEM.VARIABLE``."""
        reference, _, name = identifier.rpartition(".")
        taken = self._taken.get(reference)
        if taken is None:
            self._run.fault(f"variable {identifier}")
            return None
        return self._weighted(taken, name, Node("", {"weightIdentifier": weight}, []))


def _responses(taken: _Taken) -> list[tuple[Result, Result]]:
    """Return each response of an item that has a key, with it."""
    if taken.session is None:
        return []
    run = taken.session.run
    return [
        (run.values[d.identifier], run.corrects.get(d.identifier, d.correct))
        for d in taken.session.item.declared("response")
        if run.corrects.get(d.identifier, d.correct) is not None
    ]


def _is_correct(taken: _Taken) -> bool:
    pairs = _responses(taken)
    return bool(pairs) and all(found and key and same(found, key) for found, key in pairs)


def _is_incorrect(taken: _Taken) -> bool:
    return bool(_responses(taken)) and not _is_correct(taken)


def _is_responded(taken: _Taken) -> bool:
    if taken.session is None:
        return False
    run = taken.session.run
    return any(
        value is not None and value.items and value != run.defaults.get(d.identifier, d.default)
        for d in taken.session.item.declared("response")
        if (value := run.values[d.identifier])
    )


_COUNTS: dict[str, Callable[[_Taken], bool]] = {
    "numberCorrect": _is_correct,
    "numberIncorrect": _is_incorrect,
    "numberPresented": lambda taken: taken.session is not None,
    "numberResponded": _is_responded,
    "numberSelected": lambda taken: True,
}
