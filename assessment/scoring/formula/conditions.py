"""Where a statement makes sense: what must not be nought, and what must not be negative.

Algebra forgets this: ``x²/x = 0`` becomes ``x = 0``, which it is not, for at nought the first says
nothing. Two statements are taken for equal only when every relation in them asks the same
conditions, however they are written (beside «or», what one relation asks does not bind the other);
those that always hold are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from assessment.scoring.formula.algebra import Expression, as_expression
from assessment.scoring.formula.tree import Node, Unsupported, walk

Conditions = frozenset[tuple[str, str]]
_HIDDEN_BELOW = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}
_NOT_NEGATIVE = ("sqrt", "ln", "log", "root")


def conditions_of(node: Node, *, domain: str) -> Conditions:
    """Return the conditions that ``node`` asks; raise ``Unsupported`` when one is unreadable."""
    found: set[tuple[str, str]] = set()
    for kind, piece in _asked(node):
        found |= _conditions(kind, as_expression(piece, domain=domain))
    return frozenset(found)


def _is_met(kind: str, number: Expression) -> bool:
    if kind in ("negative", "nought"):
        return bool(number.is_nonnegative if kind == "negative" else number.is_nonzero)
    if kind == "factorial":
        return bool(number.is_integer and number.is_nonnegative)
    return bool((1 - abs(number)).is_nonnegative)


def are_asked_alike(left: Node, right: Node, *, domain: str) -> bool:
    """Say whether every relation of two statements asks the same conditions."""
    try:
        asked = {
            conditions_of(one, domain=domain)
            for statement in (left, right)
            for one in _relations(statement)
        }
    except Unsupported:
        return False
    return len(asked) == 1


def _relations(statement: Node) -> list[Node]:
    """Return the relations of a statement, itself where it is made of none."""
    found = [one for one in walk(statement) if one.op in ("relation", "in")]
    return found or [statement]


def are_kept(node: Node, *, domain: str) -> bool:
    """Say whether algebra still sees every condition of the relations in ``node``."""
    relations = [one for one in walk(node) if one.op == "relation"]
    try:
        return all(_are_kept_in(one, domain) for one in relations)
    except Unsupported:
        return False


def _are_kept_in(relation: Node, domain: str) -> bool:
    left, right = relation.args
    difference = Node("sum", (left, Node("neg", (right,))))
    expression = as_expression(difference, domain=domain)
    seen = set(_conditions("nought", sympy.fraction(sympy.together(expression))[1]))
    for power in expression.atoms(sympy.Pow, sympy.log):
        seen |= _conditions("negative", power.args[0])
    return conditions_of(relation, domain=domain) <= seen


def _asked(node: Node) -> Iterator[tuple[str, Node]]:
    """Give each piece that must not be nought, or not be negative."""
    for one in walk(node):
        if one.op == "quotient":
            yield "nought", one.args[1]
        elif one.op == "power":
            yield from _asked_of_power(one)
        elif one.op == "call" and one.value in _HIDDEN_BELOW:
            yield "nought", Node("call", one.args, _HIDDEN_BELOW[str(one.value)])
        elif one.op == "call" and one.value in _NOT_NEGATIVE:
            yield "negative", one.args[-1]
            if one.value in ("ln", "log"):
                yield "nought", one.args[-1]
        elif one.op == "call" and one.value in ("asin", "acos", "factorial"):
            yield str(one.value), one.args[0]


def _asked_of_power(power: Node) -> Iterator[tuple[str, Node]]:
    base, exponent = power.args
    if exponent.op == "number" and "/" not in str(exponent.value):
        return
    inner = exponent.args[0] if exponent.op == "neg" else exponent
    if inner.op == "number" and "/" not in str(inner.value):
        yield "nought", base
        return
    yield "negative", base
    yield "nought", base


def _conditions(kind: str, value: Expression) -> set[tuple[str, str]]:
    """Return the conditions on ``value``, by factors where only nought is forbidden."""
    plain = sympy.factor(value) if kind == "nought" else sympy.expand(value)
    if not plain.free_symbols:  # the root of −1 and x/(x − x) spoil a statement wherever they stand
        return set() if _is_met(kind, plain) else {(kind, str(plain))}
    if kind != "nought":
        always = kind == "negative" and value.is_nonnegative
        return set() if always else {(kind, str(plain))}
    found = set()
    for factor in sympy.Mul.make_args(plain):
        base = factor.base if isinstance(factor, sympy.Pow) else factor
        if base.free_symbols and not base.is_nonzero:
            _, bare = sympy.expand(base).as_content_primitive()
            found.add((kind, min(str(bare), str(sympy.expand(-bare)))))
    return found
