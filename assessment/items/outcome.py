"""What is answered, and what scoring says to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

# As JSON has it: a string, a number, a boolean, a list, an object or nothing.
RawAnswer = Any


class Verdict(StrEnum):
    """What became of the answer to a part."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    EMPTY = "empty"  # nothing was answered: no points, no try spent
    # Cannot be read («1,234.5»): no try spent, the reason is shown, no points but for those gaps
    # of a text or cells of a table that can.
    INVALID = "invalid"
    MANUAL = "manual"  # a person marks it


@dataclass(frozen=True, slots=True)
class ItemResponse:
    """The raw answers by part, as typed, and what led to them.

    ``hints``: hints taken; ``tries``: wrong answers given before this one; ``marks``: what a
    person gave by criterion of the rubric (points), or under ``""`` for the whole part. ``seed``
    is the attempt's own: what chance decides in an item, it decides by it.
    """

    answers: Mapping[str, RawAnswer]
    hints: Mapping[str, int] = field(default_factory=dict)
    tries: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points were given or not: a code of :mod:`assessment.wording` and what it speaks of."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PartScore:
    """Points of a part; ``None`` while a person has yet to mark it."""

    part: str
    verdict: Verdict
    points: Decimal | None
    max_points: Decimal
    reasons: tuple[Reason, ...] = ()
    feedback: tuple[str, ...] = ()

    @property
    def spends_try(self) -> bool:
        """Whether the answer counts as one of the tries."""
        return self.verdict not in (Verdict.EMPTY, Verdict.INVALID)


@dataclass(frozen=True, slots=True)
class ItemScore:
    """Points of an item so far; final when nothing waits for a person."""

    points: Decimal
    max_points: Decimal
    parts: tuple[PartScore, ...]

    @property
    def is_final(self) -> bool:
        """Whether every part has its points."""
        return all(part.points is not None for part in self.parts)
