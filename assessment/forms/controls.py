"""What plain forms are made of: controls, and blocks that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from assessment.forms.sketch import Sketch
from assessment.rich import render_html

RADIO = "radio"
CHECK = "checkbox"
SELECT = "select"
TEXT = "text"
NUMBER = "number"
AREA = "textarea"
FILE = "file"

_PLACE = re.compile(r"\{\{([\w.\-]+)\}\}")
# What stands at a place without a space: a comma, a bracket, the rest of a word. No tags.
_GLUED = r"(?:[^\s<>&]|&#?\w+;)+"
_BEFORE, _AFTER = re.compile(_GLUED + r"\Z"), re.compile(_GLUED)
_LONGEST_GLUED = 16


class AnswerUnclear(ValueError):
    """What was sent cannot be one answer; the words say what to change."""


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list; ``html`` is safe."""

    value: str
    html: SafeString
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """One field. ``label`` is safe HTML; in a text it is read aloud and not seen.

    ``before`` and ``after`` are what a text has right at its place: a line is not broken there.
    """

    kind: str
    name: str
    label: SafeString | str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    is_chosen: bool = False
    size: int | None = None
    many: bool = False
    before: SafeString | str = ""
    after: SafeString | str = ""

    @property
    def is_control(self) -> bool:
        """Tells a control from a piece of text."""
        return True


Piece = SafeString | Control


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a form: ``kind`` says how it is shown.

    ``list``: controls under each other; ``text``: pieces of one text; ``table``: ``head`` and
    ``rows`` of cells, each of pieces; ``points``: rows of controls side by side, under a
    ``sketch`` of what they say; ``image``: a picture of ``src`` with ``alternative``.
    """

    kind: str
    controls: tuple[Control, ...] = ()
    pieces: tuple[Piece, ...] = ()
    head: tuple[SafeString, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    legend: str = ""
    help: str = ""
    src: str = ""
    alternative: str = ""
    size: tuple[int | str, int | str] = (0, 0)
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent for one part; ``None`` before anything was."""

    part: str
    data: QueryDict | None = None
    files: Mapping[str, Any] = field(default_factory=dict)

    def name(self, slot: str) -> str:
        """Return the name of the field of a slot."""
        return f"{self.part}:{slot}"

    def one(self, slot: str) -> str:
        """Return one value as typed, empty when nothing was."""
        return self.data.get(self.name(slot), "") if self.data is not None else ""

    def many(self, slot: str) -> list[str]:
        """Return all values of a slot in order."""
        return self.data.getlist(self.name(slot)) if self.data is not None else []

    def text(self, slot: str, label: str | SafeString = "", size: int | None = None) -> Control:
        """Return a line to write in."""
        return Control(TEXT, self.name(slot), label, self.one(slot), size=size)

    def number(self, slot: str, label: str | SafeString = "") -> Control:
        """Return a short line for a number, as typed: browsers refuse decimal commas elsewhere."""
        return Control(NUMBER, self.name(slot), label, self.one(slot), size=8)

    def select(
        self, slot: str, choices: Iterable[tuple[str, str]], label: str | SafeString = ""
    ) -> Control:
        """Return a list to choose one from; ``choices`` are (value, plain text)."""
        chosen = self.one(slot)
        options = tuple(Option(value, escape(text), value == chosen) for value, text in choices)
        return Control(SELECT, self.name(slot), label, chosen, options)

    def check(self, slot: str, value: str, label: SafeString | str) -> Control:
        """Return one box of a slot that may have several."""
        return Control(
            CHECK, self.name(slot), label, value, is_chosen=value in self.many(slot), many=True
        )

    def radio(self, slot: str, value: str, label: SafeString | str) -> Control:
        """Return one of several of which one is taken."""
        return Control(RADIO, self.name(slot), label, value, is_chosen=value == self.one(slot))


def pieces_of(text: str, controls: Mapping[str, Control]) -> tuple[Piece, ...]:
    """Return HTML cut at its places ``{{id}}``, each place a control.

    The text is cleaned as a whole before it is cut, so an element may go over a place.
    """
    pieces: list[Piece] = []
    for position, part in enumerate(_PLACE.split(render_html(text))):
        if position % 2 == 0:
            pieces.append(_after_control(pieces, _safe(part)))
        elif part in controls:
            text_before = str(pieces[-1])
            before = _glued(_BEFORE.search(text_before))
            pieces[-1] = _safe(text_before.removesuffix(before))
            pieces.append(replace(controls[part], before=before))
        else:
            pieces.append(_safe(escape("{{" + part + "}}")))
    return tuple(pieces)


def _after_control(pieces: list[Piece], text: SafeString) -> SafeString:
    """Give the control that ``pieces`` end with what ``text`` glues to it; return the rest."""
    if not pieces or not isinstance(pieces[-1], Control):
        return text
    after = _glued(_AFTER.match(text))
    pieces[-1] = replace(pieces[-1], after=after)
    return _safe(text.removeprefix(after))


def _glued(found: re.Match[str] | None) -> SafeString:
    """Return what was found, unless it is so long that a narrow page could not hold it."""
    return _safe(found[0] if found and len(found[0]) <= _LONGEST_GLUED else "")


def _safe(part: str) -> SafeString:
    return mark_safe(part)  # noqa: S308  # nosec B308  # cut of what was cleaned as a whole


def ids_in(given: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return what was sent of what may be, in order."""
    allowed = set(known)
    return [value for value in given if value in allowed]
