"""Values of QTI: a cardinality, a base type and what is inside; NULL is ``None``.

Types and their spelling: QTI 2.2 ASI information model, 2.1 and 5.3 (IMS, 2015).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# What a base type holds: str, bool, int, float, (x, y), (a, b) or seconds.
Atom = Any

TEXTUAL = frozenset({"identifier", "string", "uri", "file", "intOrIdentifier"})
BASE_TYPES = TEXTUAL | {"boolean", "integer", "float", "pair", "directedPair", "point", "duration"}
NUMERIC = frozenset({"integer", "float"})
CARDINALITIES = frozenset({"single", "multiple", "ordered", "record"})
CONTAINERS = frozenset({"multiple", "ordered"})

MAX_ENTRIES = 10_000
MAX_INTEGER = 2**63

_DURATION = re.compile(
    r"-?P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?"
)
_SECONDS = {
    "years": 31_557_600,
    "months": 2_629_800,
    "days": 86_400,
    "hours": 3_600,
    "minutes": 60,
    "seconds": 1,
}
_INTEGER = re.compile(r"[+-]?\d{1,30}")
_FLOAT = re.compile(r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,6})?")
# NaN is no value: the specification has it as NULL wherever it speaks of it.
_SPECIAL = {"INF": math.inf, "+INF": math.inf, "-INF": -math.inf}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))  # as people type


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is not NULL. ``items`` of a record are pairs of a field's name and its value.

    A container may be empty only as the value of a variable; expressions treat it as NULL.
    """

    cardinality: str
    base_type: str
    items: tuple[Any, ...]

    @property
    def one(self) -> Atom:
        """The value of a single."""
        return self.items[0]


Result = Value | None


