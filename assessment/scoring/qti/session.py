"""A session of one item: template, attempts, outcomes; the same steps give the same results."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessment.scoring.qti.chance import Chance
from assessment.scoring.qti.declarations import Declaration
from assessment.scoring.qti.engine import Run, TestResults, WorkExceeded
from assessment.scoring.qti.fitting import read_response
from assessment.scoring.qti.item import ParsedItem
from assessment.scoring.qti.operators.table import OPERATORS
from assessment.scoring.qti.rendering import Renderer
from assessment.scoring.qti.rules import ConstraintBroken, Exit, run_rules
from assessment.scoring.qti.tree import Node
from assessment.scoring.qti.values import MAX_ENTRIES, NUMERIC, Result, Unreadable, single, to_json

MAX_RESTARTS = 100
TOO_MUCH_WORK = "too much work"


@dataclass(frozen=True, slots=True)
class ProcessedItem:
    """What processing gave.

    ``score`` is the outcome SCORE; with anything in ``unsupported`` it is not to be trusted and
    belongs before a person. ``unreadable`` names responses that are no value of their type (they
    were taken for NULL), ``faults`` what the author got wrong, ``shown`` the identifiers of modal
    feedback, ``feedback`` its cleaned HTML.
    """

    outcomes: Mapping[str, Any]
    score: Decimal | None
    max_score: Decimal | None
    unsupported: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    template_values: Mapping[str, Any] = field(default_factory=dict)
    is_completed: bool = True


class ItemSession:
    """A learner's session with an item; adaptive ones take several rounds of answers."""

    def __init__(
        self,
        item: ParsedItem,
        *,
        seed: int = 0,
        results: TestResults | None = None,
        template_defaults: Mapping[str, Result] | None = None,
    ) -> None:
        self.item = item
        self._template_defaults = template_defaults or {}
        self.run = Run(item.declarations, OPERATORS, Chance(seed), results)
        self.unreadable: list[str] = []
        self._attempts = 0
        self._buttons = frozenset(
            node.get("responseIdentifier")
            for node in item.interactions
            if node.name == "endAttemptInteraction"
        )
        for report in item.reports:
            self.run.unsupport(report)
        for fault in item.faults:
            self.run.fault(fault)
        self._start()

    def _start(self) -> None:
        self._forget()
        if self.item.template_rules is not None:
            self._deal(self.item.template_rules)
        self.run.reset("response", "outcome")
        self.run.values["numAttempts"] = single("integer", 0)
        self.run.values["completionStatus"] = single("identifier", "unknown")

    def _deal(self, rules: Node) -> None:
        """Process the template until its constraints hold, or fall back to the defaults."""
        for _ in range(MAX_RESTARTS):
            self._forget()
            try:
                self._carry_out(rules)
            except ConstraintBroken:
                continue
            return
        self._forget()
        self.run.fault("templateConstraint never holds")

    def _forget(self) -> None:
        """Leave nothing of a template that was begun: values, defaults and keys are as declared."""
        self.run.defaults.clear()
        self.run.defaults.update(self._template_defaults)
        self.run.corrects.clear()
        self.run.reset("template")

    def _carry_out(self, rules: Node) -> None:
        try:
            run_rules(self.run, rules.children)
        except Exit:
            return
        except WorkExceeded:
            self.run.unsupport(TOO_MUCH_WORK)

    def submit(self, answers: Mapping[str, Any], *, seconds: float = 0.0) -> ProcessedItem:
        """Take one round of answers by response identifier and return what it gave.

        A response that is absent was not touched: it has its default, in an adaptive item its
        value of the last round; ``None`` was left empty. An adaptive item that is completed takes
        no more.
        """
        if self.item.is_adaptive and self._is_completed():
            return self.result()
        self._bind(answers)
        self._attempts += 1
        self.run.values["numAttempts"] = single("integer", self._attempts)
        self.run.values["duration"] = single("duration", seconds)
        if not self.item.is_adaptive:
            self.run.reset("outcome")
            self.run.values["completionStatus"] = single("identifier", "unknown")
        for rules in (self.item.response_rules, self.item.outcome_rules):
            if rules is not None:
                try:
                    self._carry_out(rules)
                except ConstraintBroken:
                    self.run.fault("templateConstraint outside of a template")
        return self.result()

    def _bind(self, answers: Mapping[str, Any]) -> None:
        self.unreadable.clear()
        for declaration in self.item.declared("response"):
            name = declaration.identifier
            if answers.get(name) is None and name in self._buttons:
                # Whatever else ends the attempt, the button was not pressed.
                self.run.values[name] = single("boolean", False)
            elif name in answers:
                self._read(declaration, answers[name])
            elif not self.item.is_adaptive:
                self.run.values[name] = self.run.defaults.get(name) or declaration.initial
        for node in self.item.interactions:
            twin = self.item.declarations.get(node.get("stringIdentifier"))
            typed = answers.get(node.get("responseIdentifier"))
            if twin is None or twin.kind != "response" or typed is None:
                continue
            if answers.get(twin.identifier) is None:
                self._read(twin, typed if isinstance(typed, str) else str(typed))

    def _read(self, declaration: Declaration, answer: Any) -> None:
        name = declaration.identifier
        try:
            self.run.values[name] = read_response(answer, declaration)
        except Unreadable:
            self.run.values[name] = None
            self.unreadable.append(name)

    def _is_completed(self) -> bool:
        return bool(to_json(self.run.values.get("completionStatus")) == "completed")

    def result(self) -> ProcessedItem:
        """Return the outcomes as they stand."""
        values, item = self.run.values, self.item
        outcomes = {d.identifier: to_json(values[d.identifier]) for d in item.declared("outcome")}
        status = to_json(values.get("completionStatus"))
        if item.is_adaptive or status not in (None, "unknown"):
            outcomes["completionStatus"] = status
        renderer = Renderer(self.run)
        shown = [node for node in item.modal_feedback if renderer.is_shown(node)]
        return ProcessedItem(
            outcomes=outcomes,
            score=mark_of(values.get("SCORE")),
            max_score=self.maximum(),
            unsupported=tuple(self.run.unsupported),
            feedback=tuple(html for node in shown if (html := renderer.html(node))),
            shown=tuple(dict.fromkeys(node.get("identifier") for node in shown)),
            unreadable=tuple(self.unreadable),
            faults=tuple(self.run.faults),
            template_values={
                d.identifier: to_json(values[d.identifier]) for d in item.declared("template")
            },
            is_completed=not item.is_adaptive or self._is_completed(),
        )

    def maximum(self) -> Decimal | None:
        """Return the most that can be scored: MAXSCORE, ``normalMaximum``, or by the template."""
        for name in ("MAXSCORE", "MAX_SCORE"):
            if (found := mark_of(self.run.values.get(name))) is not None:
                return found
        declaration = self.item.declarations.get("SCORE")
        if declaration is not None and declaration.normal_maximum is not None:
            return to_mark(declaration.normal_maximum)
        if self.item.template in ("match_correct", "match_nothing", "cc2_match"):
            return Decimal(1)
        response = self.item.declarations.get("RESPONSE")
        mapped = response and {
            "map_response": response.mapping,
            "map_response_point": response.area_mapping,
        }.get(self.item.template)
        if not response or not mapped:
            return None
        return to_mark(mapped.best(response.cardinality, self._most_values("RESPONSE")))

    def _most_values(self, name: str) -> int | None:
        """Return how many values an interaction takes at most, ``None`` where it sets no limit."""
        for node in self.item.interactions:
            if node.get("responseIdentifier") == name:
                limit = node.get("maxChoices") or node.get("maxAssociations")
                return int(limit) if limit.isdecimal() and 0 < int(limit) < MAX_ENTRIES else None
        return None


def maximum_of_key(item: ParsedItem, *, seed: int = 0) -> Decimal | None:
    """Return what the correct responses bring, for items that state no maximum; else ``None``."""
    if "maximum" in item.root.memo and item.template_rules is None:
        remembered: Decimal | None = item.root.memo["maximum"]
        return remembered
    session = ItemSession(item, seed=seed)
    answers = {
        declaration.identifier: to_json(
            session.run.corrects.get(declaration.identifier, declaration.correct)
        )
        for declaration in item.declared("response")
    }
    score = session.submit(answers).score
    found = score if score is not None and score > 0 else None
    item.root.memo["maximum"] = found
    return found


def mark_of(value: Result) -> Decimal | None:
    """Return a single number as points."""
    if value is None or value.cardinality != "single" or value.base_type not in NUMERIC:
        return None
    return to_mark(value.one)


def to_mark(found: float) -> Decimal | None:
    """Return a number as points: twelve significant digits, so that 0.1 + 0.2 is 0.3."""
    if not math.isfinite(found):
        return None
    mark = Decimal(format(found, ".12g"))
    return mark if mark else Decimal(0)
