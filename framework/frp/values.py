"""Checked access to the values of decoded JSON: every refusal names file, place and remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.data import HOURS_LIMIT
from framework.frp.errors import FrameworkFileError


@dataclass(frozen=True, slots=True)
class Value:
    """A decoded JSON value together with its file and its JSON path."""

    raw: Any
    file: str
    place: str = "$"

    def refuse(self, problem: str | Promise, remedy: str | Promise) -> FrameworkFileError:
        """Return the error for this place."""
        return FrameworkFileError(self.file, self.place, problem, remedy)

    def member(self, name: str) -> Self:
        """Return the member ``name`` of an object."""
        if not isinstance(self.raw, dict):
            raise self.refuse(
                _("an object in braces is expected here."),
                _("Compare the place with a programme that imports."),
            )
        if name not in self.raw:
            raise self.refuse(
                format_lazy(_("the key “{name}” is missing."), name=name),
                _('Add the key; an unknown text is "" and unknown hours are 0.'),
            )
        return type(self)(self.raw[name], self.file, f"{self.place}.{name}")

    def items(self) -> Iterator[Self]:
        """Yield the items of a list."""
        if not isinstance(self.raw, list):
            raise self.refuse(
                _("a list in square brackets is expected here."),
                _("Put the items into square brackets, even a single one."),
            )
        for number, raw in enumerate(self.raw):
            yield type(self)(raw, self.file, f"{self.place}[{number}]")

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        if type(self.raw) is not int or not low <= self.raw <= high:
            raise self.refuse(
                format_lazy(
                    _("a whole number from {low} to {high} is expected here."), low=low, high=high
                ),
                _("Write the number in digits, without quotes and without a fraction."),
            )
        return self.raw

    def hours(self) -> int | None:
        """Return academic hours; 0 stands for "none given" and becomes ``None``."""
        return self.whole(0, HOURS_LIMIT) or None

    def text(self, limit: int, *, required: bool = False) -> str:
        """Return a text of at most ``limit`` characters, spaces and line breaks made single."""
        if not isinstance(self.raw, str):
            raise self.refuse(
                _("a text in quotes is expected here."), _("Put the value into double quotes.")
            )
        text = " ".join(self.raw.split())
        if len(text) > limit:
            raise self.refuse(
                format_lazy(
                    _("the text has {length} characters, at most {limit} are possible."),
                    length=len(text),
                    limit=limit,
                ),
                _("Shorten it, or split it into several items."),
            )
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
            raise self.refuse(
                _("the text contains a control character."),
                _("Delete the invisible character; it usually comes from copying out of a PDF."),
            )
        if required and not text:
            raise self.refuse(_("the text is empty."), _("Write the name here."))
        return text
