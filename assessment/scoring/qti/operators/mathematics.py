"""Functions of mathematics and statistics, and constants."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run, Unsupported
from assessment.scoring.qti.operators.arithmetic import all_numbers, single_numbers
from assessment.scoring.qti.values import Result, number

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node

Function = Callable[[float], float]


def _or_infinite(function: Function) -> Function:
    """Return the function with infinity, of the sign of its argument, beyond the floats."""

    def call(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return math.copysign(math.inf, x)

    return call


def _inverse(function: Function) -> Function:
    return lambda x: 1 / function(x)


def _of_inverse(function: Function) -> Function:
    return lambda x: function(1 / x)


_sinh = _or_infinite(math.sinh)


def _cosh(x: float) -> float:
    return abs(_or_infinite(math.cosh)(x))


def _signum(x: float) -> int:
    return (x > 0) - (x < 0)


def _whole(function: Callable[[float], int]) -> Function:
    return lambda x: x if math.isinf(x) else function(x)


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
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": math.tanh,
    "sech": _inverse(_cosh),
    "csch": _inverse(_sinh),
    "coth": _inverse(math.tanh),
    "log": math.log10,
    "ln": math.log,
    "exp": _or_infinite(math.exp),
    "abs": abs,
    "signum": _signum,
    "floor": _whole(math.floor),
    "ceil": _whole(math.ceil),
    "toDegrees": math.degrees,
    "toRadians": math.radians,
}
_WHOLE = frozenset({"signum", "floor", "ceil"})
_CONSTANTS = {"pi": math.pi, "e": math.e}


def math_operator(run: Run, node: Node) -> Result:
    """``mathOperator``: NULL outside of a function's domain.

    A float, but of ``signum``, ``floor`` and ``ceil``, which are whole.
    """
    name = node.get("name")
    function = _FUNCTIONS.get(name)
    if function is None and name != "atan2":
        raise Unsupported(f"mathOperator {name}")
    numbers = single_numbers(run, node, 1 if function else 2)
    if numbers is None:
        return None
    if function is None:
        return number(math.atan2(*numbers))
    try:
        found = function(numbers[0])
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return number(found if name in _WHOLE else float(found))


def math_constant(run: Run, node: Node) -> Result:
    """``mathConstant``: pi or e."""
    name = node.get("name")
    if name not in _CONSTANTS:
        raise Unsupported(f"mathConstant {name}")
    run.step()
    return number(_CONSTANTS[name])


def _of_several(function: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    """Return a statistic that, by the specification, one number alone does not have."""

    def call(numbers: list[float]) -> float:
        if len(numbers) < 2:
            raise statistics.StatisticsError
        return function(numbers)

    return call


_STATISTICS: dict[str, Callable[[list[float]], float]] = {
    "mean": statistics.fmean,
    "sampleVariance": statistics.variance,
    "sampleSD": statistics.stdev,
    "popVariance": _of_several(statistics.pvariance),
    "popSD": _of_several(statistics.pstdev),
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
