"""Interactions answered in writing: words, digits, numbers, quantities, formulas."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from assessment.items.base import MAX_ENTRIES, Html, Identifier, Line, Model, Number, Share
from assessment.items.text import TextRule, TextVariant


class ShortAnswer(Model):
    """A word or a phrase. Answer: a string, kept as typed."""

    public = ("type", "length")

    type: Literal["short_answer"] = "short_answer"
    variants: tuple[TextVariant, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    rule: TextRule = TextRule()
    length: int | None = Field(default=None, ge=1, le=2_000)


class DigitSequence(Model):
    """Digits (or letters) written one after another. Answer: a string, ``"314"``.

    ``order``: ``exact``; ``any`` (a set, the examination's «в любом порядке»); ``subsequence``:
    the longest run of the key's signs that keeps their order. Spaces and commas between the signs
    are not signs. ``keys`` are equal in rights.
    """

    public = ("type", "length")

    type: Literal["digit_sequence"] = "digit_sequence"
    keys: tuple[Annotated[str, StringConstraints(pattern=r"^\w{1,50}$")], ...] = Field(
        min_length=1, max_length=50
    )
    order: Literal["exact", "any", "subsequence"] = "exact"
    scoring: Literal["all_or_nothing", "per_position", "minus_one_per_error"] = "all_or_nothing"
    length: int | None = Field(default=None, ge=1, le=50)


class Tolerance(Model):
    """How near a number must be.

    ``absolute``: within ``value`` of the key; ``relative``: within ``value`` times the key;
    ``significant_figures`` and ``decimal_places``: equal when both are rounded (half up) to
    ``value`` digits, and, with ``strict``, written with exactly so many. ``written`` asks for
    another number of digits on paper than is compared (three figures written, two of them right),
    ``or_more`` for at least so many; then a ``value`` of nought significant figures compares
    nothing and only the digits count.
    """

    kind: Literal["absolute", "relative", "significant_figures", "decimal_places"] = "absolute"
    value: Number = Field(default=Decimal(0), ge=0)
    strict: bool = False
    written: int | None = Field(default=None, ge=0, le=50)
    or_more: bool = False

    @property
    def digits_asked(self) -> int | None:
        """How many digits must be written, or nothing where that does not count."""
        if self.kind not in ("significant_figures", "decimal_places"):
            return None
        return int(self.value) if self.strict and self.written is None else self.written

    @model_validator(mode="after")
    def _check(self) -> Tolerance:
        if self.kind in ("significant_figures", "decimal_places"):
            counts = self.kind == "significant_figures" and self.written is None
            least = 1 if counts else 0
            if self.value != int(self.value) or not least <= self.value <= 50:
                raise ValueError(f"{self.kind} needs a whole number from {least} to 50")
        return self


class NumberVariant(Model):
    """A number that is accepted, how near, its share of the points, and what is said to it."""

    value: Number
    tolerance: Tolerance = Tolerance()
    share: Share = Decimal(1)
    feedback: Html = ""


class NumberAnswer(Model):
    """A number. Answer: a string as typed: «1,5», ``1.5``, ``-3·10^5``, ``2/3``, ``1 000 000``."""

    public = ("type", "unit_label")

    type: Literal["number"] = "number"
    variants: tuple[NumberVariant, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    accepts_fractions: bool = True
    # Printed behind the field, not asked for.
    unit_label: Line = ""


class Quantity(Model):
    """A number with a unit. Answer: ``"36 км/ч"`` or ``{"number": "36", "unit": "км/ч"}``.

    ``unit`` is any unit of the key's dimension unless ``unit_is_exact``. ``unit_penalty`` is the
    share that a wrong or missing unit takes; one means all.
    """

    public = ("type", "units_offered")

    type: Literal["quantity"] = "quantity"
    value: Number
    unit: Line
    tolerance: Tolerance = Tolerance()
    unit_is_exact: bool = False
    unit_penalty: Share = Decimal(1)
    units_offered: tuple[Line, ...] = ()


FormulaForm = Literal["any", "same", "factored", "expanded", "lowest_terms", "single_fraction"]


class FormulaVariant(Model):
    """A formula that is accepted, in the notation of :mod:`assessment.scoring.formula`."""

    formula: Line
    share: Share = Decimal(1)
    feedback: Html = ""


class Formula(Model):
    """A formula. Answer: a string in calculator notation or TeX.

    Equal in value for all values of ``variables`` inside ``domain``; ``form`` asks besides how it
    is written. What the engine cannot decide goes to the teacher.
    """

    public = ("type", "variables")

    type: Literal["formula"] = "formula"
    variants: tuple[FormulaVariant, ...] = Field(min_length=1, max_length=20)
    variables: tuple[Identifier, ...] = ()
    form: FormulaForm = "any"
    domain: Literal["real", "positive", "complex"] = "real"
