"""Typed parameters of operators: how a value is checked, and how a person writes it in a form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise
MOST_WORDS = 2_000
LONGEST_WORD = 200
_RANGE = re.compile(r"^(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?\s*:\s*(\d+(?:[.,]\d+)?)$")


class WrongParameter(ValueError):
    """A parameter's value is not of its type; the message says what is wanted."""


@dataclass(frozen=True)
class Param:
    """One parameter of an operator; ``default`` is used where a rule does not name it."""

    code: str
    label: Words
    default: Any
    hint: Words = ""

    def clean(self, value: Any) -> Any:
        """Return the value as it is stored, or raise :class:`WrongParameter`."""
        raise NotImplementedError

    def form_field(self) -> forms.Field:
        """Return the field in which people write it."""
        raise NotImplementedError

    def to_form(self, value: Any) -> Any:
        """Return the stored value as the form field shows it."""
        return value

    def from_form(self, value: Any) -> Any:
        """Return what was typed, checked."""
        return self.clean(value)

    def _common(self) -> dict[str, Any]:
        return {"label": self.label, "help_text": self.hint, "required": False}


@dataclass(frozen=True)
class Number(Param):
    """A whole number between ``least`` and ``most``."""

    least: int = 0
    most: int = 1_000

    def clean(self, value: Any) -> int:
        """Refuse what is no whole number, or outside its bounds."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise WrongParameter(_("a whole number is wanted"))
        if not self.least <= value <= self.most:
            words = _("a number from %(least)d to %(most)d is wanted")
            raise WrongParameter(words % {"least": self.least, "most": self.most})
        return value

    def form_field(self) -> forms.Field:
        """Return a field for numbers."""
        return forms.IntegerField(
            **{**self._common(), "required": True}, min_value=self.least, max_value=self.most
        )


@dataclass(frozen=True)
class Flag(Param):
    """Yes or no."""

    def clean(self, value: Any) -> bool:
        """Refuse what is neither."""
        if not isinstance(value, bool):
            raise WrongParameter(_("true or false is wanted"))
        return value

    def form_field(self) -> forms.Field:
        """Return a box to tick."""
        return forms.BooleanField(**self._common())


@dataclass(frozen=True)
class Choice(Param):
    """One of ``options``, pairs of code and words."""

    options: tuple[tuple[str, Words], ...] = ()

    def clean(self, value: Any) -> str:
        """Refuse unknown codes, and name the known ones."""
        codes = [code for code, _label in self.options]
        if value not in codes:
            raise WrongParameter(
                _("one of these is wanted: %(codes)s") % {"codes": ", ".join(codes)}
            )
        return str(value)

    def form_field(self) -> forms.Field:
        """Return a list to choose from."""
        return forms.ChoiceField(**{**self._common(), "required": True}, choices=self.options)


@dataclass(frozen=True)
class Choices(Param):
    """Several of ``options``."""

    options: tuple[tuple[str, Words], ...] = ()

    def clean(self, value: Any) -> list[str]:
        """Refuse unknown codes, and name the known ones."""
        codes = [code for code, _label in self.options]
        if not isinstance(value, list) or not all(item in codes for item in value):
            words = _("a list out of these is wanted: %(codes)s")
            raise WrongParameter(words % {"codes": ", ".join(codes)})
        return [code for code in codes if code in value]

    def form_field(self) -> forms.Field:
        """Return boxes to tick."""
        return forms.MultipleChoiceField(
            **self._common(), choices=self.options, widget=forms.CheckboxSelectMultiple
        )


@dataclass(frozen=True)
class WordList(Param):
    """Words or expressions, one a line in the form."""

    def clean(self, value: Any) -> list[str]:
        """Refuse what is no list of short texts; drop repetitions."""
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise WrongParameter(_("a list of texts is wanted"))
        items = [" ".join(item.split()) for item in value]
        if len(items) > MOST_WORDS or any(len(item) > LONGEST_WORD for item in items):
            words = _("at most %(most)d items of %(length)d characters are wanted")
            raise WrongParameter(words % {"most": MOST_WORDS, "length": LONGEST_WORD})
        return list(dict.fromkeys(item for item in items if item))

    def form_field(self) -> forms.Field:
        """Return several lines."""
        widget = forms.Textarea(attrs={"rows": 6})
        return forms.CharField(**self._common(), widget=widget, max_length=100_000)

    def to_form(self, value: Any) -> str:
        """Return one item a line."""
        return "\n".join(value)

    def from_form(self, value: Any) -> list[str]:
        """Return the lines."""
        return self.clean(str(value or "").splitlines())


@dataclass(frozen=True)
class GradeLimits(Param):
    """A number for each range of grades: ``{"1-4": 5, "5": 6.5}``; a grade may be left out."""

    def clean(self, value: Any) -> dict[str, float]:
        """Refuse wrong ranges, overlaps and what is no number."""
        if not isinstance(value, dict):
            raise WrongParameter(_("ranges of grades are wanted, such as «5-6: 9»"))
        found: dict[str, float] = {}
        seen: set[int] = set()
        for key, limit in value.items():
            grades = self.grades_of(f"{key}: {limit}")
            if seen & grades:
                raise WrongParameter(_("a grade stands twice: %(range)s") % {"range": key})
            seen |= grades
            found[str(key)] = float(limit)
        return found

    @staticmethod
    def grades_of(line: str) -> set[int]:
        """Return the grades that a line such as ``5-6: 9`` speaks of."""
        match = _RANGE.match(line.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= 11:
            wrong = {"line": line}
            raise WrongParameter(_("«%(line)s» is no range of grades such as «5-6: 9»") % wrong)
        return set(range(first, last + 1))

    def form_field(self) -> forms.Field:
        """Return several lines."""
        widget = forms.Textarea(attrs={"rows": 6})
        return forms.CharField(**self._common(), widget=widget, max_length=1_000)

    def to_form(self, value: Any) -> str:
        """Return one range a line."""
        return "\n".join(f"{key}: {limit:g}" for key, limit in value.items())

    def from_form(self, value: Any) -> dict[str, float]:
        """Return the ranges that stand in the lines."""
        found: dict[str, float] = {}
        for line in filter(None, map(str.strip, str(value or "").splitlines())):
            self.grades_of(line)
            key, _separator, limit = line.partition(":")
            if key.strip() in found:
                raise WrongParameter(_("a grade stands twice: %(range)s") % {"range": key.strip()})
            found[key.strip()] = float(limit.replace(",", "."))
        return self.clean(found)


def limit_for(limits: dict[str, float], grades: frozenset[int]) -> float | None:
    """Return the limit for the lowest of ``grades``: the youngest who have to read it."""
    for grade in sorted(grades):
        for key, limit in limits.items():
            if grade in GradeLimits.grades_of(f"{key}: {limit}"):
                return limit
    return None
