"""Expressions of tests: over all items, or those of a section or category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run, TestResults, Unsupported
from assessment.scoring.qti.values import Result, Value, number

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node

_NUMBERS = (
    "numberCorrect",
    "numberIncorrect",
    "numberPresented",
    "numberResponded",
    "numberSelected",
)


def _results(run: Run, node: Node) -> TestResults:
    if run.results is None:
        raise Unsupported(f"{node.name} outside of a test")
    return run.results


def _number(run: Run, node: Node) -> Result:
    return number(_results(run, node).numbers(node.name, node))


def test_variables(run: Run, node: Node) -> Result:
    """``testVariables``: a container of a variable of all selected items, NULLs left out."""
    values = _results(run, node).variables(node)
    if not values:
        return None
    is_float = any(value.base_type == "float" for value in values)
    base_type = "float" if is_float else values[0].base_type
    items = tuple(item for value in values for item in value.items)
    return Value("multiple", base_type, items)


def outcome_maximum(run: Run, node: Node) -> Result:
    """``outcomeMaximum``: the ``normalMaximum`` of each item; NULL where one has none."""
    return _bounds(run, node, is_maximum=True)


def outcome_minimum(run: Run, node: Node) -> Result:
    """``outcomeMinimum``: the ``normalMinimum`` of each item; those without are left out."""
    return _bounds(run, node, is_maximum=False)


def _bounds(run: Run, node: Node, *, is_maximum: bool) -> Result:
    found = _results(run, node).bounds(node, is_maximum=is_maximum)
    return Value("multiple", "float", tuple(found)) if found else None


TESTING: dict[str, Operator] = {
    **dict.fromkeys(_NUMBERS, _number),
    "testVariables": test_variables,
    "outcomeMaximum": outcome_maximum,
    "outcomeMinimum": outcome_minimum,
}
