"""Numbers as pupils write them, read exactly.

Read are: ``1,5`` and ``1.5``; thousands with spaces (``1 000 000``, any kind of space); a Unicode
minus; ``3·10^5``, ``3*10^-5``, ``3·10⁵``, ``10^5``, ``3e5``; ``2/3``, ``1 1/2``, ``1½``; any of
these in one pair of brackets (``-(0,5)``, ``(-3)``). Refused is what two schools would read
differently: ``1,234.5``, ``1.234,5``, ``1,234,567``, ``1 234/567``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from assessment.items.written import Tolerance
from assessment.scoring.codes import Code
from assessment.scoring.mark import Refused, shorten
from assessment.scoring.normalising import normalise

LONGEST_NUMBER = 100
WIDEST_EXPONENT = 300

_MANTISSA = r"(?P<whole>\d{1,3}(?: \d{3})+(?! ?\d)|\d+)?(?:[.,](?P<decimals>\d*))?"
_TEN = r"10 ?(?:\^|\*\*) ?(?P<bracket>\()?(?P<power>[+-]? ?\d{1,6})(?(bracket)\))"
_POWER = rf"(?:[eEеЕ](?P<exponent>[+-]?\d{{1,6}})| ?[·*×xXхХ⋅∙•] ?{_TEN})"
_FRACTION = r"(?:(?P<mixed>\d+(?: \d{3})*) )?(?P<numerator>\d+) ?/ ?(?P<denominator>\d+)(?![.,\d])"
_SIGN = r"(?P<sign>[+-] ?)?"
PLAIN = re.compile(rf"{_SIGN}{_MANTISSA}(?:{_POWER})?")
_SIMPLE = re.compile(r"(-?)(\d{1,18})(?:[.,](\d{1,18}))?", re.ASCII)
BARE_POWER = re.compile(_SIGN + _TEN)
FRACTION = re.compile(_SIGN + _FRACTION)
_BRACKETED = re.compile(r"(?P<sign>[+-] ?)?\( ?(?P<inside>[^()]+?) ?\)")
# What may follow a number that ends there: no digit, comma or power, but a unit below a stroke.
_GOES_ON = re.compile(r" ?(?:[\d.,^]|/(?! ?[^\W\d_(]))")
_ONE_OVER = re.compile(r" ?1 ?/ ?[^\W\d_(]")
_AMBIGUOUS = re.compile(r"[+-]? ?\d[\d ]*[.,'][\d ]*(?:[.,'][\d ]*)+")


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """The exact value, and with how many digits it was written.

    ``least_figures`` and ``most_figures`` differ where the last noughts of a whole number may
    or may not be significant; of a fraction neither figures nor places are known. Of nought the
    written decimals count («0,00» has two figures), and «0» has one.
    """

    value: Fraction
    least_figures: int = 0
    most_figures: int = 0
    places: int | None = 0
    is_fraction: bool = False


def read_number(raw: Any, *, label: str = "") -> ReadNumber:
    """Return the number of an answer; ``label`` is a unit printed behind the field.

    Raises :class:`Refused` for what is no number or more than one.
    """
    text = _as_text(raw)
    if label:
        end = normalise(label)
        text = text.removesuffix(end).rstrip() if text != end else text
    if simple := _SIMPLE.fullmatch(text):
        return _read_simple(*simple.groups(""))
    number, rest = split_number(text)
    if rest:
        raise Refused(Code.NOT_A_NUMBER, answer=shorten(text))
    return number


def _as_text(raw: Any) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise Refused(Code.BAD_SHAPE)
    if isinstance(raw, int) and abs(raw) >= 10**LONGEST_NUMBER:
        raise Refused(Code.NUMBER_TOO_LARGE)
    text = raw if isinstance(raw, str) else str(raw)
    if len(text) > LONGEST_NUMBER:
        raise Refused(Code.TOO_LONG, most=str(LONGEST_NUMBER))
    return normalise(text)


def split_number(text: str) -> tuple[ReadNumber, str]:
    """Return the number that a normalised text begins with, and the text behind it."""
    if _AMBIGUOUS.match(text):
        raise Refused(Code.AMBIGUOUS_NUMBER, answer=shorten(text))
    if found := _BRACKETED.match(text):
        return _split_bracketed(found, text)
    if found := FRACTION.match(text):
        return _read_fraction(found, text), text[found.end() :].strip()
    found = BARE_POWER.match(text) or PLAIN.match(text)
    if found is None or not (found.re is BARE_POWER or found["whole"] or found["decimals"]):
        raise Refused(Code.NOT_A_NUMBER, answer=shorten(text))
    rest = text[found.end() :]
    _check_rest(rest, text)
    return _read_plain(found, text), rest.strip()


def _check_rest(rest: str, text: str) -> None:
    if _GOES_ON.match(rest) and not _ONE_OVER.match(rest):
        raise Refused(Code.NOT_A_NUMBER, answer=shorten(text))


def _split_bracketed(found: re.Match[str], text: str) -> tuple[ReadNumber, str]:
    number, beside = split_number(found["inside"])
    rest = text[found.end() :]
    if beside:
        raise Refused(Code.NOT_A_NUMBER, answer=shorten(text))
    _check_rest(rest, text)
    if (found["sign"] or "").startswith("-"):
        number = replace(number, value=-number.value)
    return number, rest.strip()


def _read_fraction(found: re.Match[str], text: str) -> ReadNumber:
    numerator, denominator = int(found["numerator"]), int(found["denominator"])
    whole = found["mixed"]
    if denominator == 0:
        raise Refused(Code.ZERO_DENOMINATOR)
    if whole is not None and (" " in whole or len(found["numerator"]) == 3):
        raise Refused(Code.AMBIGUOUS_NUMBER, answer=shorten(text))
    if whole is not None and numerator >= denominator:
        raise Refused(Code.NOT_A_NUMBER, answer=shorten(text))
    value = Fraction(int(whole or 0)) + Fraction(numerator, denominator)
    is_negative = (found["sign"] or "").startswith("-")
    return ReadNumber(-value if is_negative else value, places=None, is_fraction=True)


def _read_simple(sign: str, whole: str, decimals: str) -> ReadNumber:
    """Return the number that nine of ten answers are: digits, perhaps a comma and digits."""
    digits = whole + decimals
    least, most = _figures(digits, decimals)
    value = Fraction(int(sign + digits), 10 ** len(decimals))
    return ReadNumber(value, least, most, len(decimals))


def _figures(digits: str, decimals: str) -> tuple[int, int]:
    """Return the least and the greatest number of figures that count in the digits written."""
    figures = digits.lstrip("0")
    if not figures:
        nought = len(decimals) or 1
        return nought, nought
    return len(figures if decimals else figures.rstrip("0")), len(figures)


def _read_plain(found: re.Match[str], text: str) -> ReadNumber:
    parts = found.groupdict()
    whole = (parts.get("whole") or "").replace(" ", "")
    decimals = parts.get("decimals") or ""
    if parts.get("decimals") == "" and "," in found[0]:
        raise Refused(Code.NOT_A_NUMBER, answer=shorten(text))
    exponent = int((parts.get("exponent") or parts["power"] or "0").replace(" ", ""))
    if abs(exponent) > WIDEST_EXPONENT:
        raise Refused(Code.NUMBER_TOO_LARGE)
    digits = whole + decimals or "1"
    scale = exponent - len(decimals)
    value = Fraction(int(digits) * 10**scale) if scale >= 0 else Fraction(int(digits), 10**-scale)
    least, most = _figures(digits, decimals)
    is_negative = (found["sign"] or "").startswith("-")
    return ReadNumber(
        -value if is_negative else value, least, most, max(0, len(decimals) - exponent)
    )


@lru_cache(maxsize=8_192)
def exact(number: Decimal) -> Fraction:
    """Return a number of a key as a fraction, remembered: keys come again with every answer."""
    return Fraction(number)


def is_near(value: Fraction, key: Fraction, tolerance: Tolerance) -> bool:
    """Tell whether a value is as near to the key as the tolerance asks (see its docstring)."""
    allowed = tolerance.value
    if not allowed and tolerance.kind in ("absolute", "relative"):
        return value == key
    if tolerance.kind == "absolute":
        return abs(value - key) <= exact(allowed)
    if tolerance.kind == "relative":
        return abs(value - key) <= exact(allowed) * abs(key)
    if tolerance.kind == "decimal_places":
        return _round(value, int(allowed)) == _round(key, int(allowed))
    if not allowed:  # only how many figures are written is asked
        return True
    return _round_figures(value, int(allowed)) == _round_figures(key, int(allowed))


def is_written_as_asked(number: ReadNumber, tolerance: Tolerance) -> bool:
    """Tell whether as many digits are written as the tolerance asks for."""
    asked = tolerance.digits_asked
    if asked is None:
        return True
    if number.is_fraction or number.places is None:
        return False
    if tolerance.kind == "decimal_places":
        return number.places >= asked if tolerance.or_more else number.places == asked
    return number.most_figures >= asked and (tolerance.or_more or number.least_figures <= asked)


def _round(value: Fraction, places: int) -> Fraction:
    """Round half up, away from nought, as schools do."""
    scale = Fraction(10) ** places
    rounded = math.floor(abs(value) * scale + Fraction(1, 2)) / scale
    return rounded if value >= 0 else -rounded


def _round_figures(value: Fraction, figures: int) -> Fraction:
    if value == 0:
        return value
    size = abs(value)
    # The power of ten of the first digit: a guess by lengths is off by one at most.
    power = len(str(size.numerator)) - len(str(size.denominator))
    if Fraction(10) ** power > size:
        power -= 1
    return _round(value, figures - 1 - power)
