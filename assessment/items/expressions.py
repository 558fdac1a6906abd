"""A small language of arithmetic for templates of items: exact, bounded, the same everywhere.

``a*x^2 + 1``, ``gcd(a, b) = 1 and a != b``, ``round(v/t, 2)``. Numbers are fractions; roots and
the functions of angles are reckoned in Decimal by series of our own, to 30 digits, never in the
floating point of a machine. A comparison gives one or nought.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from fractions import Fraction

from assessment.items.functions import FUNCTIONS

LONGEST_EXPRESSION = 500
DEEPEST = 30
WIDEST_POWER = 100
MOST_BITS = 2_000

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,40}(?:\.\d{1,40})?)|(?P<name>[^\W\d]\w{0,99})"
    r"|(?P<sign><=|>=|!=|==|\*\*|[-+*/^()<>=,]))"
)
_WORDS = ("and", "or", "not")


class ExpressionRefused(ValueError):
    """An expression that cannot be read or reckoned, with the place where it went wrong."""


def evaluate(text: str, values: Mapping[str, Fraction]) -> Fraction:
    """Return the value of an expression. Raises :class:`ExpressionRefused`."""
    reader = _Reader(_split(text), values, text)
    found = reader.read_or()
    if reader.place != len(reader.tokens):
        raise reader.refuse("is not expected")
    return found


def _split(text: str) -> list[str]:
    if len(text) > LONGEST_EXPRESSION:
        raise ExpressionRefused(f"no expression is longer than {LONGEST_EXPRESSION} signs")
    tokens, place = [], 0
    stripped = text.rstrip()
    while place < len(stripped):
        found = _TOKEN.match(stripped, place)
        if found is None:
            raise ExpressionRefused(f"{stripped[place:][:20]!r} in {text!r} cannot be read")
        tokens.append(found[0].strip())
        place = found.end()
    return tokens


def _bounded(value: Fraction) -> Fraction:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
        raise ExpressionRefused("a number became too large")
    return value


class _Reader:
    """Reads and reckons in one pass, a method for each level of precedence."""

    def __init__(self, tokens: list[str], values: Mapping[str, Fraction], text: str) -> None:
        self.tokens = tokens
        self.values = values
        self.text = text
        self.place = 0
        self.depth = 0

    def refuse(self, why: str) -> ExpressionRefused:
        token = self.tokens[self.place] if self.place < len(self.tokens) else "the end"
        return ExpressionRefused(f"{token!r} {why} in {self.text!r}")

    def take(self, *wanted: str) -> str:
        """Return the next token when it is one of those wanted, else nothing."""
        if self.place < len(self.tokens) and self.tokens[self.place] in wanted:
            self.place += 1
            return self.tokens[self.place - 1]
        return ""

    def read_or(self) -> Fraction:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse("lies too deep")
        found = self.read_and()
        while self.take("or"):
            other = self.read_and()
            found = Fraction(bool(found) or bool(other))
        self.depth -= 1
        return found

    def read_and(self) -> Fraction:
        found = self.read_not()
        while self.take("and"):
            other = self.read_not()
            found = Fraction(bool(found) and bool(other))
        return found

    def read_not(self) -> Fraction:
        is_negated = False
        while self.take("not"):
            is_negated = not is_negated
        found = self.read_comparison()
        return Fraction(not found) if is_negated else found

    def read_comparison(self) -> Fraction:
        first = self.read_sum()
        held: bool | None = None
        while sign := self.take("<", ">", "<=", ">=", "=", "==", "!="):
            second = self.read_sum()
            held = (held is not False) and _COMPARISONS[sign](first, second)
            first = second
        return first if held is None else Fraction(held)

    def read_sum(self) -> Fraction:
        found = self.read_product()
        while sign := self.take("+", "-"):
            other = self.read_product()
            found = _bounded(found + other if sign == "+" else found - other)
        return found

    def read_product(self) -> Fraction:
        found = self.read_signed()
        while sign := self.take("*", "/"):
            other = self.read_signed()
            if sign == "/" and not other:
                raise ExpressionRefused(f"division by nought in {self.text!r}")
            found = _bounded(found * other if sign == "*" else found / other)
        return found

    def read_signed(self) -> Fraction:
        is_negative = False
        while sign := self.take("+", "-"):
            is_negative ^= sign == "-"
        found = self.read_power()
        return -found if is_negative else found

    def read_power(self) -> Fraction:
        base = self.read_value()
        if not self.take("^", "**"):
            return base
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.refuse("lies too deep")
        power = self.read_signed()
        self.depth -= 1
        if power.denominator != 1 or abs(power) > WIDEST_POWER or (not base and power < 0):
            raise ExpressionRefused(f"the power {power} in {self.text!r} cannot be reckoned")
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if bits * abs(power) > MOST_BITS:
            raise ExpressionRefused("a number became too large")
        return Fraction(base ** int(power))

    def read_value(self) -> Fraction:
        if self.take("("):
            found = self.read_or()
            if not self.take(")"):
                raise self.refuse("stands where a bracket should close")
            return found
        if self.place >= len(self.tokens):
            raise self.refuse("comes too early")
        token = self.tokens[self.place]
        if token[0].isdigit():
            self.place += 1
            return Fraction(token)
        if not (token[0].isalpha() or token[0] == "_") or token in _WORDS:
            raise self.refuse("is not expected")
        self.place += 1
        return self.call(token) if self.take("(") else self.look_up(token)

    def look_up(self, name: str) -> Fraction:
        if name in self.values:
            return self.values[name]
        if name in FUNCTIONS.constants:
            return FUNCTIONS.constants[name]
        raise ExpressionRefused(f"{name!r} in {self.text!r} is no variable")

    def call(self, name: str) -> Fraction:
        given: list[Fraction] = []
        while not self.take(")"):
            if given and not self.take(","):
                raise self.refuse("stands where a comma or a bracket should")
            given.append(self.read_or())
            if len(given) > 20:
                raise self.refuse("is one thing too many")
        try:
            return _bounded(FUNCTIONS.call(name, given))
        except ValueError as fault:
            raise ExpressionRefused(f"{name}: {fault} in {self.text!r}") from fault


_COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def as_decimal(value: Fraction) -> Decimal | None:
    """Return the finite decimal that a fraction is, or ``None``: a third is none."""
    left = value.denominator
    for prime in (2, 5):
        while left % prime == 0:
            left //= prime
    if left != 1:
        return None
    with localcontext() as context:
        context.prec = MOST_BITS
        return Decimal(value.numerator) / value.denominator


def is_whole(value: Fraction) -> bool:
    """Tell whether a value is a whole number."""
    return math.floor(value) == value
