"""Logic: statements joined by and, or, not, implication, equivalence; decided by a table of truth.

The algebra of propositions as in the school course of informatics: ``¬`` binds most, then ``∧``,
``∨`` and ``⊕``, ``→``, ``↔``. How a formula was written stays in the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.tree import Node, names_of, replace

CONNECTIVES = ("and", "or", "not", "implies", "equivalent", "xor")
MOST_NAMES = 10


def is_logic(node: Node) -> bool:
    """Tell whether a statement is made of names alone: «A и не B»."""
    if node.op in CONNECTIVES:
        return all(arg.op in ("name", "truth") or is_logic(arg) for arg in node.args)
    return False


def decide_logic(left: Node, right: Node) -> Equality:
    """Try all values of up to ten names."""
    names = sorted(names_of(left) | names_of(right))
    if len(names) > MOST_NAMES:
        return Equality.UNDECIDED
    for values in product((False, True), repeat=len(names)):
        told = dict(zip(names, values, strict=True))
        if _holds(left, told) != _holds(right, told):
            return Equality.DIFFERENT
    return Equality.EQUAL


def _holds(node: Node, told: Mapping[str, bool]) -> bool:  # noqa: PLR0911  # one return a connective
    if node.op == "name":
        return told[str(node.value)]
    if node.op == "truth":
        return node.value == "all"
    found = [_holds(arg, told) for arg in node.args]
    match node.op:
        case "not":
            return not found[0]
        case "and":
            return all(found)
        case "or":
            return any(found)
        case "implies":
            return found[1] or not found[0]
        case "equivalent":
            return found[0] == found[1]
    return found[0] != found[1]


def spelt_out(node: Node) -> Node:
    """Return a statement with and, or, not alone, for what solves equations."""

    def change(one: Node) -> Node | None:
        if one.op not in ("implies", "equivalent", "xor"):
            return None
        first, second = one.args
        if one.op == "implies":
            return Node("or", (Node("not", (first,)), second))
        both = Node("and", (first, second))
        neither = Node("and", (Node("not", (first,)), Node("not", (second,))))
        same = Node("or", (both, neither))
        return same if one.op == "equivalent" else Node("not", (same,))

    return replace(node, change)
