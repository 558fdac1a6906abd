"""Statements taken for equal hold at the same points, whatever was done to one of them.

The points are tried by arithmetic of the test's own. Where a relation says nothing, neither it nor
its negation holds; the other side of an «or» still may.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.formula.judgement import Equality
from assessment.scoring.formula.school import read_school
from assessment.scoring.formula.statements import decide
from assessment.scoring.formula.tree import Node, Unsupported

POINTS = [Fraction(n, d) for d in (1, 2, 3) for n in range(-9, 10)]
NOTHING = "says nothing"
X = Node("name", value="x")


def number(value: int) -> Node:
    whole = Node("number", value=Fraction(abs(value)))
    return Node("neg", (whole,)) if value < 0 else whole


def power(base: Node, exponent: int) -> Node:
    return Node("power", (base, number(exponent)))


values = st.recursive(
    st.one_of(st.just(X), st.just(X), st.integers(-3, 3).map(number)),
    lambda inner: st.one_of(
        st.builds(lambda a, b: Node("sum", (a, b)), inner, inner),
        st.builds(lambda a, b: Node("product", (a, b)), inner, inner),
        st.builds(lambda a, b: Node("quotient", (a, b)), inner, inner),
        st.builds(lambda a: power(a, 2), inner),
        st.builds(lambda a: Node("call", (a,), "sqrt"), inner),
        st.builds(lambda a: Node("call", (a,), "abs"), inner),
    ),
    max_leaves=4,
)
relations = st.builds(
    lambda a, b, sign: Node("relation", (a, b), sign), values, values, st.sampled_from("=≠<>≤≥")
)
statements = st.one_of(
    relations,
    st.builds(lambda op, a, b: Node(op, (a, b)), st.sampled_from(("and", "or")), relations,
              relations),
    st.builds(lambda a: Node("not", (a,)), relations),
)  # fmt: skip


def _times(node: Node, factor: Node) -> Node:
    return Node(node.op, tuple(Node("product", (arg, factor)) for arg in node.args), node.value)


def _over(node: Node, factor: Node) -> Node:
    return Node(node.op, tuple(Node("quotient", (arg, factor)) for arg in node.args), node.value)


def _squared(node: Node, _factor: Node) -> Node:
    return Node(node.op, tuple(power(arg, 2) for arg in node.args), node.value)


def _plus(node: Node, term: Node) -> Node:
    return Node(node.op, tuple(Node("sum", (arg, term)) for arg in node.args), node.value)


def _rooted(node: Node, _factor: Node) -> Node:
    return Node(node.op, tuple(Node("call", (arg,), "sqrt") for arg in node.args), node.value)


changes = st.sampled_from((_times, _over, _squared, _plus, _rooted))


def value(node: Node, x: Fraction) -> Any:
    """Return the real value, or nothing where there is none."""
    if node.op in ("number", "name"):
        return x if node.op == "name" else node.value
    args = [value(arg, x) for arg in node.args]
    if None in args:
        return None
    match node.op:
        case "neg":
            return -args[0]
        case "sum":
            return args[0] + args[1]
        case "product":
            return args[0] * args[1]
        case "quotient":
            return args[0] / args[1] if args[1] else None
        case "power":
            return args[0] ** 2
    if node.value == "abs":
        return abs(args[0])
    return _root(args[0])


def _root(number: Any) -> Any:
    if number < 0:
        return None
    if isinstance(number, Fraction):
        above, below = math.isqrt(number.numerator), math.isqrt(number.denominator)
        if above**2 == number.numerator and below**2 == number.denominator:
            return Fraction(above, below)
    return float(number) ** 0.5


def told(node: Node, x: Fraction) -> bool | str | None:
    """Say whether a statement is true at a point, false, says nothing, or is left open."""
    if node.op == "relation":
        left, right = (value(arg, x) for arg in node.args)
        if left is None or right is None:
            return NOTHING
        is_rounded = isinstance(left, float) or isinstance(right, float)
        if is_rounded and math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9):
            return None
        return {"=": left == right, "≠": left != right, "<": left < right, ">": left > right,
                "≤": left <= right, "≥": left >= right}[str(node.value)]  # fmt: skip
    found = [told(arg, x) for arg in node.args]
    if None in found:
        return None
    if node.op == "not":
        return found[0] if found[0] is NOTHING else not found[0]
    truths = [one is True for one in found]
    if node.op == "and" or not any(truths):
        return NOTHING if NOTHING in found else all(truths)
    return True


def holds(node: Node, x: Fraction) -> bool | None:
    """Say whether a statement holds at a point; nothing where rounding leaves it open."""
    said = told(node, x)
    return None if said is None else said is True


def agree(left: Node, right: Node) -> bool:
    pairs = ((holds(left, x), holds(right, x)) for x in POINTS)
    return all(a == b for a, b in pairs if None not in (a, b))


def said(left: Node, right: Node) -> Equality:
    try:
        return decide(left, right, domain="real")
    except (Unsupported, ArithmeticError, RecursionError):
        return Equality.UNDECIDED


@settings(max_examples=60, deadline=None)
@given(relations, changes, values)
def test_what_was_done_to_both_sides_keeps_the_solutions_or_is_not_taken_for_equal(
    relation, change, factor
):
    other = change(relation, factor)
    if said(relation, other) is Equality.EQUAL:
        assert agree(relation, other)


@settings(max_examples=40, deadline=None)
@given(statements, statements)
def test_statements_taken_for_equal_hold_together(left, right):
    if said(left, right) is Equality.EQUAL:
        assert agree(left, right)


def test_the_arithmetic_of_this_test():
    statement = read_school("√(x-1) < 2 и 1/x > 0")
    assert [holds(statement, Fraction(x)) for x in (0, 1, 4, 5)] == [False, True, True, False]
