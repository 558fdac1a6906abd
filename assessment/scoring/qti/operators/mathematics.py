"""Functions of mathematics and statistics, and constants."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run, Unsupported
from assessment.scoring.qti.operators.arithmetic import all_numbers
from assessment.scoring.qti.values import Result, number

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node

Function = Callable[[float], float]


def _inverse(function: Function) -> Function:
    return lambda x: 1 / function(x)


def _of_inverse(function: Function) -> Function:
    return lambda x: function(1 / x)


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _signum(x: float) -> float:
    return float((x > 0) - (x < 0))


def _acot(x: float) -> float:
    return math.pi / 2 if x == 0 else math.atan(1 / x)


_FUNCTIONS: dict[str, Function] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sec": _inverse(math.cos),
    "csc": _inverse(math.sin),
    "cot": _inverse(math.tan),
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "asec": _of_inverse(math.acos),
    "acsc": _of_inverse(math.asin),
    "acot": _acot,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sech": _inverse(math.cosh),
    "csch": _inverse(math.sinh),
    "coth": _inverse(math.tanh),
    "log": math.log10,
    "ln": math.log,
    "exp": _exp,
    "abs": abs,
    "signum": _signum,
    "floor": math.floor,
    "ceil": math.ceil,
    "toDegrees": math.degrees,
    "toRadians": math.radians,
}
_WHOLE = frozenset({"floor", "ceil"})
_CONSTANTS = {"pi": math.pi, "e": math.e}


def math_operator(run: Run, node: Node) -> Result:
    """``mathOperator``: NULL outside of a function's domain; ``floor`` and ``ceil`` are whole."""
    name = node.get("name")
    numbers = all_numbers(run, node)
    if name == "atan2":
        is_pair = numbers is not None and len(numbers) == 2
        return number(math.atan2(*numbers)) if numbers and is_pair else None
    function = _FUNCTIONS.get(name)
    if function is None:
        raise Unsupported(f"mathOperator {name}")
    if numbers is None:
        return None
    if len(numbers) != 1:
        run.fault(f"mathOperator {name}: one number is needed")
        return None
    try:
        found = function(numbers[0])
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    is_kept = name in _WHOLE or (name == "abs" and isinstance(found, int))
    return number(found if is_kept else float(found))


def math_constant(run: Run, node: Node) -> Result:
    """``mathConstant``: pi or e."""
    name = node.get("name")
    if name not in _CONSTANTS:
        raise Unsupported(f"mathConstant {name}")
    run.step()
    return number(_CONSTANTS[name])


_STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "mean": statistics.fmean,
    "sampleVariance": statistics.variance,
    "sampleSD": statistics.stdev,
    "popVariance": statistics.pvariance,
    "popSD": statistics.pstdev,
}


def stats_operator(run: Run, node: Node) -> Result:
    """``statsOperator``: of the numbers of a container; NULL where they are too few."""
    return _statistic(run, node, node.get("name"))


def _statistic(run: Run, node: Node, name: str) -> Result:
    function = _STATISTICS.get(name)
    if function is None:
        raise Unsupported(f"statsOperator {name}")
    numbers = all_numbers(run, node)
    if numbers is None or not all(map(math.isfinite, numbers)):
        return None
    try:
        return number(float(function([float(found) for found in numbers])))
    except (statistics.StatisticsError, OverflowError):
        return None


def _named(name: str) -> Operator:
    """Return a statistic that some players know by an element of its own."""
    return lambda run, node: _statistic(run, node, name)


MATHEMATICS: dict[str, Operator] = {
    "mathOperator": math_operator,
    "mathConstant": math_constant,
    "statsOperator": stats_operator,
    **{name: _named(name) for name in _STATISTICS},
}
