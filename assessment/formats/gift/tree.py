"""What a GIFT file says, as it says it: the parse before any meaning is given to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class GiftKind(StrEnum):
    """The kinds of questions that GIFT's notation tells apart."""

    DESCRIPTION = "Description"
    ESSAY = "Essay"
    TRUE_FALSE = "TF"
    CHOICE = "MC"
    SHORT = "Short"
    NUMBER = "Numerical"
    MATCHING = "Matching"


@dataclass(frozen=True, slots=True)
class GiftText:
    """A text and how it is marked up: ``moodle``, ``html``, ``markdown`` or ``plain``.

    ``lines`` is the text with its line ends, which Moodle shows where the format is its own.
    """

    format: str
    text: str
    lines: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class GiftNumber:
    """A number as written: alone, with a range (``5:2``), or from low to high (``3..7``)."""

    low: Decimal
    high: Decimal | None = None
    range: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GiftChoice:
    """One answer; ``weight`` is in per cent, ``number`` stands where a number is asked.

    An answer of a numerical question without a number is any other answer (``*``).
    """

    is_correct: bool
    weight: Decimal | None
    text: GiftText
    feedback: GiftText | None
    number: GiftNumber | None = None


@dataclass(frozen=True, slots=True)
class GiftPair:
    """A pair to match; without a left side it is a distractor."""

    left: GiftText
    right: str


@dataclass(frozen=True, slots=True)
class GiftQuestion:
    """One question. ``is_list`` says of numerical answers that they were written as a list.

    ``first_feedback`` and ``second_feedback`` are the two words after true or false, in the
    order of the file.
    """

    kind: GiftKind
    line: int
    stem: GiftText
    title: str | None = None
    id: str | None = None
    tags: tuple[str, ...] = ()
    is_embedded: bool = False
    choices: tuple[GiftChoice, ...] = ()
    pairs: tuple[GiftPair, ...] = ()
    is_list: bool = False
    is_true: bool = False
    first_feedback: GiftText | None = None
    second_feedback: GiftText | None = None
    general_feedback: GiftText | None = None


@dataclass(frozen=True, slots=True)
class GiftCategory:
    """The questions that follow lie in this category."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class GiftError:
    """A block that is not GIFT: a code of :mod:`assessment.wording` and the line in the file."""

    code: str
    line: int
    text: str = ""


GiftEntry = GiftQuestion | GiftCategory | GiftError
