"""What the ids of an interaction stand for, in the words that a person sees of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from assessment.items.base import Choice, Model
from assessment.items.gaps import TableInput
from assessment.items.plane import Region
from assessment.scoring.gaps import name_cells
from assessment.scoring.mark import label_choice

# Where the things of a key stand: its values, and where it is by things, these.
_VALUES = {
    "single_choice": "choices",
    "multiple_choice": "choices",
    "hot_text": "pieces",
    "hotspot": "regions",
    "ordering": "entries",
    "matching": "right",
    "grouping": "groups",
    "drag_words": "words",
    "drag_on_image": "labels",
}
_PLACES = {"matching": "left", "grouping": "entries"}
_KEYS = frozenset({"key", "keys", "other_keys"})

Path = tuple[str, ...]


def name_path(interaction: Model, path: Path) -> Path:
    """Return a path into an interaction with the words of things instead of their ids."""
    named = list(path)
    for number, mark in enumerate(path[1:], 1):
        named[number] = _marks_of(interaction, path[:number]).get(mark, mark)
    return tuple(named)


def _marks_of(interaction: Model, before: Path) -> Mapping[str, str]:
    kind, name = str(getattr(interaction, "type", "")), before[-1]
    if len(before) > 1:
        return _names_in(_entry(interaction, before), name) if len(before) == 3 else {}
    return _names_in(interaction, _PLACES.get(kind, "") if name == "key" else name)


def _entry(interaction: Model, path: Path) -> Any:
    entries = getattr(interaction, path[0], ())
    return next((one for one in entries if getattr(one, "id", None) == path[1]), None)


def name_value(interaction: Model, path: Path, value: Any) -> Any:
    """Return the value of a key with the words of things instead of their ids."""
    if _KEYS.isdisjoint(path):
        return value
    kind = str(getattr(interaction, "type", ""))
    if kind == "table_matching":
        rows, columns = _names_in(interaction, "rows"), _names_in(interaction, "columns")
        return [f"{rows.get(row, row)} — {columns.get(one, one)}" for row, one in value]
    if kind == "dropdown_gaps":
        return _renamed(value, _names_in(_entry(interaction, path), "choices"))
    return _renamed(value, _names_in(interaction, _VALUES.get(kind, "")))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return [_renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _names_in(holder: Any, field: str) -> dict[str, str]:
    """Return the names of all things of a field: their words, else their number."""
    if isinstance(holder, TableInput) and field == "cells":
        return name_cells(holder)
    found = getattr(holder, field, ())
    entries = found if isinstance(found, tuple) else ()
    return {
        str(entry.id): _name(entry, number)
        for number, entry in enumerate(entries, 1)
        if hasattr(entry, "id")
    }


def _name(entry: Any, number: int) -> str:
    if isinstance(entry, Choice):
        return label_choice(entry)
    if isinstance(entry, Region):
        return entry.label or _("place %(number)d") % {"number": number}
    return str(number)
