"""Containers: made, measured, searched and taken apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run
from assessment.scoring.qti.values import (
    CONTAINERS,
    MAX_ENTRIES,
    NUMERIC,
    Result,
    Value,
    alike,
    boolean,
    number,
    single,
)

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node


def _gathered(run: Run, node: Node, cardinality: str, values: list[Result]) -> Result:
    """Return one container of singles and containers; NULLs are left out."""
    found = [value for value in values if value is not None]
    if not found:
        return None
    base_type = found[0].base_type
    if any(value.cardinality not in ("single", cardinality) for value in found):
        run.fault(f"{node.name}: cardinality")
        return None
    if not all(alike(value.base_type, base_type) for value in found):
        run.fault(f"{node.name}: types")
        return None
    if base_type in NUMERIC and any(value.base_type == "float" for value in found):
        base_type = "float"
    items = tuple(item for value in found for item in value.items)
    if len(items) > MAX_ENTRIES:
        run.fault(f"{node.name}: too many values")
        return None
    return Value(cardinality, base_type, items)


def multiple(run: Run, node: Node) -> Result:
    """``multiple``: a container without order."""
    return _gathered(run, node, "multiple", run.operands(node))


def ordered(run: Run, node: Node) -> Result:
    """``ordered``: a container with order."""
    return _gathered(run, node, "ordered", run.operands(node))


def repeat(run: Run, node: Node) -> Result:
    """``repeat``: what is inside, so many times, in an ordered container."""
    times = run.attribute(node, "numberRepeats", "integer")
    if times is None or times < 1:
        return None
    found: list[Result] = []
    for _ in range(min(int(times), MAX_ENTRIES)):
        found += run.operands(node)
        if len(found) > MAX_ENTRIES:
            break
    return _gathered(run, node, "ordered", found)


def container_size(run: Run, node: Node) -> Result:
    """``containerSize``: how many values; nought for NULL."""
    value = run.only(node)
    return number(len(value.items) if value else 0)


def index(run: Run, node: Node) -> Result:
    """``index``: the n-th of an ordered container, from 1; NULL beyond its end.

    Some authors write n as a second expression instead of the attribute.
    """
    if len(node.children) == 2 and not node.get("n"):
        value, place = run.operands(node)
        is_whole = place is not None and place.base_type == "integer"
        wanted = place.one if place is not None and is_whole else None
    else:
        value, wanted = run.only(node), run.attribute(node, "n", "integer")
    if value is None or wanted is None:
        return None
    if value.cardinality != "ordered":
        run.fault("index: cardinality")
        return None
    if not 1 <= wanted <= len(value.items):
        return None
    return single(value.base_type, value.items[int(wanted) - 1])


def field_value(run: Run, node: Node) -> Result:
    """``fieldValue``: a field of a record; NULL where it has none of that name."""
    value = run.only(node)
    if value is None:
        return None
    if value.cardinality != "record":
        run.fault("fieldValue: cardinality")
        return None
    found: Result = dict(value.items).get(node.get("fieldIdentifier"))
    return found


def member(run: Run, node: Node) -> Result:
    """``member``: the first is in the second."""
    operands = run.pair(node)
    if operands is None:
        return None
    value, container = operands
    if value.cardinality != "single" or not alike(value.base_type, container.base_type):
        run.fault("member: types")
        return None
    return boolean(value.one in container.items)


def delete(run: Run, node: Node) -> Result:
    """``delete``: the second without any value equal to the first."""
    if len(node.children) != 2:
        run.fault("delete: two expressions are needed")
        return None
    first, second = run.operands(node)
    if first is not None and second is not None:
        first, second = _by_role(first, second)
    if first is None or second is None:
        return None
    if first.cardinality != "single" or second.cardinality not in CONTAINERS:
        run.fault("delete: cardinality")
        return None
    if not alike(first.base_type, second.base_type):
        run.fault("delete: types")
        return None
    kept = tuple(item for item in second.items if item != first.one)
    return Value(second.cardinality, second.base_type, kept)


def _by_role(first: Value, second: Value) -> tuple[Value, Value]:
    """Return the value and the container; some authors write the container first."""
    if first.cardinality in CONTAINERS and second.cardinality == "single":
        return second, first
    return first, second


def contains(run: Run, node: Node) -> Result:
    """``contains``: the first has all of the second; of ordered ones, as a run in that order."""
    operands = run.pair(node)
    if operands is None:
        return None
    whole, part = operands
    is_fit = alike(whole.base_type, part.base_type)
    if whole.cardinality != part.cardinality or whole.cardinality not in CONTAINERS or not is_fit:
        run.fault("contains: types")
        return None
    if whole.cardinality == "multiple":
        return boolean(not Counter(part.items) - Counter(whole.items))
    size = len(part.items)
    starts = range(len(whole.items) - size + 1)
    run.step()
    return boolean(any(whole.items[start : start + size] == part.items for start in starts))


CONTAINING: dict[str, Operator] = {
    "multiple": multiple,
    "ordered": ordered,
    "repeat": repeat,
    "containerSize": container_size,
    "index": index,
    "fieldValue": field_value,
    "member": member,
    "delete": delete,
    "contains": contains,
}
