"""Templates of items: variables, constraints, derived values, and an item with places for them.

The same seed gives the same item on every machine: values are drawn by a generator of our own
(SHA-256 of seed and name, so that neither Python's version nor the order of variables decides)
and reckoned exactly. The seed and all values are recorded in the item (:class:`Realisation`).
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import Field, JsonValue, model_validator

from assessment.items.base import Identifier, Line, Model, Number, require_unique
from assessment.items.expressions import ExpressionRefused, as_decimal, evaluate
from assessment.items.item import AssessmentItem, Realisation

MOST_DRAWS = 1_000
MOST_STEPS = 100_000
DEEPEST = 40

# ``{{=expression}}``, in texts the Russian way; ``{{=expression|key}}`` with a point anywhere.
_PLACE = re.compile(r"\{\{=(.{1,500}?)\}\}", re.DOTALL)
# Fields that hold numbers of a key, or formulas: a decimal point, and no spaces.
_OF_KEYS = frozenset(
    {
        "value", "formula", "keys", "coords", "start", "end", "points", "minimum", "maximum",
        "step", "marks", "tolerance", "x_range", "y_range", "key", "weight", "share", "penalty",
        "length",
    }
)  # fmt: skip


class TemplateRefused(ValueError):
    """A template from which no item can be made; the message says why and where."""


class Variable(Model):
    """What is drawn: one of ``choices``, or a number from ``start`` to ``end`` by ``step``."""

    name: Identifier
    choices: tuple[Number, ...] = Field(default=(), max_length=500)
    start: Number | None = None
    end: Number | None = None
    step: Number = Field(default=Decimal(1), gt=0)

    @model_validator(mode="after")
    def _check(self) -> Variable:
        if not re.fullmatch(r"[^\W\d]\w*", self.name):
            raise ValueError(f"{self.name!r} is not the name of a variable")
        if bool(self.choices) == (self.start is not None and self.end is not None):
            raise ValueError(f"{self.name!r} needs choices, or a start and an end")
        if not 1 <= self.count <= MOST_STEPS:
            raise ValueError(f"{self.name!r} has no value, or more than {MOST_STEPS}")
        return self

    @property
    def count(self) -> int:
        """How many values there are."""
        if self.start is None or self.end is None:
            return len(self.choices)
        return int((Fraction(self.end) - Fraction(self.start)) // Fraction(self.step)) + 1

    def pick(self, number: int) -> Fraction:
        """Return the value of this number, from nought."""
        if self.choices:
            return Fraction(self.choices[number])
        return Fraction(self.start or 0) + number * Fraction(self.step)


class Derived(Model):
    """A value reckoned from those before it."""

    name: Identifier
    expression: Line


class ItemTemplate(Model):
    """An item with variables. ``item`` is its JSON, with ``{{=expression}}`` in strings.

    A string that is one place and nothing else, in a field that holds a number, becomes that
    number. Numbers in texts are written the Russian way (decimal comma, thousands apart, minus);
    in keys with a point: there by the field they stand in, elsewhere by ``{{=expression|key}}``.
    """

    variables: tuple[Variable, ...] = Field(max_length=50)
    constraints: tuple[Line, ...] = Field(default=(), max_length=50)
    derived: tuple[Derived, ...] = Field(default=(), max_length=100)
    item: dict[str, JsonValue]

    @model_validator(mode="after")
    def _check(self) -> ItemTemplate:
        names = (*(one.name for one in self.variables), *(one.name for one in self.derived))
        require_unique(names, "variable")
        return self


def realise(template: ItemTemplate, seed: int) -> AssessmentItem:
    """Return the item of a seed. Raises :class:`TemplateRefused`.

    Constraints are tried with up to a thousand draws, one after another from the seed.
    """
    try:
        values = _draw_values(template, seed)
        made = _fill(template.item, values, is_key=False, depth=0)
    except ExpressionRefused as fault:
        raise TemplateRefused(str(fault)) from fault
    if not isinstance(made, dict):
        raise TemplateRefused("the item is not an object")
    shown = {name: show_exactly(value) for name, value in values.items()}
    made["realisation"] = Realisation(seed=seed, values=shown).model_dump()
    try:
        return AssessmentItem.model_validate(made)
    except ValueError as fault:
        raise TemplateRefused(f"seed {seed} makes no item: {fault}") from fault


def _draw_values(template: ItemTemplate, seed: int) -> dict[str, Fraction]:
    failed = ""
    for attempt in range(MOST_DRAWS):
        values = {
            one.name: one.pick(_draw(seed, attempt, one.name, one.count))
            for one in template.variables
        }
        for derived in template.derived:
            values[derived.name] = evaluate(derived.expression, values)
        broken = next((one for one in template.constraints if not evaluate(one, values)), None)
        if broken is None:
            return values
        failed = broken
    raise TemplateRefused(
        f"{MOST_DRAWS} draws did not satisfy the constraints; the last: {failed!r}"
    )


def _draw(seed: int, attempt: int, name: str, count: int) -> int:
    """Return a number below ``count``; of 256 bits, so that the remainder favours nobody."""
    told = f"{seed}\x1f{attempt}\x1f{name}".encode()
    return int.from_bytes(hashlib.sha256(told).digest(), "big") % count


def _fill(value: JsonValue, values: dict[str, Fraction], *, is_key: bool, depth: int) -> Any:
    if depth > DEEPEST:
        raise TemplateRefused("the item lies too deep")
    if isinstance(value, str):
        return _fill_text(value, values, is_key)
    if isinstance(value, list):
        return [_fill(one, values, is_key=is_key, depth=depth + 1) for one in value]
    if isinstance(value, dict):
        return {
            name: _fill(one, values, is_key=is_key or name in _OF_KEYS, depth=depth + 1)
            for name, one in value.items()
        }
    return value


def _fill_text(text: str, values: dict[str, Fraction], is_key: bool) -> str:
    def write(found: re.Match[str]) -> str:
        expression, bar, style = found[1].rpartition("|")
        if bar and style.strip() != "key":
            raise TemplateRefused(f"{style.strip()!r} is no way of writing a number")
        number = evaluate(expression if bar else found[1], values)
        return show_exactly(number) if is_key or bar else show_in_text(number)

    return _PLACE.sub(write, text)


def show_exactly(value: Fraction) -> str:
    """Return a number as keys have it: ``-1234.5``, or a fraction ``1/3`` where it must be."""
    decimal = as_decimal(value)
    return f"{value.numerator}/{value.denominator}" if decimal is None else f"{decimal:f}"


def show_in_text(value: Fraction) -> str:
    """Return a number as Russians print it: ``−12 345,5``; four digits stand together.

    Мильчин, Чельцова, «Справочник издателя и автора», 6.1.3: thousands are set apart from five
    digits on.
    """
    decimal = as_decimal(value)
    if decimal is None:
        return f"{value.numerator}/{value.denominator}".replace("-", "−")
    whole, _, places = f"{abs(decimal):f}".partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "\u00a0")
    return ("−" if decimal < 0 else "") + whole + (f",{places}" if places else "")
