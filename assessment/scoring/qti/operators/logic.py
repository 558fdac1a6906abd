"""Logic with NULL as a third value (Kleene), and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.scoring.qti.engine import Operator, Run
from assessment.scoring.qti.values import BASE_TYPES, Result, boolean

if TYPE_CHECKING:
    from assessment.scoring.qti.tree import Node


def _truths(run: Run, node: Node) -> list[bool | None]:
    return [run.truth(value) for value in run.operands(node)]


def is_null(run: Run, node: Node) -> Result:
    """``isNull``: NULL, an empty container or an empty string."""
    return boolean(run.only(node) is None)


def is_not_null(run: Run, node: Node) -> Result:
    """``isNotNull`` (an extension of players)."""
    return boolean(run.only(node) is not None)


def negate(run: Run, node: Node) -> Result:
    """``not``."""
    truth = run.truth(run.only(node))
    return boolean(None if truth is None else not truth)


def every(run: Run, node: Node) -> Result:
    """``and``: one false decides, else one NULL."""
    truths = _truths(run, node)
    if False in truths:
        return boolean(False)
    return boolean(None if None in truths or not truths else True)


def some(run: Run, node: Node) -> Result:
    """``or``: one true decides, else one NULL."""
    truths = _truths(run, node)
    if True in truths:
        return boolean(True)
    return boolean(None if None in truths or not truths else False)


def any_n(run: Run, node: Node) -> Result:
    """``anyN``: from min to max are true, whatever the NULLs would be."""
    truths = _truths(run, node)
    low = run.attribute(node, "min", "integer") or 0
    high = run.attribute(node, "max", "integer")
    most = len(truths) if high is None else high
    sure, unsure = truths.count(True), truths.count(None)
    if sure > most or sure + unsure < low:
        return boolean(False)
    return boolean(True if sure >= low and sure + unsure <= most else None)


def all_n(run: Run, node: Node) -> Result:
    """``allN`` (an extension of players): no more than max are true."""
    truths = _truths(run, node)
    high = run.attribute(node, "max", "integer")
    low = run.attribute(node, "min", "integer") or 0
    most = len(truths) if high is None else high
    return boolean(low <= truths.count(True) <= most)


def precondition(run: Run, node: Node) -> Result:
    """``preCondition`` used as an expression: true or false, NULL is false."""
    return boolean(bool(run.truth(run.only(node))))


def is_type_of(run: Run, node: Node) -> Result:
    """``isTypeOf`` (an extension of players): the base type of the first is named by the second."""
    operands = run.pair(node)
    if operands is None:
        return None
    wanted = str(operands[1].one)
    if wanted not in BASE_TYPES:
        run.fault(f"isTypeOf {wanted}")
    return boolean(operands[0].base_type == wanted)


LOGIC: dict[str, Operator] = {
    "isNull": is_null,
    "isNotNull": is_not_null,
    "not": negate,
    "and": every,
    "or": some,
    "anyN": any_n,
    "allN": all_n,
    "preCondition": precondition,
    "isTypeOf": is_type_of,
}
