"""Content taken to pieces: every stretch of plain text that one can propose to change.

A piece is a whole plain field, or one run of text between two tags of a rich one, so that a
change never touches markup. Keys stay true while blocks move: ``"summary"``, ``"key_points.2"``,
``"<block uuid>.teacher_does"``, ``"<block uuid>.value#4"``. Formulas, tables and
files are no pieces.
"""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from learning_objects.authoring import Piece
from learning_objects.content import LINES, PAIRS
from learning_objects.models import LearningObject
from learning_objects.places import blocks_with_places, stages_with_places

_TAG = re.compile(r"(<[^>]*>)")
_FIELDS = ("title", "summary", "outcome", "equipment", "safety")
_RICH = ("support", "extension", "homework")
_PAIR_KEYS = {
    "misconceptions": ("misconception", "response"),
    "keywords": ("term", "definition"),
}
_BLOCK_TEXTS = {"quote": ("text", "source"), "image": ("alt", "caption"), "attachment": ("title",)}
_STAGE_TEXTS = ("title", "teacher_does", "pupils_do")


class PlaceChanged(Exception):
    """The place no longer says what the suggestion wants to change."""


class _Slot(NamedTuple):
    key: str
    place: str
    holder: Any
    name: Any
    rich: bool = False


def pieces_of(content: dict[str, Any]) -> list[Piece]:
    """Return all pieces of plain content in reading order, those without a word left out."""
    return [
        Piece(key, slot.place, text)
        for slot in _slots(content)
        for key, text in _texts(slot)
        if text
    ]


def replace_piece(content: dict[str, Any], *, key: str, old: str, new: str) -> dict[str, Any]:
    """Return a copy of ``content`` with ``new`` for ``old``; raises :class:`PlaceChanged`."""
    changed = copy.deepcopy(content)
    for slot in _slots(changed):
        for found, text in _texts(slot):
            if found == key and text == old:
                _write(slot, found, new)
                return changed
    raise PlaceChanged(key)


def _texts(slot: _Slot) -> Iterator[tuple[str, str]]:
    value = slot.holder[slot.name] or ""
    if not slot.rich:
        yield slot.key, value.strip()
        return
    for number, part in enumerate(_TAG.split(value)[::2]):
        yield f"{slot.key}#{number}", html.unescape(part).strip()


def _write(slot: _Slot, key: str, new: str) -> None:
    if not slot.rich:
        slot.holder[slot.name] = new
        return
    parts = _TAG.split(slot.holder[slot.name])
    place = int(key.rpartition("#")[2]) * 2
    part = parts[place]
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    parts[place] = f"{before}{html.escape(new, quote=False)}{after}"
    slot.holder[slot.name] = "".join(parts)


def _slots(content: dict[str, Any]) -> Iterator[_Slot]:
    for name in (*_FIELDS, *_RICH):
        yield _Slot(name, _label(name), content, name, name in _RICH)
    for name in LINES:
        for number in range(len(content[name])):
            yield _Slot(f"{name}.{number + 1}", _label(name, number), content[name], number)
    for name in PAIRS:
        yield from _pair_slots(content[name], name)
    for stage, place in stages_with_places(content["body"]):
        yield from _stage_slots(stage, place)
    for block, place in blocks_with_places(content["body"]):
        yield from _block_slots(block, place)


def _pair_slots(pairs: list[dict[str, str]], name: str) -> Iterator[_Slot]:
    for number, pair in enumerate(pairs):
        for part in _PAIR_KEYS[name]:
            if part in pair:
                yield _Slot(f"{name}.{number + 1}.{part}", _label(name, number), pair, part)


def _stage_slots(stage: dict[str, Any], place: str) -> Iterator[_Slot]:
    value = stage["value"]
    for name in (*_STAGE_TEXTS, "teacher_screen"):
        if value.get(name):
            yield _Slot(f"{stage['id']}.{name}", place, value, name, name == "teacher_screen")


def _block_slots(block: dict[str, Any], place: str) -> Iterator[_Slot]:
    if block["type"] == "text":
        yield _Slot(f"{block['id']}.value", place, block, "value", rich=True)
        return
    for name in _BLOCK_TEXTS.get(block["type"], ()):
        if block["value"].get(name):
            yield _Slot(f"{block['id']}.{name}", place, block["value"], name)


def _label(name: str, number: int | None = None) -> str:
    label = str(LearningObject._meta.get_field(name).verbose_name)
    words = f"{label[:1].upper()}{label[1:]}"
    return words if number is None else f"{words}, {number + 1}"
