"""Units as pupils write them, turned into a factor and a dimension by pint's definitions.

A unit is products, quotients, whole powers (``с^(-1)`` too) and brackets of known names and powers
of ten (``10^6``); nothing else is read and nothing evaluated. ``кг/м·с`` is read from left to
right, as a calculator would. The case of letters counts (``мВт`` is not ``МВт``); where it alone is
wrong and only one unit is meant (``КМ/Ч``), it is forgiven.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from assessment.scoring.codes import Code
from assessment.scoring.mark import Refused, shorten
from assessment.scoring.normalising import normalise
from assessment.scoring.unit_names import PREFIXES, PRODUCTS, UNITS, WORDS

LONGEST_UNIT = 60
MOST_FACTORS = 12
WIDEST_POWER = 9
WIDEST_POWER_OF_TEN = 30

_TOKEN = re.compile(
    r"\s*(?:(?P<sign>[·*×⋅∙•/():]|\*\*|\^)|(?P<power>[+-]?\d{1,2})|(?P<name>[^\W\d_]+|°[CСFcсf]?|%|Ω))"
)
_DOTS = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_PER = re.compile(r" (?:в|на) ")

Dimension = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """``base = value * factor + offset``; the offset is that of a temperature scale alone."""

    factor: Fraction
    dimension: Dimension
    offset: Fraction = Fraction(0)


@cache
def _registry() -> Any:
    """Return the one registry, made when the first unit is asked for."""
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction)
    registry.define("ru_quintal = 100 * kilogram")
    registry.define("ru_diopter = 1 / meter")
    return registry


@cache
def _defined(name: str) -> Unit:
    """Return a unit by the name that pint has for it."""
    registry = _registry()
    nought = registry.Quantity(Fraction(0), name).to_base_units()
    one = registry.Quantity(Fraction(1), name).to_base_units()
    powers = {key: Fraction(value) for key, value in one.unit_items()}
    return Unit(
        Fraction(one.magnitude) - Fraction(nought.magnitude),
        tuple(sorted(powers.items())),
        Fraction(nought.magnitude),
    )


@cache
def _symbols() -> dict[str, tuple[int, str]]:
    """Return prefix power and unit by symbol; names of their own win over prefixed ones."""
    prefixed = {
        prefix + symbol: (power, name)
        for symbol, (name, takes_prefix) in UNITS.items()
        if takes_prefix
        for prefix, power in PREFIXES.items()
        if prefix.isascii() == symbol.isascii() or prefix in "µμ" or symbol == "Ω"
    }
    return prefixed | {symbol: (0, name) for symbol, (name, _) in UNITS.items()}


@cache
def _by_lower() -> dict[str, set[tuple[int, str]]]:
    found: dict[str, set[tuple[int, str]]] = {}
    for symbol, meaning in _symbols().items():
        found.setdefault(symbol.lower(), set()).add(meaning)
    return found


def _named(name: str) -> Unit:
    if name in PRODUCTS:
        made = PRODUCTS[name]
        return _defined("mmHg") if made == "mmHg" else parse_unit(made)
    symbol = WORDS.get(name.lower(), name)
    meaning = _symbols().get(symbol)
    if meaning is None:
        meant = _by_lower().get(symbol.lower(), set())
        if len(meant) != 1 or symbol.lower() in {one.lower() for one in PRODUCTS}:
            raise Refused(Code.UNKNOWN_UNIT, unit=shorten(name))
        meaning = next(iter(meant))
    power, pint_name = meaning
    unit = _defined(pint_name)
    return Unit(unit.factor * Fraction(10) ** power, unit.dimension, unit.offset)


def unit_of(text: str) -> Unit:
    """Return the unit of a text. Raises :class:`Refused` for what is none."""
    clean = _PER.sub("/", _DOTS.sub("", normalise(text).strip().rstrip(".")))
    if len(clean) > LONGEST_UNIT:
        raise Refused(Code.UNKNOWN_UNIT, unit=shorten(clean))
    return parse_unit(clean.replace("мм рт. ст", "ммртст").replace("мм рт ст", "ммртст"))


@lru_cache(maxsize=4_096)
def parse_unit(text: str) -> Unit:
    """Return the unit of a cleaned text (remembered; what is refused is not)."""
    tokens = _split(text)
    unit, rest = _read_product(tokens, 0, 0)
    if rest != len(tokens):
        raise Refused(Code.UNKNOWN_UNIT, unit=shorten(text))
    return unit


def _split(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or len(tokens) > 4 * MOST_FACTORS:
            raise Refused(Code.UNKNOWN_UNIT, unit=shorten(text))
        tokens.append((str(found.lastgroup), found[0].strip()))
        place = found.end()
    return tokens


def _read_product(tokens: list[tuple[str, str]], place: int, depth: int) -> tuple[Unit, int]:
    unit, place = _read_power(tokens, place, depth)
    count = 1
    while place < len(tokens) and tokens[place] != ("sign", ")"):
        kind, sign = tokens[place]
        count += 1
        if kind == "sign" and sign in "·*×⋅∙•/:":
            place += 1
        elif kind != "name" and sign != "(":
            break
        other, place = _read_power(tokens, place, depth)
        if count > MOST_FACTORS:
            raise Refused(Code.UNKNOWN_UNIT, unit="…")
        unit = _multiply(unit, other, -1 if sign in "/:" else 1)
    return unit, place


def _read_power(tokens: list[tuple[str, str]], place: int, depth: int) -> tuple[Unit, int]:
    kind, text = tokens[place] if place < len(tokens) else ("end", "")
    if (kind, text) == ("sign", "(") and depth < 3:
        unit, place = _read_product(tokens, place + 1, depth + 1)
        if place >= len(tokens) or tokens[place] != ("sign", ")"):
            raise Refused(Code.UNKNOWN_UNIT, unit="(")
    elif kind == "name":
        unit = _named(text)
    elif (kind, text) == ("power", "1"):
        unit = Unit(Fraction(1), ())
    elif (kind, text) == ("power", "10") and place + 1 < len(tokens):
        unit = Unit(Fraction(10), ())
        if tokens[place + 1][1] not in ("^", "**"):  # «м/10»: a number in a unit is no unit
            raise Refused(Code.UNKNOWN_UNIT, unit=text)
    else:
        raise Refused(Code.UNKNOWN_UNIT, unit=text)
    power, place = _read_exponent(tokens, place + 1)
    if abs(power) > (WIDEST_POWER if unit.dimension else WIDEST_POWER_OF_TEN):
        raise Refused(Code.UNKNOWN_UNIT, unit=str(power))
    return unit if power == 1 else _multiply(Unit(Fraction(1), ()), unit, power), place


def _read_exponent(tokens: list[tuple[str, str]], place: int) -> tuple[int, int]:
    """Return the power behind a factor (one where there is none) and the place after it."""
    raised = place < len(tokens) and tokens[place][1] in ("^", "**")
    place += raised
    bracketed = raised and tokens[place : place + 1] == [("sign", "(")]
    place += bracketed
    if place >= len(tokens) or tokens[place][0] != "power":
        if raised:
            raise Refused(Code.UNKNOWN_UNIT, unit="^")
        return 1, place
    if bracketed and tokens[place + 1 : place + 2] != [("sign", ")")]:
        raise Refused(Code.UNKNOWN_UNIT, unit="(")
    return int(tokens[place][1]), place + 1 + bracketed


def _multiply(unit: Unit, other: Unit, power: int) -> Unit:
    """Return a product; in it a degree is a difference of temperatures, without its offset."""
    powers = dict(unit.dimension)
    for name, value in other.dimension:
        powers[name] = powers.get(name, Fraction(0)) + value * power
    if any(abs(value) > 4 * WIDEST_POWER for value in powers.values()):
        raise Refused(Code.UNKNOWN_UNIT, unit="^")
    return Unit(
        unit.factor * other.factor**power,
        tuple(sorted((name, value) for name, value in powers.items() if value)),
    )
