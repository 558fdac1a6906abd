"""How a formula is written: factored, expanded, in lowest terms, as one fraction.

The names of the field are STACK's answer tests FacForm, Expand, LowestTerms, SingleFrac and
EqualComAss (C. Sangwin, Computer Aided Assessment of Mathematics, 2013, ch. 6).
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

import sympy
from sympy.polys.polyerrors import CoercionFailed

from assessment.scoring.formula.algebra import as_expression
from assessment.scoring.formula.tree import Node, Unsupported, names_of, walk


def has_form(node: Node, key: Node, form: str) -> bool | None:
    """Say whether ``node`` is written in ``form``; ``None`` where that cannot be told."""
    match form:
        case "same":
            return _spelt(node) == _spelt(key)
        case "factored":
            return _is_factored(node)
        case "expanded":
            return _is_expanded(node)
        case "lowest_terms":
            return _is_in_lowest_terms(node)
        case "single_fraction":
            return not any(one.op == "quotient" for part in _parts(node) for one in walk(part))
    return True


def _parts(node: Node) -> tuple[Node, ...]:
    """Return what must hold no fraction: both sides of one quotient, or the whole."""
    inner = node.args[0] if node.op == "neg" else node
    return inner.args if inner.op == "quotient" else (inner,)


def _spelt(node: Node) -> object:
    """Return the tree without the order of terms and factors (associative and commutative)."""
    if node.op == "neg" and node.args[0].op == "number":
        return ("number", -Fraction(node.args[0].value or 0))
    args = [_spelt(arg) for arg in node.args]
    if node.op in ("sum", "product", "set", "and", "or"):
        flat: list[object] = []
        for arg, spelt in zip(node.args, args, strict=True):
            if arg.op == node.op and isinstance(spelt, tuple):
                flat += spelt[1]
            else:
                flat.append(spelt)
        return (node.op, tuple(sorted(flat, key=repr)))
    return (node.op, node.value, tuple(args))


def _is_factored(node: Node) -> bool | None:
    """No factor is a sum that can be factored further over the rationals."""
    if node.op == "neg":
        return _is_factored(node.args[0])
    for factor in node.args if node.op == "product" else (node,):
        base = factor.args[0] if factor.op == "power" else factor
        if base.op == "neg":
            base = base.args[0]
        told = _is_prime(base)
        if not told:
            return told
    return True


def _is_prime(node: Node) -> bool | None:  # noqa: PLR0911  # one return a kind
    if node.op in ("number", "name", "constant"):
        return True
    if node.op == "product":
        return _is_factored(node)
    try:
        expression = as_expression(node, domain="real")
    except Unsupported:
        return None
    names = sorted(expression.free_symbols, key=str)
    if not names:
        return True
    if not expression.is_polynomial(*names):
        return None
    try:
        polynomial = sympy.Poly(expression, *names, domain="QQ")
    except (sympy.PolynomialError, CoercionFailed):
        # Over other numbers only what is linear is known to be prime.
        return True if sympy.Poly(expression, *names).total_degree() == 1 else None
    content, factors = polynomial.factor_list()
    if len(factors) != 1 or factors[0][1] != 1:
        return False
    return bool(abs(content) == 1 or content.q != 1)


def _is_expanded(node: Node) -> bool | None:
    """No product or whole power of a sum is left."""
    for one in walk(node):
        if one.op == "product" and any(_is_sum(arg) for arg in one.args):
            return False
        if one.op == "power" and _is_sum(one.args[0]) and _is_whole(one.args[1]):
            return False
    return True


def _is_sum(node: Node) -> bool:
    return node.op == "sum" or (node.op == "neg" and _is_sum(node.args[0]))


def _is_whole(node: Node) -> bool:
    return node.op == "number" and Fraction(node.value or 0).denominator == 1


def _is_root(node: Node) -> bool:
    if node.op == "power":
        return not _is_whole(node.args[1].args[0] if node.args[1].op == "neg" else node.args[1])
    return node.op == "call" and node.value in ("sqrt", "root")


def _is_in_lowest_terms(node: Node) -> bool | None:
    """Fractions of numbers are reduced, denominators whole and positive; no root is below."""
    for one in walk(node):
        if one.op != "quotient":
            continue
        if not names_of(one.args[1]) and any(_is_root(below) for below in walk(one.args[1])):
            return False
        above, below = (arg.args[0] if arg.op == "neg" else arg for arg in one.args)
        if above.op != "number" or below.op != "number":
            continue
        first, second = Fraction(above.value or 0), Fraction(below.value or 0)
        if first.denominator != 1 or second.denominator != 1 or one.args[1].op == "neg":
            return False
        if second == 1 or gcd(first.numerator, second.numerator) != 1:
            return False
    return True


def is_unfinished(answer: Node, key: Node) -> bool:
    """Say whether decimals were left to be added where the key is one number («100,4 − 80,0»)."""
    if key.op != "number" or answer.op != "sum":
        return False
    terms = [term.args[0] if term.op == "neg" else term for term in answer.args]
    return all(term.op == "number" for term in terms) and any(term.mark for term in terms)
