"""Items as lines of (place, value) for people: what a learner does not see, what has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from assessment.content import plain
from assessment.figures import show_number
from assessment.items.addresses import addresses_in
from assessment.items.base import Model
from assessment.items.item import ItemPart
from assessment.labels import name_path, name_value

_NAMES: dict[str, str | Promise] = {
    "title": gettext_lazy("title"),
    "language": gettext_lazy("language"),
    "stimulus": gettext_lazy("text before the questions"),
    "prompt": gettext_lazy("question"),
    "points": gettext_lazy("points"),
    "choices": gettext_lazy("choices"),
    "pieces": gettext_lazy("pieces of the text"),
    "entries": gettext_lazy("things"),
    "groups": gettext_lazy("groups"),
    "left": gettext_lazy("on the left"),
    "right": gettext_lazy("on the right"),
    "rows": gettext_lazy("rows"),
    "columns": gettext_lazy("columns"),
    "words": gettext_lazy("words"),
    "labels": gettext_lazy("labels"),
    "regions": gettext_lazy("places"),
    "zones": gettext_lazy("places"),
    "gaps": gettext_lazy("gaps"),
    "cells": gettext_lazy("cells"),
    "key": gettext_lazy("key of the answer"),
    "keys": gettext_lazy("key of the answer"),
    "other_keys": gettext_lazy("other right answers"),
    "variants": gettext_lazy("answers accepted"),
    "numbers": gettext_lazy("numbers accepted"),
    "value": gettext_lazy("value"),
    "unit": gettext_lazy("unit"),
    "formula": gettext_lazy("formula"),
    "text": gettext_lazy("text"),
    "html": gettext_lazy("text"),
    "share": gettext_lazy("share of the points"),
    "weight": gettext_lazy("weight"),
    "tolerance": gettext_lazy("tolerance"),
    "scoring": gettext_lazy("way of scoring"),
    "order": gettext_lazy("order"),
    "form": gettext_lazy("form of the formula"),
    "rule": gettext_lazy("rule of comparison"),
    "feedback": gettext_lazy("word to the answer"),
    "feedback_true": gettext_lazy("word to “true”"),
    "feedback_false": gettext_lazy("word to “false”"),
    "hints": gettext_lazy("hints"),
    "penalty": gettext_lazy("share that it costs"),
    "tries": gettext_lazy("tries"),
    "limit": gettext_lazy("at most"),
    "solution": gettext_lazy("solution"),
    "notes": gettext_lazy("author's notes"),
    "tags": gettext_lazy("tags"),
    "rubric": gettext_lazy("criteria"),
    "sample": gettext_lazy("sample answer"),
    "grader_notes": gettext_lazy("notes for who marks"),
    "general": gettext_lazy("in any case"),
    "partly": gettext_lazy("when partly right"),
    "wrong": gettext_lazy("when wrong"),
    "image": gettext_lazy("picture"),
    "intervals": gettext_lazy("intervals"),
    "xml": gettext_lazy("text in QTI"),
    "variables": gettext_lazy("variables"),
    "constraints": gettext_lazy("constraints"),
    "derived": gettext_lazy("derived values"),
    "expression": gettext_lazy("expression"),
    "item": gettext_lazy("item"),
    "start": gettext_lazy("beginning"),
    "end": gettext_lazy("end"),
    "step": gettext_lazy("step"),
    "has_start": gettext_lazy("the beginning belongs"),
    "has_end": gettext_lazy("the end belongs"),
    "parts": pgettext_lazy("part of an item", "part"),
}
# What says by itself where it stands.
_SILENT = frozenset({"interaction"})
LONGEST = 400
LONGEST_NAME = 40
_HTML = re.compile(r"<[a-z/!]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A place in words and its value."""

    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A place in words, what stood there, and what stands there now."""

    place: str
    before: str
    after: str


def hidden_lines(part: ItemPart) -> list[FieldLine]:
    """Return what a learner does not see of a part's interaction: key, weights, feedback.

    Things are called by the words that stand in the form, not by their ids.
    """
    model = part.interaction
    return [
        FieldLine(_words(name_path(model, path)), _shown(name_value(model, path, value)))
        for path, value in _hidden(model, ())
    ]


def asked_lines(part: ItemPart) -> list[FieldLine]:
    """Return what a part's interaction says to whom may see its key: options, key, feedback."""
    dumped = part.interaction.model_dump(mode="json", exclude_defaults=True)
    return [
        FieldLine(_words(path), _shown(value))
        for name in dumped
        if name in _NAMES
        for path, value in _flat(dumped[name], (name,))
    ]


def differences(before: Model, after: Model) -> list[Difference]:
    """Return where two versions differ, in the order of the newer one."""
    old, new = dict(_flat(_dump(before), ())), dict(_flat(_dump(after), ()))
    places = [*new, *(path for path in old if path not in new)]
    return [
        Difference(_words(path), *_told_apart(old.get(path), new.get(path)))
        for path in places
        if old.get(path) != new.get(path)
    ]


def _told_apart(before: Any, after: Any) -> tuple[str, str]:
    """Return two values in words; where those are the same, with the files that they name."""
    old, new = _shown(before), _shown(after)
    if old != new:
        return old, new
    return _with_files(old, before), _with_files(new, after)


def _with_files(words: str, value: Any) -> str:
    names = (address.rpartition("/")[2] for address in addresses_in(value))
    told = [name if len(name) <= LONGEST_NAME else f"{name[:8]}…{name[-4:]}" for name in names]
    return f"{words} [{', '.join(told)}]" if told else words


def _dump(content: Model) -> dict[str, Any]:
    return content.model_dump(mode="json", exclude={"schema_number"})


Path = tuple[str, ...]


def _hidden(model: Model, path: Path) -> Iterator[tuple[Path, Any]]:
    shown = {*model.public, *(name for flag, name in model.public_if if getattr(model, flag))}
    dumped = model.model_dump(exclude_defaults=True)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name not in shown:
            if name in dumped:
                yield from _flat(dumped[name], (*path, name))
        elif isinstance(value, Model):
            yield from _hidden(value, (*path, name))
        elif isinstance(value, tuple):
            for number, entry in enumerate(value, 1):
                if isinstance(entry, Model):
                    mark = str(getattr(entry, "id", number))
                    yield from _hidden(entry, (*path, name, mark))


def _flat(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from _flat(entry, path if name == "id" and path else (*path, name))
    elif isinstance(value, list | tuple) and any(isinstance(entry, dict) for entry in value):
        for number, entry in enumerate(value, 1):
            mark = str(entry.get("id", number)) if isinstance(entry, dict) else str(number)
            yield from _flat(entry, (*path, mark))
    elif value not in (None, "", [], (), {}):
        yield path, value


def _words(path: Path) -> str:
    words = [str(_NAMES.get(name, name)) for name in path if name not in _SILENT]
    return " · ".join(words)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return show_number(value)
    if isinstance(value, list | tuple):
        text = _listed(value)
    elif value is None:
        return ""
    else:
        text = str(value)
        text = plain(text) if _HTML.search(text) else text
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _listed(values: list[Any] | tuple[Any, ...]) -> str:
    """Return a list in words: points in brackets, lists of lists parted by semicolons."""
    if values and all(isinstance(one, Decimal) for one in values):
        return f"({'; '.join(_shown(one) for one in values)})"
    is_nested = any(isinstance(one, list | tuple) for one in values)
    return ("; " if is_nested else ", ").join(_shown(one) for one in values)
