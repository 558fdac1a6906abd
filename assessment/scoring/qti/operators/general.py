"""Built-in general expressions: literals, variables, mappings, chance."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from assessment.scoring.qti.declarations import LookupTable, read_lookup
from assessment.scoring.qti.engine import Operator, Run, Unsupported
from assessment.scoring.qti.values import (
    NUMERIC,
    Result,
    Unreadable,
    Value,
    number,
    read_atom,
    single,
)

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node


def base_value(run: Run, node: Node) -> Result:
    """``baseValue``: a literal."""
    if "value" not in node.memo:
        base_type = node.get("baseType", "string")
        text = node.all_text()
        try:
            node.memo["value"] = single(base_type, read_atom(text, base_type))
        except Unreadable:
            node.memo["value"] = None
            node.memo["fault"] = f"baseValue {text.strip()[:50]!r}"
    if "fault" in node.memo:
        run.fault(node.memo["fault"])
    found: Result = node.memo["value"]
    return found


def variable(run: Run, node: Node) -> Result:
    """``variable``: the value of the moment; ``ITEM.NAME`` in tests."""
    identifier = node.get("identifier")
    if identifier not in run.values and run.results is not None and "." in identifier:
        return run.results.variable(identifier, node.get("weightIdentifier"))
    return run.lookup(identifier)


def default(run: Run, node: Node) -> Result:
    """``default``: what a variable starts with, as the template set it or as declared."""
    identifier = node.get("identifier")
    if identifier in run.defaults:
        return run.defaults[identifier]
    declaration = run.declarations.get(identifier)
    if declaration is None:
        run.fault(f"default {identifier}")
        return None
    return declaration.default


def correct(run: Run, node: Node) -> Result:
    """``correct``: the correct response, as the template set it or as declared."""
    identifier = node.get("identifier")
    if identifier in run.corrects:
        return run.corrects[identifier]
    declaration = run.declarations.get(identifier)
    if declaration is None:
        run.fault(f"correct {identifier}")
        return None
    return declaration.correct


def map_response(run: Run, node: Node) -> Result:
    """``mapResponse``: what a response is worth by its mapping; nought without a mapping."""
    identifier = node.get("identifier")
    declaration = run.declarations.get(identifier)
    if declaration is None or declaration.mapping is None:
        run.fault(f"mapResponse {identifier}: no mapping")
        return single("float", 0.0)
    return single("float", declaration.mapping.total(run.lookup(identifier)))


def map_response_point(run: Run, node: Node) -> Result:
    """``mapResponsePoint``: what points are worth by the areas they lie in."""
    identifier = node.get("identifier")
    declaration = run.declarations.get(identifier)
    response = run.lookup(identifier)
    if declaration is None or declaration.area_mapping is None:
        run.fault(f"mapResponsePoint {identifier}: no areaMapping")
        return single("float", 0.0)
    if response is not None and response.base_type != "point":
        run.fault(f"mapResponsePoint {identifier}: {response.base_type}")
        return single("float", 0.0)
    return single("float", declaration.area_mapping.total(response))


def null(_run: Run, _node: Node) -> Result:
    """``null``."""
    return None


def random_integer(run: Run, node: Node) -> Result:
    """``randomInteger``: from min to max by step."""
    low = run.attribute(node, "min", "integer") or 0
    high = run.attribute(node, "max", "integer")
    step = run.attribute(node, "step", "integer") or 1
    if high is None or high < low or step < 1:
        run.fault("randomInteger: bounds")
        return None
    count = (int(high) - int(low)) // int(step) + 1
    return number(int(low) + int(step) * run.chance.below(count))


def random_float(run: Run, node: Node) -> Result:
    """``randomFloat``: from min to max."""
    low = run.attribute(node, "min", "float") or 0.0
    high = run.attribute(node, "max", "float")
    if high is None or high < low or math.isinf(high - low):
        run.fault("randomFloat: bounds")
        return None
    return number(float(low) + run.chance.next() * (float(high) - float(low)))


def random(run: Run, node: Node) -> Result:
    """``random``: one of a container."""
    container = run.only(node)
    if container is None:
        return None
    if container.cardinality == "record":
        run.fault("random: record")
        return None
    return single(container.base_type, container.items[run.chance.below(len(container.items))])


def lookup_table(run: Run, node: Node) -> Result:
    """``lookupTable``: a table written into an expression (an extension of players)."""
    holder = next((c for c in node.children if c.name.endswith("Table")), None)
    sources = [child for child in node.children if child is not holder]
    if holder is None or len(sources) != 1:
        raise Unsupported("lookupTable")
    if "table" not in holder.memo:
        holder.memo["table"] = read_lookup(holder, "float", run.fault)
    return looked_up(run.evaluate(sources[0]), holder.memo["table"], "float")


def looked_up(source: Result, table: LookupTable, base_type: str) -> Result:
    """Return what a table gives for a value; its default for NULL."""
    if source is None or source.base_type not in NUMERIC | {"duration"}:
        found = table.default
    else:
        found = table.find(float(source.one))
    return None if found is None else Value("single", base_type, (found,))


def custom_operator(_run: Run, node: Node) -> Result:
    """``customOperator``: never carried out."""
    raise Unsupported(f"customOperator {node.get('class') or node.get('definition')}".strip())


GENERAL: dict[str, Operator] = {
    "baseValue": base_value,
    "variable": variable,
    "default": default,
    "correct": correct,
    "mapResponse": map_response,
    "mapResponsePoint": map_response_point,
    "null": null,
    "randomInteger": random_integer,
    "randomFloat": random_float,
    "random": random,
    "lookupTable": lookup_table,
    "customOperator": custom_operator,
}
