"""What a formula is worth at a point, as a ball that certainly holds the true value.

Arb's complex balls (python-flint) carry their error with them: two balls that do not touch are
proof that two values differ. Nothing here ever proves that values are equal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import acb, arb, ctx, fmpq

from assessment.scoring.formula.tree import Node, Unsupported

PRECISIONS = (80, 240, 700)
Point = Mapping[str, acb]


class RealPoint(dict[str, acb]):
    """A point for school's real numbers: no step of the reckoning may leave them."""


_LARGEST_EXPONENT = 10**7
HALF = fmpq(1, 2)


class NotDefined(Exception):
    """The formula has no value at this point (or none that could be found)."""


def ball(value: Fraction) -> acb:
    """Return the tight ball of a fraction."""
    return acb(arb(fmpq(value.numerator, value.denominator)))


def evaluate(node: Node, point: Point) -> acb:
    """Return a ball that holds the value of ``node``, by the principal values of all functions.

    At a :class:`RealPoint` a piece without a real value has none: ``(√x)²`` is not defined for
    negative x. Raises :class:`NotDefined` (division by zero, the logarithm of zero, no precision
    left) and :class:`~assessment.scoring.formula.tree.Unsupported`.
    """
    found = _RULES.get(node.op, _unsupported)(node, point)
    if not found.is_finite():
        raise NotDefined
    if isinstance(point, RealPoint) and not is_real(found):
        raise NotDefined
    return found


def is_real(value: acb) -> bool:
    """Tell whether a value is exactly real: no ball of the imaginary part around it."""
    return bool(value.imag == 0)


def _unsupported(node: Node, _point: Point) -> acb:
    raise Unsupported(node.op)


def _number(node: Node, _point: Point) -> acb:
    return ball(Fraction(node.value or 0))


def _name(node: Node, point: Point) -> acb:
    return point[str(node.value)]


def _constant(node: Node, _point: Point) -> acb:
    match node.value:
        case "pi":
            return acb(arb.pi())
        case "e":
            return acb(arb.const_e())
        case "i":
            return acb(0, 1)
    raise Unsupported(str(node.value))


def _sum(node: Node, point: Point) -> acb:
    total = acb(0)
    for arg in node.args:
        total += evaluate(arg, point)
    return total


def _product(node: Node, point: Point) -> acb:
    total = acb(1)
    for arg in node.args:
        total *= evaluate(arg, point)
    return total


def _quotient(node: Node, point: Point) -> acb:
    above, below = (evaluate(arg, point) for arg in node.args)
    if below.contains(0):
        raise NotDefined
    return above / below


def exact_number(node: Node) -> Fraction | None:
    """Return the rational number that ``node`` spells, or nothing."""
    if node.op == "number":
        return Fraction(node.value or 0)
    parts = [exact_number(arg) for arg in node.args]
    found = [part for part in parts if part is not None]
    if len(found) != len(parts) or not found:
        return None
    if node.op == "neg":
        return -found[0]
    if node.op == "quotient":
        return found[0] / found[1] if found[1] else None
    if node.op == "sum":
        return sum(found, Fraction(0))
    return None


def _power(node: Node, point: Point) -> acb:
    base = evaluate(node.args[0], point)
    exponent = exact_number(node.args[1])
    if exponent is None:
        return _general_power(base, evaluate(node.args[1], point), node.args[0])
    if exponent.denominator == 1:
        return _whole_power(base, int(exponent))
    if exponent == Fraction(1, 2):
        return base.sqrt()
    if base.contains(0):
        return _of_zero(base, exponent)
    return base.pow(ball(exponent))


def _of_zero(base: acb, exponent: Fraction) -> acb:
    if base == 0 and exponent > 0:
        return acb(0)
    raise NotDefined


def _whole_power(base: acb, exponent: int) -> acb:
    if abs(exponent) > _LARGEST_EXPONENT:
        raise Unsupported("power")
    if exponent <= 0 and base.contains(0):
        raise NotDefined
    return base**exponent


