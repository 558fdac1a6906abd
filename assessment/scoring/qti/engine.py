"""Evaluation of expressions: the state of one item session, and bounds on the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from assessment.scoring.qti.values import NUMERIC, Result, Unreadable, Value, read_atom

if TYPE_CHECKING:
    from assessment.scoring.qti.chance import Chance
    from assessment.scoring.qti.declarations import Declaration
    from assessment.scoring.qti.tree import Node

MAX_STEPS = 200_000
MAX_REPORTS = 100


class Unsupported(Exception):
    """An element that is not carried out; its name is the only argument."""


class WorkExceeded(Exception):
    """More steps than an item may take."""


class TestResults(Protocol):
    """What the expressions of tests ask for; absent while a lone item is scored."""

    def numbers(self, name: str, node: Node) -> int:
        """Return one of ``numberCorrect`` and its like."""

    def variables(self, node: Node) -> list[Value]:
        """Return the values that ``testVariables`` selects."""

    def bounds(self, node: Node, *, is_maximum: bool) -> list[float] | None:
        """Return the normal maxima or minima of an outcome, one an item."""

    def variable(self, identifier: str, weight: str) -> Result:
        """Return ``ITEM.VARIABLE``, weighted if a weight is named."""


Operator = Callable[["Run", "Node"], Result]


class Run:
    """The variables of a session and what happens to them.

    ``unsupported`` names what was not carried out, ``faults`` what the author got wrong (a type
    that does not fit, a variable that nobody declares).
    """

    def __init__(
        self,
        declarations: Mapping[str, Declaration],
        operators: Mapping[str, Operator],
        chance: Chance,
        results: TestResults | None = None,
    ) -> None:
        self.declarations = declarations
        self.chance = chance
        self.results = results
        self.values: dict[str, Result] = {}
        self.defaults: dict[str, Result] = {}
        self.corrects: dict[str, Result] = {}
        self.unsupported: dict[str, None] = {}
        self.faults: dict[str, None] = {}
        self._operators = operators
        self._steps = 0
        self.reset("response", "outcome", "template", "context")

    def reset(self, *kinds: str) -> None:
        """Set the variables of these kinds to their defaults."""
        for identifier, declaration in self.declarations.items():
            if declaration.kind in kinds:
                default = self.defaults.get(identifier)
                self.values[identifier] = default or declaration.initial

    @property
    def steps(self) -> int:
        """How much work was done."""
        return self._steps

    def step(self) -> None:
        """Count a step; raises ``WorkExceeded``."""
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise WorkExceeded

    def evaluate(self, node: Node) -> Result:
        """Return the value of an expression; an empty container and empty text are NULL."""
        found = self.evaluate_whole(node)
        if found is None or not found.items:
            return None
        if found.items == ("",) and found.base_type == "string":
            return None
        return found

    def evaluate_whole(self, node: Node) -> Result:
        """Return the value of an expression, empty containers as they are."""
        self.step()
        operator = self._operators.get(node.name)
        if operator is None:
            raise Unsupported(node.name)
        return operator(self, node)

    def operands(self, node: Node) -> list[Result]:
        """Return the values of all expressions inside one."""
        return [self.evaluate(child) for child in node.children]

    def pair(self, node: Node) -> tuple[Value, Value] | None:
        """Return the two operands, ``None`` when one is NULL or there are not two."""
        if len(node.children) != 2:
            self.fault(f"{node.name}: two expressions are needed")
            return None
        first, second = self.operands(node)
        return None if first is None or second is None else (first, second)

    def only(self, node: Node) -> Result:
        """Return the one operand."""
        if len(node.children) != 1:
            self.fault(f"{node.name}: one expression is needed")
            return None
        return self.evaluate(node.children[0])

    def truth(self, value: Result) -> bool | None:
        """Return a condition: numbers count as true unless nought, other values when present."""
        if value is None:
            return None
        if value.cardinality == "single" and isinstance(value.one, bool | int | float):
            return bool(value.one)
        return True

    def lookup(self, identifier: str) -> Result:
        """Return the value of a variable."""
        if identifier not in self.values:
            self.fault(f"variable {identifier}")
            return None
        return self.values[identifier]

    def attribute(self, node: Node, name: str, base_type: str) -> float | int | None:
        """Return a number of an attribute, written out or as the name of a variable."""
        text = node.get(name).strip()
        if not text:
            return None
        try:
            found: float | int = read_atom(text, base_type)
        except Unreadable:
            value = self.lookup(text.strip("{}"))
            if value is None or value.base_type not in NUMERIC or value.cardinality != "single":
                self.fault(f"{node.name} {name}")
                return None
            found = value.one
        return found

    def unsupport(self, name: str) -> None:
        """Note what was not carried out."""
        if len(self.unsupported) < MAX_REPORTS:
            self.unsupported[name] = None

    def fault(self, text: str) -> None:
        """Note what the author got wrong."""
        if len(self.faults) < MAX_REPORTS:
            self.faults[text[:200]] = None
