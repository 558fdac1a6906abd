"""Checked access to the values of an outline file: as for a programme, and stricter."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from framework.frp.values import Value
from framework.outline.data import NAME_LIMIT

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class OutlineValue(Value):
    """A decoded JSON value whose object knows all of its keys: an unknown one is refused."""

    def known(self, required: Collection[str], optional: Collection[str] = ()) -> Self:
        """Return the value itself, an object with all ``required`` keys and no unknown one."""
        for name in required:
            self.member(name)
        for name in self.raw:
            if name not in required and name not in optional:
                raise self.refuse(
                    format_lazy(_("the key “{name}” is unknown."), name=_shown(name)),
                    format_lazy(
                        _("Delete it, or correct it to one of: {names}."),
                        names=", ".join([*required, *optional]),
                    ),
                )
        return self

    def member(self, name: str) -> Self:
        """Return the member ``name`` of an object."""
        if not isinstance(self.raw, dict):
            raise self.refuse(
                _("an object in braces is expected here."),
                _("Compare the place with an outline that imports."),
            )
        if name not in self.raw:
            raise self.refuse(
                format_lazy(_("the key “{name}” is missing."), name=name), _("Add the key.")
            )
        return type(self)(self.raw[name], self.file, f"{self.place}.{name}")

    def maybe(self, name: str) -> Self | None:
        """Return the member ``name`` of an object, or ``None`` where it is not given."""
        return self.member(name) if name in self.raw else None

    def line(self, name: str, limit: int) -> str:
        """Return the text of the member ``name``, empty where it is not given."""
        value = self.maybe(name)
        return "" if value is None else value.text(limit)

    def number(self, name: str, high: int) -> int | None:
        """Return the whole number 1 … ``high`` of the member ``name``, ``None`` if not given."""
        value = self.maybe(name)
        return None if value is None else value.whole(1, high)

    def name(self, limit: int = NAME_LIMIT) -> str:
        """Return a part of a key: small Latin letters and digits in groups with hyphens."""
        name = self.text(limit, required=True)
        if name != self.raw or not _NAME.fullmatch(name):
            raise self.refuse(
                format_lazy(_("“{name}” cannot be a part of a key."), name=_shown(name)),
                _("Write it in small Latin letters, digits and single hyphens: drobi-i-procenty."),
            )
        return name

    def one_of(self, values: Collection[str]) -> str:
        """Return a text that is one of ``values``."""
        text = self.text(NAME_LIMIT)
        if text not in values:
            raise self.refuse(
                format_lazy(_("the value “{value}” is unknown."), value=_shown(text)),
                format_lazy(_("Use one of: {values}."), values=", ".join(values)),
            )
        return text

    def share(self) -> float:
        """Return a number from 0 to 1."""
        if type(self.raw) not in (int, float) or not 0 <= self.raw <= 1:
            raise self.refuse(
                _("a number from 0 to 1 is expected here."),
                _("Write it with a point and without quotes: 0.8."),
            )
        return float(self.raw)


def _shown(name: str) -> str:
    """Return a text of the file in a form that any terminal shows, at most 60 characters."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:60])
