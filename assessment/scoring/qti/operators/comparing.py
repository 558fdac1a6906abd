"""Comparisons: equality by type, of texts, of numbers with tolerance, of places and durations."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run, Unsupported
from assessment.scoring.qti.patterns import BadPattern, compile_pattern
from assessment.scoring.qti.rounding import round_decimal
from assessment.scoring.qti.shapes import is_inside, read_coords
from assessment.scoring.qti.values import (
    NUMERIC,
    TEXTUAL,
    Result,
    Unreadable,
    Value,
    alike,
    boolean,
    same,
    single,
)

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node


def match(run: Run, node: Node) -> Result:
    """``match``: the same value; of containers with ``multiple`` in any order."""
    operands = run.pair(node)
    if operands is None:
        return None
    first, second = operands
    if first.cardinality != second.cardinality:
        first, second = _raised(first, second), _raised(second, first)
    if first.cardinality != second.cardinality or not alike(first.base_type, second.base_type):
        run.fault(f"{node.name}: types")
        return None
    return boolean(same(first, second))


def _raised(value: Value, other: Value) -> Value:
    """Return a single as a container where the other is one: authors mean that."""
    if value.cardinality == "single" and other.cardinality in ("multiple", "ordered"):
        return Value(other.cardinality, value.base_type, value.items)
    return value


def not_equal(run: Run, node: Node) -> Result:
    """``notEqual`` (an extension of players): not the same value."""
    found = match(run, node)
    return boolean(None if found is None else not found.one)


def string_match(run: Run, node: Node) -> Result:
    """``stringMatch``: equal texts, by default with case; ``substring``: the first has the second.

    ``caseSensitive`` folds case as Unicode has it.
    """
    texts = _texts(run, node)
    if texts is None:
        return None
    whole, part = texts
    is_found = part in whole if node.flag("substring") else part == whole
    return boolean(is_found)


def substring(run: Run, node: Node) -> Result:
    """``substring``: the first stands in the second.

    With three expressions (an extension of players): so many signs of the first from the n-th.
    """
    if len(node.children) == 3:
        return _cut(run, node)
    texts = _texts(run, node)
    return boolean(None if texts is None else texts[0] in texts[1])


def _cut(run: Run, node: Node) -> Result:
    text, start, size = run.operands(node)
    if text is None or start is None or size is None:
        return None
    is_fit = text.base_type in TEXTUAL and start.base_type == size.base_type == "integer"
    if not is_fit or start.one < 1 or size.one < 0:
        run.fault("substring: types")
        return None
    return single("string", str(text.one)[start.one - 1 :][: size.one])


def _texts(run: Run, node: Node) -> tuple[str, str] | None:
    operands = run.pair(node)
    if operands is None:
        return None
    if any(o.base_type not in TEXTUAL or o.cardinality != "single" for o in operands):
        run.fault(f"{node.name}: types")
        return None
    first, second = (str(value.one) for value in operands)
    if not node.flag("caseSensitive", default=True):
        return first.casefold(), second.casefold()
    return first, second


def pattern_match(run: Run, node: Node) -> Result:
    """``patternMatch``: the whole text fits a regular expression of XML Schema."""
    value = run.only(node)
    if value is None:
        return None
    if value.cardinality != "single":
        run.fault("patternMatch: cardinality")
        return None
    source = node.get("pattern")
    name = source.strip("{}")
    if name in run.values and (source.startswith("{") or name == source):
        stored = run.values[name]
        source = str(stored.one) if stored else source
    try:
        return boolean(compile_pattern(source).matches(str(value.one)))
    except BadPattern as error:
        raise Unsupported(f"patternMatch {error}") from error


def _numbers(run: Run, node: Node) -> tuple[float, float] | None:
    operands = run.pair(node)
    if operands is None:
        return None
    if any(o.base_type not in NUMERIC or o.cardinality != "single" for o in operands):
        run.fault(f"{node.name}: types")
        return None
    return operands[0].one, operands[1].one


_TOLERANCE_MODES = frozenset({"exact", "absolute", "relative"})


def equal(run: Run, node: Node) -> Result:
    """``equal``: the second number is the first one, or within a tolerance of it."""
    numbers = _numbers(run, node)
    if numbers is None:
        return None
    mode = node.get("toleranceMode", "exact").strip()
    if mode not in _TOLERANCE_MODES:
        run.fault(f"equal: toleranceMode {mode}")
        return None
    first, second = numbers
    if mode == "exact" or not (math.isfinite(first) and math.isfinite(second)):
        return boolean(first == second)
    bounds = _tolerances(run, node)
    if bounds is None:
        return None
    return boolean(_within(node, first, second, *bounds))


def _tolerances(run: Run, node: Node) -> tuple[Decimal, Decimal] | None:
    found = []
    for text in node.get("tolerance").replace(",", " ").split()[:2]:
        value = run.lookup(text.strip("{}")) if text.strip("{}") in run.values else None
        try:
            found.append(Decimal(str(value.one)) if value else Decimal(text))
        except ArithmeticError:
            found = []
            break
    if not found or not all(bound.is_finite() for bound in found):
        run.fault("equal: tolerance")
        return None
    return found[0], found[-1]


def _within(node: Node, first: float, second: float, below: Decimal, above: Decimal) -> bool:
    centre, tried = Decimal(str(first)), Decimal(str(second))
    if node.get("toleranceMode") == "relative":
        below, above = centre * below / 100, centre * above / 100
    low, high = sorted((centre - below, centre + above))
    is_above = tried > low or (tried == low and node.flag("includeLowerBound", default=True))
    is_below = tried < high or (tried == high and node.flag("includeUpperBound", default=True))
    return is_above and is_below


def equal_rounded(run: Run, node: Node) -> Result:
    """``equalRounded``: equal when both are rounded alike."""
    numbers = _numbers(run, node)
    figures = run.attribute(node, "figures", "integer")
    if numbers is None or figures is None:
        return None
    if not all(math.isfinite(found) for found in numbers):
        return boolean(numbers[0] == numbers[1])
    rounded = [round_decimal(n, node.get("roundingMode"), int(figures)) for n in numbers]
    if None in rounded:
        run.fault("equalRounded: figures")
        return None
    return boolean(rounded[0] == rounded[1])


def inside(run: Run, node: Node) -> Result:
    """``inside``: a point, or any of a container, lies in a shape."""
    value = run.only(node)
    if value is None:
        return None
    if value.base_type != "point":
        run.fault("inside: types")
        return None
    try:
        if "coords" not in node.memo:
            node.memo["coords"] = read_coords(node.get("coords"))
        shape, coords = node.get("shape"), node.memo["coords"]
        return boolean(any(is_inside(shape, coords, x, y) for x, y in value.items))
    except Unreadable:
        run.fault("inside: coords")
        return None


def _compare(test: Callable[[float, float], bool]) -> Operator:
    def compare(run: Run, node: Node) -> Result:
        numbers = _numbers(run, node)
        return boolean(None if numbers is None else test(*numbers))

    return compare


def _compare_durations(test: Callable[[float, float], bool]) -> Operator:
    def compare(run: Run, node: Node) -> Result:
        operands = run.pair(node)
        if operands is None:
            return None
        if any(o.base_type != "duration" and o.base_type not in NUMERIC for o in operands):
            run.fault(f"{node.name}: types")
            return None
        return boolean(test(operands[0].one, operands[1].one))

    return compare


COMPARING: dict[str, Operator] = {
    "match": match,
    "notEqual": not_equal,
    "stringMatch": string_match,
    "substring": substring,
    "patternMatch": pattern_match,
    "equal": equal,
    "equalRounded": equal_rounded,
    "inside": inside,
    "lt": _compare(operator.lt),
    "gt": _compare(operator.gt),
    "lte": _compare(operator.le),
    "gte": _compare(operator.ge),
    "durationLT": _compare_durations(operator.lt),
    "durationGTE": _compare_durations(operator.ge),
}
