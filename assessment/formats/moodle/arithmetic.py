"""The expressions of Moodle's calculated questions, computed without ``eval``.

Numbers, ``+ - * / %``, brackets, and the functions that
``question/type/calculated/questiontype.php`` allows. Lengths and depths are bounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

MAX_LENGTH = 1_000
MAX_DEPTH = 40
_TOKEN = re.compile(
    r"\s*(?:(\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?|\.\d{1,30}(?:[eE][+-]?\d{1,3})?)"
    r"|([A-Za-z_][A-Za-z0-9_]{0,20})|([-+*/%(),]))"
)
_FUNCTIONS: dict[str, tuple[int, int, Callable[..., float]]] = {
    "abs": (1, 1, abs),
    "acos": (1, 1, math.acos),
    "acosh": (1, 1, math.acosh),
    "asin": (1, 1, math.asin),
    "asinh": (1, 1, math.asinh),
    "atan": (1, 1, math.atan),
    "atan2": (2, 2, math.atan2),
    "atanh": (1, 1, math.atanh),
    "ceil": (1, 1, math.ceil),
    "cos": (1, 1, math.cos),
    "cosh": (1, 1, math.cosh),
    "deg2rad": (1, 1, math.radians),
    "exp": (1, 1, math.exp),
    "expm1": (1, 1, math.expm1),
    "floor": (1, 1, math.floor),
    "fmod": (2, 2, math.fmod),
    "intval": (1, 1, math.trunc),
    "log": (1, 2, math.log),
    "log10": (1, 1, math.log10),
    "log1p": (1, 1, math.log1p),
    "max": (1, 20, max),
    "min": (1, 20, min),
    "pi": (0, 0, lambda: math.pi),
    "pow": (2, 2, math.pow),
    "rad2deg": (1, 1, math.degrees),
    "round": (1, 2, lambda value, places=0.0: _round(value, int(places))),
    "sin": (1, 1, math.sin),
    "sinh": (1, 1, math.sinh),
    "sqrt": (1, 1, math.sqrt),
    "tan": (1, 1, math.tan),
    "tanh": (1, 1, math.tanh),
}


def compute(expression: str) -> float:
    """Return the value of an expression without variables.

    Raises ``ValueError`` for what is none, for what is too long or deep, and for no number.
    """
    if len(expression) > MAX_LENGTH:
        raise ValueError("the expression is too long")
    reader = _Reader(_tokens(expression))
    try:
        value = float(reader.sum(0))
    except (ArithmeticError, TypeError) as error:
        raise ValueError("the expression has no value") from error
    if reader.left or not math.isfinite(value):
        raise ValueError("the expression has no value")
    return value


def _tokens(expression: str) -> list[str]:
    tokens, position, bare = [], 0, expression.rstrip()
    while position < len(bare):
        found = _TOKEN.match(bare, position)
        if found is None:
            raise ValueError(f"{bare[position : position + 20]!r} is not part of an expression")
        tokens.append(found[found.lastindex or 0].lower())
        position = found.end()
    return tokens


class _Reader:
    """Reads a sum of products of signed values."""

    def __init__(self, tokens: list[str]) -> None:
        self.left = tokens[::-1]

    def _next(self) -> str:
        if not self.left:
            raise ValueError("the expression ends too early")
        return self.left.pop()

    def _is_next(self, signs: str) -> bool:
        return bool(self.left) and self.left[-1] in signs

    def sum(self, depth: int) -> float:
        """Read products joined by plus and minus."""
        if depth > MAX_DEPTH:
            raise ValueError("the expression is too deep")
        value = self._product(depth)
        while self._is_next("+-"):
            sign = self._next()
            other = self._product(depth)
            value = value + other if sign == "+" else value - other
        return value

    def _product(self, depth: int) -> float:
        value = self._signed(depth)
        while self._is_next("*/%"):
            sign = self._next()
            other = self._signed(depth)
            value = {"*": lambda a, b: a * b, "/": lambda a, b: a / b, "%": math.fmod}[sign](
                value, other
            )
        return value

    def _signed(self, depth: int) -> float:
        sign = 1.0
        while self._is_next("+-"):
            sign = -sign if self._next() == "-" else sign
        return sign * self._value(depth)

    def _value(self, depth: int) -> float:
        first = self._next()
        if first == "(":
            value = self.sum(depth + 1)
            self._close()
            return value
        if first[0].isdigit() or first[0] == ".":
            return float(first)
        return self._call(first, depth)

    def _call(self, name: str, depth: int) -> float:
        if name not in _FUNCTIONS or not self._is_next("("):
            raise ValueError(f"{name!r} is not a function")
        self._next()
        least, most, function = _FUNCTIONS[name]
        values: list[float] = []
        if not self._is_next(")"):
            values.append(self.sum(depth + 1))
            while self._is_next(","):
                self._next()
                values.append(self.sum(depth + 1))
        self._close()
        if not least <= len(values) <= most:
            raise ValueError(f"{name} takes another number of values")
        return float(function(*values))

    def _close(self) -> None:
        if self._next() != ")":
            raise ValueError("a bracket is not closed")


def _round(value: float, places: int) -> float:
    """Round half away from nought, as PHP does."""
    factor = 10.0 ** max(-15, min(places, 15))
    return math.copysign(math.floor(abs(value) * factor + 0.5) / factor, value)
