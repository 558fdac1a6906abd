"""Functions of the expressions of templates, exact or to 30 digits, on every machine the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from types import MappingProxyType

PRECISION = 40
DIGITS = 30
_PI = Decimal("3.14159265358979323846264338327950288419716939937510")
_E = Decimal("2.71828182845904523536028747135266249775724709369996")


def _shorten(value: Decimal) -> Fraction:
    """Return a reckoned number to 30 digits: what lies behind them is an error of reckoning."""
    return Fraction(Context(prec=DIGITS, rounding=ROUND_HALF_UP).plus(value))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _sqrt(value: Fraction) -> Fraction:
    if value < 0:
        raise ValueError("no root of a negative number")
    top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
    if top * top == value.numerator and bottom * bottom == value.denominator:
        return Fraction(top, bottom)
    with localcontext(Context(prec=PRECISION)):
        return _shorten(_decimal(value).sqrt())


def _series(value: Fraction, start: int) -> Fraction:
    """Return the sine (``start`` 1) or cosine (0) of radians by Taylor's series."""
    if abs(value) > 10**6:
        raise ValueError("an angle of more than a million")
    with localcontext(Context(prec=PRECISION + 10)):
        turn = _decimal(value) % (2 * _PI)
        term = total = turn if start else Decimal(1)
        for number in range(start + 1, 200, 2):
            term = -term * turn * turn / (number * (number + 1))
            total += term
        return _shorten(total) if abs(total) > Decimal(10) ** -DIGITS else Fraction(0)


def _tan(value: Fraction) -> Fraction:
    below = _series(value, 0)
    if not below:
        raise ValueError("no tangent of a right angle")
    return _series(value, 1) / below


def _ln(value: Fraction) -> Fraction:
    if value <= 0:
        raise ValueError("no logarithm of what is not positive")
    with localcontext(Context(prec=PRECISION)):
        return _shorten(_decimal(value).ln())


def _exp(value: Fraction) -> Fraction:
    if abs(value) > 200:
        raise ValueError("a power of more than 200")
    with localcontext(Context(prec=PRECISION)):
        return _shorten(_decimal(value).exp())


def _round(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    """Round half up, away from nought, as schools do."""
    if places.denominator != 1 or abs(places) > 30:
        raise ValueError("places are a whole number up to 30")
    scale = Fraction(10) ** int(places)
    rounded = math.floor(abs(value) * scale + Fraction(1, 2)) / scale
    return rounded if value >= 0 else -rounded


def _whole(*values: Fraction) -> list[int]:
    if any(value.denominator != 1 for value in values) or not values:
        raise ValueError("whole numbers only")
    return [value.numerator for value in values]


def _mod(value: Fraction, by: Fraction) -> Fraction:
    if not by:
        raise ValueError("division by nought")
    return value % by


def _choose(condition: Fraction, first: Fraction, second: Fraction) -> Fraction:
    return first if condition else second


def _factorial(value: Fraction) -> Fraction:
    (number,) = _whole(value)
    if not 0 <= number <= 100:
        raise ValueError("from nought to a hundred")
    return Fraction(math.factorial(number))


class _Functions:
    """Functions by name, with how many numbers each takes."""

    constants: Mapping[str, Fraction] = MappingProxyType({"pi": Fraction(_PI), "e": Fraction(_E)})

    def __init__(self) -> None:
        some = (1, 20)
        self._known: dict[str, tuple[tuple[int, int], Callable[..., Fraction]]] = {
            "min": (some, min),
            "max": (some, max),
            "abs": ((1, 1), abs),
            "floor": ((1, 1), lambda value: Fraction(math.floor(value))),
            "ceil": ((1, 1), lambda value: Fraction(math.ceil(value))),
            "round": ((1, 2), _round),
            "gcd": (some, lambda *values: Fraction(math.gcd(*_whole(*values)))),
            "lcm": (some, lambda *values: Fraction(math.lcm(*_whole(*values)))),
            "mod": ((2, 2), _mod),
            "sqrt": ((1, 1), _sqrt),
            "sin": ((1, 1), lambda value: _series(value, 1)),
            "cos": ((1, 1), lambda value: _series(value, 0)),
            "tan": ((1, 1), _tan),
            "ln": ((1, 1), _ln),
            "exp": ((1, 1), _exp),
            "factorial": ((1, 1), _factorial),
            "numerator": ((1, 1), lambda value: Fraction(value.numerator)),
            "denominator": ((1, 1), lambda value: Fraction(value.denominator)),
            "is_whole": ((1, 1), lambda value: Fraction(value.denominator == 1)),
            "if": ((3, 3), _choose),
        }

    def call(self, name: str, given: list[Fraction]) -> Fraction:
        """Return the value of a function; ``ValueError`` says what is wrong with the numbers."""
        if name not in self._known:
            raise ValueError("no function of this name")
        (least, most), function = self._known[name]
        if not least <= len(given) <= most:
            raise ValueError(f"takes {least} to {most} numbers")
        return function(*given)


FUNCTIONS = _Functions()