class Pair(tuple[str, ...]):
    """Two identifiers of which neither is the first; they are printed as they came."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple) and sorted(self) == sorted(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(frozenset(self))


def single(base_type: str, atom: Atom) -> Value:
    """Return a single value."""
    return Value("single", base_type, (atom,))


def boolean(is_true: bool | None) -> Result:
    """Return a boolean, NULL for ``None``."""
    return None if is_true is None else Value("single", "boolean", (is_true,))


def number(found: float) -> Result:
    """Return an integer or a float by its Python type; NULL for what is beyond bounds or NaN."""
    if isinstance(found, int):
        return Value("single", "integer", (found,)) if abs(found) < MAX_INTEGER else None
    return None if math.isnan(found) else Value("single", "float", (found,))


class Unreadable(ValueError):
    """Text that is no value of its base type."""


def read_atom(text: str, base_type: str) -> Atom:
    """Return the value that a text of a QTI document spells, or raise ``Unreadable``."""
    if base_type == "string":
        return text
    text = text.strip()
    if base_type in TEXTUAL:
        return text
    reader = _READERS.get(base_type)
    if reader is None:
        raise Unreadable(base_type)
    return reader(text)


def _read_boolean(text: str) -> bool:
    if text in ("true", "1"):
        return True
    if text in ("false", "0"):
        return False
    raise Unreadable(text)


def _read_integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        found = _read_float(text)
        if not math.isfinite(found) or found != int(found):
            raise Unreadable(text)
        text = str(int(found))
    found_integer = int(text)
    if abs(found_integer) >= MAX_INTEGER:
        raise Unreadable(text)
    return found_integer


def _read_float(text: str) -> float:
    if text in _SPECIAL:
        return _SPECIAL[text]
    if not _FLOAT.fullmatch(text):
        raise Unreadable(text)
    return float(text)


def _read_pair(text: str) -> Pair:
    return Pair(_read_directed_pair(text))


def _read_directed_pair(text: str) -> tuple[str, str]:
    parts = text.split()
    if len(parts) != 2:
        raise Unreadable(text)
    return parts[0], parts[1]


def _read_point(text: str) -> tuple[float, float]:
    parts = text.replace(",", " ").split()
    if len(parts) != 2:
        raise Unreadable(text)
    x, y = (_read_float(part) for part in parts)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise Unreadable(text)
    return x, y


def _read_duration(text: str) -> float:
    found = _DURATION.fullmatch(text)
    if found and any(found.groups()):
        seconds = sum(float(part) * _SECONDS[name] for name, part in found.groupdict("0").items())
        return -seconds if text.startswith("-") else seconds
    return _read_float(text)


_READERS = {
    "boolean": _read_boolean,
    "integer": _read_integer,
    "float": _read_float,
    "pair": _read_pair,
    "directedPair": _read_directed_pair,
    "point": _read_point,
    "duration": _read_duration,
}


def read_answer(raw: Any, base_type: str) -> Atom:
    """Return the value of one entry of an answer, or raise ``Unreadable``.

    Numbers are read as people type them: a decimal comma, a Unicode minus, spaces between
    thousands.
    """
    if isinstance(raw, bool):
        raw = "true" if raw else "false"
    elif isinstance(raw, int | float | Decimal):
        raw = _spell(raw)
    elif base_type == "point" and isinstance(raw, Mapping):
        raw = f"{raw.get('x')} {raw.get('y')}"
    elif isinstance(raw, list | tuple) and len(raw) == 2 and base_type in _READERS:
        raw = " ".join(str(part) for part in raw)
    elif not isinstance(raw, str):
        raise Unreadable(type(raw).__name__)
    if base_type in NUMERIC:
        raw = _typed_number(raw)
    return read_atom(raw, base_type)


def _spell(raw: float | Decimal) -> str:
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < MAX_INTEGER:
        return str(int(raw))
    return str(raw)


def _typed_number(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw[:500]).translate(_DASHES).strip()
    text = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", text)
    if "," in text and "." in text:
        raise Unreadable(raw)
    return text.replace(",", ".", 1)


def same_atoms(first: Atom, second: Atom) -> bool:
    """Say whether two atoms of one base type, or two numbers, are the same."""
    if isinstance(first, bool) != isinstance(second, bool):
        return False
    return bool(first == second)


def same(first: Value, second: Value) -> bool:
    """Say whether two values of one cardinality are the same (``match``)."""
    if first.cardinality == "record":
        return _fields(first) == _fields(second)
    if first.cardinality == "multiple":
        return Counter(first.items) == Counter(second.items)
    return first.items == second.items


def _fields(record: Value) -> dict[str, Any]:
    return {name: value and value.items for name, value in record.items}


def alike(first: str, second: str) -> bool:
    """Say whether values of two base types may be compared."""
    if first == second or {first, second} <= NUMERIC:
        return True
    return {first, second} <= TEXTUAL


def to_json(value: Result) -> Any:
    """Return a value as JSON has it; pairs, points and durations as QTI spells them."""
    if value is None:
        return None
    if value.cardinality == "record":
        return {name: to_json(entry) for name, entry in value.items}
    if value.cardinality == "single":
        return _plain(value.one, value.base_type)
    return [_plain(atom, value.base_type) for atom in value.items]


def _plain(atom: Atom, base_type: str) -> Any:
    if isinstance(atom, tuple):
        return " ".join(_number_text(part) if not isinstance(part, str) else part for part in atom)
    if isinstance(atom, float):
        if base_type == "duration":
            return f"PT{_number_text(atom)}S"
        if not math.isfinite(atom):
            return "INF" if atom > 0 else "-INF"
    return atom


def _number_text(found: float) -> str:
    if isinstance(found, float) and found.is_integer() and abs(found) < 1e15:
        return str(int(found))
    return str(found)


def to_text(value: Result) -> str:
    """Return a value as ``printedVariable`` prints it."""
    plain = to_json(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, float):
        return _number_text(plain)
    if isinstance(plain, list):
        return ", ".join(
            _number_text(part) if isinstance(part, float) else str(part) for part in plain
        )
    if isinstance(plain, Mapping):
        return "; ".join(f"{name}: {part}" for name, part in plain.items())
    return str(plain)