def _general_power(base: acb, exponent: acb, written: Node) -> acb:
    if written.op == "constant" and written.value == "e":
        return exponent.exp()
    if base.contains(0):
        raise NotDefined
    if is_real(base) and is_real(exponent) and base.real > 0:
        return acb(base.real.log() * exponent.real).exp()
    return base.pow(exponent)


def _call(node: Node, point: Point) -> acb:
    values = [evaluate(arg, point) for arg in node.args]
    function = FUNCTIONS.get(str(node.value))
    if function is None:
        raise Unsupported(str(node.value))
    return function(*values)


def _absolute(value: acb) -> acb:
    return acb(abs(value))


def _sign(value: acb) -> acb:
    if value == 0:
        return acb(0)
    if value.contains(0):
        raise NotDefined
    return value / acb(abs(value))


def _log(value: acb) -> acb:
    if value.contains(0):
        raise NotDefined
    return value.log()


def _log_base(base: acb, value: acb) -> acb:
    below = _log(base)
    if below.contains(0):
        raise NotDefined
    return _log(value) / below


def _root(degree: acb, value: acb) -> acb:
    """The root of a school: an odd root of a negative number is negative."""
    whole = degree.unique_fmpz()
    if whole is None or whole <= 0:
        if degree.contains(0) or value.contains(0):
            raise NotDefined
        return value.pow(1 / degree)
    if value == 0:
        return acb(0)
    if not is_real(value) or value.real > 0:
        return value.pow(1 / degree)
    if value.real < 0:
        root = acb(-value.real).pow(1 / degree)
        return -root if whole % 2 else root * acb(0, 1)
    raise NotDefined


def _root_principal(degree: acb, value: acb) -> acb:
    if degree.contains(0) or value.contains(0):
        raise NotDefined
    return value.pow(1 / degree)


def _within_one(function: Callable[[acb], acb]) -> Callable[[acb], acb]:
    def apply(value: acb) -> acb:
        found = function(value)
        if is_real(value) and abs(value.real) <= 1:
            return acb(found.real)
        return found

    return apply


def _factorial(value: acb) -> acb:
    return (value + 1).gamma()


def _binomial(above: acb, below: acb) -> acb:
    return _factorial(above) * (below + 1).rgamma() * (above - below + 1).rgamma()


def _made_up(node: Node, point: Point) -> acb:
    """An unknown function, read as one made up: two formulas that differ for it do differ."""
    digest = hashlib.sha256(str(node.value).encode()).digest()
    total = ball(Fraction(digest[0] + 3, 97))
    for number, arg in enumerate(node.args):
        total += evaluate(arg, point) * ball(Fraction(digest[number % 30 + 1] + 5, 201))
    return total.sin() + total * total / 7


def _neg(node: Node, point: Point) -> acb:
    return -evaluate(node.args[0], point)


FUNCTIONS: dict[str, Callable[..., acb]] = {
    "sin": acb.sin,
    "cos": acb.cos,
    "tan": acb.tan,
    "cot": acb.cot,
    "sec": acb.sec,
    "csc": acb.csc,
    "sinh": acb.sinh,
    "cosh": acb.cosh,
    "tanh": acb.tanh,
    "coth": acb.coth,
    "asin": _within_one(acb.asin),
    "acos": _within_one(acb.acos),
    "atan": acb.atan,
    "acot": lambda value: (1 / value).atan(),
    "arcctg": lambda value: acb(arb.pi()) / 2 - value.atan(),
    "exp": acb.exp,
    "ln": _log,
    "log": _log_base,
    "sqrt": acb.sqrt,
    "root": _root,
    "root_principal": _root_principal,
    "abs": _absolute,
    "sign": _sign,
    "factorial": _factorial,
    "binomial": _binomial,
}
_RULES: dict[str, Callable[[Node, Point], acb]] = {
    "number": _number,
    "name": _name,
    "constant": _constant,
    "sum": _sum,
    "neg": _neg,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "call": _call,
    "unknown": _made_up,
}


def at_precision(bits: int) -> None:
    """Set how many bits the balls have from now on."""
    ctx.prec = bits
