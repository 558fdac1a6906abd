"""Trees made into sympy's objects, by a list of what is known: nothing is ever read from a text."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy

from assessment.scoring.formula.tree import Node, Unsupported

Expression = Any  # sympy has no types

# Larger powers are not multiplied out; both sides may still be written alike.
LARGEST_POWER = 60


def as_expression(node: Node, *, domain: str) -> Expression:
    """Return the sympy expression of a value; raise ``Unsupported`` for what is not one."""
    return _Maker(domain).make(node)


class _Maker:
    def __init__(self, domain: str) -> None:
        self._domain = domain

    def make(self, node: Node) -> Expression:
        """Return ``node`` and all below it as an expression."""
        rule = _RULES.get(node.op)
        if rule is None:
            raise Unsupported(node.op)
        return rule(self, node)

    def all(self, node: Node) -> list[Expression]:
        return [self.make(arg) for arg in node.args]

    def name(self, node: Node) -> Expression:
        kinds = {"real": {"real": True}, "positive": {"positive": True}, "complex": {}}
        return sympy.Symbol(str(node.value), **kinds[self._domain])

    def power(self, node: Node) -> Expression:
        base, exponent = self.all(node)
        if exponent.is_number and abs(exponent) > LARGEST_POWER:
            return self._large_power(base, exponent)
        return base**exponent

    def _large_power(self, base: Expression, exponent: Expression) -> Expression:
        """Return a power that is never multiplied out: a name for it, the same for equal bases."""
        if not exponent.is_Integer or base.is_number:
            raise Unsupported("power")
        plain = sympy.expand(base)
        if exponent % 2 == 0:
            plain = min(plain, sympy.expand(-plain), key=str)
        return sympy.Function(f"power{exponent}")(plain)

    def call(self, node: Node) -> Expression:
        function = _FUNCTIONS.get(str(node.value))
        if function is None:
            raise Unsupported(str(node.value))
        return function(*self.all(node))


def _number(_maker: _Maker, node: Node) -> Expression:
    value = Fraction(node.value or 0)
    return sympy.Rational(value.numerator, value.denominator)


def _constant(_maker: _Maker, node: Node) -> Expression:
    found = {"pi": sympy.pi, "e": sympy.E, "i": sympy.I}.get(str(node.value))
    if found is None:
        raise Unsupported(str(node.value))
    return found


def _root(degree: Expression, value: Expression) -> Expression:
    """Return the root of a school; an odd one of what may be negative is a function of its own."""
    if not (degree.is_Integer and degree > 0):
        raise Unsupported("root")
    if degree % 2 == 0 or value.is_nonnegative:
        return value ** sympy.Rational(1, degree)
    return sympy.Function(f"root{degree}", real=True)(value)


_FUNCTIONS: dict[str, Callable[..., Expression]] = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "cot": sympy.cot,
    "sec": sympy.sec,
    "csc": sympy.csc,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "arcctg": lambda value: sympy.pi / 2 - sympy.atan(value),
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "coth": sympy.coth,
    "exp": sympy.exp,
    "ln": sympy.log,
    "log": lambda base, value: sympy.log(value) / sympy.log(base),
    "sqrt": sympy.sqrt,
    "root": _root,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "factorial": sympy.factorial,
}
_RULES: dict[str, Callable[[_Maker, Node], Expression]] = {
    "number": _number,
    "name": _Maker.name,
    "constant": _constant,
    "sum": lambda maker, node: sympy.Add(*maker.all(node)),
    "neg": lambda maker, node: -maker.make(node.args[0]),
    "product": lambda maker, node: sympy.Mul(*maker.all(node)),
    "quotient": lambda maker, node: maker.make(node.args[0]) / maker.make(node.args[1]),
    "power": _Maker.power,
    "call": _Maker.call,
}
