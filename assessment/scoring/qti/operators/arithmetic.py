"""Arithmetic: NULL in, NULL out; integers stay integers where the specification says so."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run
from assessment.scoring.qti.rounding import round_decimal
from assessment.scoring.qti.values import MAX_INTEGER, NUMERIC, Result, Value, number

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node


def all_numbers(run: Run, node: Node) -> list[float] | None:
    """Return the numbers of all operands, containers opened; ``None`` for any NULL or other."""
    found: list[float] = []
    for value in run.operands(node):
        if value is None:
            return None
        if value.base_type not in NUMERIC:
            run.fault(f"{node.name}: types")
            return None
        found += value.items
    return found or None


def single_numbers(run: Run, node: Node, count: int) -> list[float] | None:
    """Return so many numbers, each of single cardinality; ``None`` for any NULL or other."""
    values = run.operands(node)
    if None in values:
        return None
    found = [value.one for value in values if value is not None and _is_single_number(value)]
    if len(found) != count or len(values) != count:
        run.fault(f"{node.name}: {'one number is' if count == 1 else 'two numbers are'} needed")
        return None
    return found


def _is_single_number(value: Value) -> bool:
    return value.cardinality == "single" and value.base_type in NUMERIC


def _one(run: Run, node: Node) -> float | None:
    numbers = single_numbers(run, node, 1)
    return None if numbers is None else numbers[0]


def _two(run: Run, node: Node) -> tuple[float, float] | None:
    numbers = single_numbers(run, node, 2)
    return None if numbers is None else (numbers[0], numbers[1])


def _are_whole(numbers: list[float]) -> bool:
    return all(isinstance(found, int) for found in numbers)


def _folded(fold: Callable[[list[float]], float]) -> Operator:
    def operate(run: Run, node: Node) -> Result:
        numbers = all_numbers(run, node)
        return None if numbers is None else number(fold(numbers))

    return operate


def _sum(numbers: list[float]) -> float:
    if _are_whole(numbers):
        return sum(numbers)
    return math.fsum(numbers) if all(map(math.isfinite, numbers)) else sum(numbers)


def _product(numbers: list[float]) -> float:
    product: float = 1
    for found in numbers:
        product *= found
        if isinstance(product, int) and abs(product) >= MAX_INTEGER:
            product = float(product)
    return product


def _widest(choose: Callable[[list[float]], float]) -> Callable[[list[float]], float]:
    def fold(numbers: list[float]) -> float:
        chosen = choose(numbers)
        return chosen if _are_whole(numbers) else float(chosen)

    return fold


def subtract(run: Run, node: Node) -> Result:
    """``subtract``: the first less the second."""
    numbers = _two(run, node)
    return None if numbers is None else number(numbers[0] - numbers[1])


def divide(run: Run, node: Node) -> Result:
    """``divide``: a float; NULL by nought, and where the result is beyond the floats."""
    numbers = _two(run, node)
    if numbers is None or numbers[1] == 0:
        return None
    found = float(numbers[0]) / float(numbers[1])
    return None if math.isinf(found) and math.isfinite(numbers[0]) else number(found)


def power(run: Run, node: Node) -> Result:
    """``power``: a float; NULL where it is not defined."""
    numbers = _two(run, node)
    if numbers is None:
        return None
    try:
        found = math.pow(*numbers)
    except (OverflowError, ValueError):
        return None
    return None if math.isinf(found) else number(found)


def _whole_two(run: Run, node: Node) -> tuple[int, int] | None:
    numbers = _two(run, node)
    if numbers is None:
        return None
    if not _are_whole(list(numbers)):
        run.fault(f"{node.name}: types")
        return None
    return int(numbers[0]), int(numbers[1])


def integer_divide(run: Run, node: Node) -> Result:
    """``integerDivide``: rounded down; NULL by nought."""
    numbers = _whole_two(run, node)
    return None if numbers is None or not numbers[1] else number(numbers[0] // numbers[1])


def integer_modulus(run: Run, node: Node) -> Result:
    """``integerModulus``: what is left by ``integerDivide``; NULL by nought."""
    numbers = _whole_two(run, node)
    return None if numbers is None or not numbers[1] else number(numbers[0] % numbers[1])


def integer_to_float(run: Run, node: Node) -> Result:
    """``integerToFloat``."""
    found = _one(run, node)
    return None if found is None else number(float(found))


def truncate(run: Run, node: Node) -> Result:
    """``truncate``: towards nought; infinity stays what it is."""
    found = _one(run, node)
    if found is None or math.isinf(found):
        return None if found is None else number(found)
    return number(math.trunc(found))


def round_(run: Run, node: Node) -> Result:
    """``round``: to the nearest integer, halves up (3.5 is 4, -3.5 is -3); infinity stays."""
    found = _one(run, node)
    if found is None or math.isinf(found):
        return None if found is None else number(found)
    lower = math.floor(found)
    return number(lower + 1 if found - lower >= 0.5 else lower)


def round_to(run: Run, node: Node) -> Result:
    """``roundTo``: to decimal places or significant figures."""
    found = _one(run, node)
    figures = run.attribute(node, "figures", "integer")
    if found is None or figures is None:
        return None
    if not math.isfinite(found):
        return number(found)
    mode = node.get("roundingMode", "significantFigures")
    rounded = round_decimal(found, mode, int(figures))
    if rounded is None:
        run.fault("roundTo: figures")
        return None
    return number(float(rounded))


def _whole(fold: Callable[..., int]) -> Operator:
    def operate(run: Run, node: Node) -> Result:
        numbers = all_numbers(run, node)
        if numbers is None:
            return None
        if not _are_whole(numbers):
            run.fault(f"{node.name}: types")
            return None
        found = 0 if fold is math.gcd else 1
        for entry in numbers:
            found = fold(found, int(entry))
            if found >= MAX_INTEGER:
                return None
        return number(found)

    return operate


ARITHMETIC: dict[str, Operator] = {
    "sum": _folded(_sum),
    "product": _folded(_product),
    "max": _folded(_widest(max)),
    "min": _folded(_widest(min)),
    "subtract": subtract,
    "divide": divide,
    "power": power,
    "integerDivide": integer_divide,
    "integerModulus": integer_modulus,
    "mod": integer_modulus,
    "integerToFloat": integer_to_float,
    "truncate": truncate,
    "round": round_,
    "roundTo": round_to,
    "gcd": _whole(math.gcd),
    "lcm": _whole(math.lcm),
}
