"""Values made to fit the variable they are given to, and answers read into responses."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assessment.scoring.qti.values import (
    BASE_TYPES,
    CONTAINERS,
    MAX_ENTRIES,
    NUMERIC,
    TEXTUAL,
    Atom,
    Pair,
    Result,
    Unreadable,
    Value,
    read_answer,
    read_atom,
    single,
    to_text,
)

if TYPE_CHECKING:
    from assessment.scoring.qti.declarations import Declaration
    from assessment.scoring.qti.engine import Run

MAX_ANSWER = 100_000
# What is written as two parts, and may come as a list of them.
_TWOFOLD = frozenset({"pair", "directedPair", "point"})


def fit(run: Run, value: Result, declaration: Declaration) -> Result:
    """Return a value as the declared type has it, or note the fault and return the nearest.

    A fraction given to an integer stays a fraction: a point must not get lost by a declaration.
    """
    if value is None or declaration.cardinality == "record" == value.cardinality:
        return value
    if value.cardinality == "record" or declaration.cardinality == "record":
        run.fault(f"{declaration.identifier}: cardinality")
        return None
    items = value.items
    if declaration.cardinality == "single" and value.cardinality != "single":
        if len(items) > 1:
            run.fault(f"{declaration.identifier}: cardinality")
            return None
        if not items:
            return None
    try:
        fitted = tuple(_fit_atom(item, value.base_type, declaration.base_type) for item in items)
    except Unreadable:
        run.fault(f"{declaration.identifier}: type")
        return None
    base_type = declaration.base_type
    if base_type == "integer" and any(isinstance(item, float) for item in fitted):
        run.fault(f"{declaration.identifier}: type")
        base_type = "float"
    return Value(declaration.cardinality, base_type, fitted)


def _fit_atom(atom: Atom, given: str, wanted: str) -> Atom:
    if given == wanted or {given, wanted} <= TEXTUAL:
        return atom
    if wanted in TEXTUAL:
        return to_text(single(given, atom))
    if given in TEXTUAL:
        return read_atom(str(atom), wanted)
    if {given, wanted} == {"pair", "directedPair"}:
        return Pair(atom) if wanted == "pair" else tuple(atom)
    return _fit_number(atom, given, wanted)


def _fit_number(atom: Atom, given: str, wanted: str) -> Atom:
    if not {given, wanted} <= NUMERIC | {"boolean"}:
        raise Unreadable(wanted)
    if wanted == "boolean":
        return bool(atom)
    if wanted == "float":
        return float(atom)
    is_whole = math.isfinite(atom) and abs(atom) < 2**53 and atom == int(atom)
    return int(atom) if is_whole else atom


def read_response(raw: Any, declaration: Declaration) -> Result:
    """Return an answer as the value of its response variable, or raise ``Unreadable``.

    ``None``, an empty string and an empty list are NULL; an empty list for a container is kept
    as what it is. A string for a record becomes the fields of the specification. The JSON that
    QTI itself has for answers (``{"base": {"integer": 3}}``) is taken, too.
    """
    raw = _unwrapped(raw, declaration.cardinality)
    if raw is None or raw == "":
        return None
    if declaration.cardinality == "record":
        return _read_record(raw, declaration)
    if declaration.cardinality in CONTAINERS:
        return _read_container(raw, declaration)
    if isinstance(raw, list | tuple) and declaration.base_type not in _TWOFOLD:
        if len(raw) > 1:
            raise Unreadable(declaration.identifier)
        raw = raw[0] if raw else None
    elif isinstance(raw, list | tuple) and len(raw) == 1:
        raw = raw[0]
    return None if raw is None or raw in ("", []) else _read_single(raw, declaration)


def _unwrapped(raw: Any, cardinality: str) -> Any:
    """Return what is inside the JSON of custom interactions: ``base``, ``list`` or ``record``."""
    if not isinstance(raw, Mapping) or len(raw) != 1:
        return raw
    kind, inner = next(iter(raw.items()))
    if kind == "record" and cardinality == "record" and isinstance(inner, list):
        fields = [field for field in inner if isinstance(field, Mapping)]
        return {
            str(field.get("name", "")): _unwrapped({"base": field.get("base")}, "single")
            for field in fields
        }
    if cardinality == "record" or kind not in ("base", "list"):
        return raw
    if isinstance(inner, Mapping) and len(inner) == 1:
        base_type, value = next(iter(inner.items()))
        return value if base_type in BASE_TYPES else raw
    return None if kind == "base" and inner is None else raw


def _read_single(raw: Any, declaration: Declaration) -> Result:
    if declaration.base_type == "file" and isinstance(raw, Mapping):
        raw = str(raw.get("name", "")) or "file"
    if isinstance(raw, str) and len(raw) > MAX_ANSWER:
        raise Unreadable(declaration.identifier)
    return single(declaration.base_type, read_answer(raw, declaration.base_type))


def _read_container(raw: Any, declaration: Declaration) -> Result:
    if not isinstance(raw, list | tuple):
        raw = [raw]
    elif _is_one_pair(raw, declaration.base_type):
        raw = [list(raw)]
    if len(raw) > MAX_ENTRIES:
        raise Unreadable(declaration.identifier)
    entries = (entry for entry in raw if entry is not None and entry != "")
    items = tuple(read_answer(entry, declaration.base_type) for entry in entries)
    return Value(declaration.cardinality, declaration.base_type, items)


def _is_one_pair(raw: Any, base_type: str) -> bool:
    """Say whether ``["A", "B"]`` is a pair itself: its parts are none."""
    if base_type not in _TWOFOLD or len(raw) != 2:
        return False
    if base_type == "point":
        return all(isinstance(part, int | float) for part in raw)
    return all(isinstance(part, str) and " " not in part.strip() for part in raw)


def _read_record(raw: Any, declaration: Declaration) -> Result:
    if isinstance(raw, Mapping):
        fields = []
        for name, entry in list(raw.items())[:100]:
            base_type = _FIELDS.get(str(name)) or _guess(entry)
            base_type = declaration.field_types.get(str(name)) or base_type
            value = None
            if entry is not None and entry != "":
                value = single(base_type, read_answer(entry, base_type))
            fields.append((str(name), value))
        return Value("record", "", tuple(fields)) if fields else None
    if isinstance(raw, str) and len(raw) <= MAX_ANSWER:
        return _describe_text(raw)
    raise Unreadable(declaration.identifier)


# Of the record that a typed number makes (QTI 2.2, string interactions).
_FIELDS = {"stringValue": "string", "floatValue": "float"} | dict.fromkeys(
    ("integerValue", "leftDigits", "rightDigits", "ndp", "nsf", "exponent"), "integer"
)


def _guess(entry: Any) -> str:
    if isinstance(entry, bool):
        return "boolean"
    if isinstance(entry, int):
        return "integer"
    return "float" if isinstance(entry, float) else "string"


_WRITTEN = re.compile(r"[+-]?(?P<left>\d*)(?:\.(?P<right>\d*))?(?:[eE](?P<exponent>[+-]?\d{1,6}))?")


def _describe_text(text: str) -> Value:
    """Return a typed number as the record of string interactions (QTI 2.2, 4.4).

    Fields: ``stringValue``, ``floatValue``, ``integerValue``, ``leftDigits``, ``rightDigits``,
    ``ndp``, ``nsf``, ``exponent``; all but the first are NULL where the text is no number.
    """
    fields: dict[str, Result] = {"stringValue": single("string", text)}
    try:
        found = float(read_answer(text, "float"))
    except Unreadable:
        return Value("record", "", tuple(fields.items()))
    written = _WRITTEN.fullmatch(text.strip().replace(",", "."))
    left = written["left"] if written else ""
    right = (written["right"] or "") if written else ""
    counts = {
        "leftDigits": len(left),
        "rightDigits": len(right),
        "ndp": len(right),
        "nsf": len((left + right).lstrip("0")),
    }
    fields["floatValue"] = single("float", found)
    is_whole = written is not None and not right and written["exponent"] is None
    fields["integerValue"] = single("integer", int(found)) if is_whole else None
    fields |= {name: single("integer", count) for name, count in counts.items()}
    exponent = written["exponent"] if written else None
    fields["exponent"] = single("integer", int(exponent)) if exponent else None
    return Value("record", "", tuple(fields.items()))
