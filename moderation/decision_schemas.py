"""Schemas of the REST routes about decisions: rubric, marks, letter, refusals."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from moderation.forms import LETTER_LIMIT
from moderation.models import Rubric
from moderation.rubric_form import words_of


class MarksIn(Schema):
    """Answers to the rubric: criterion code → ``yes``, ``no`` or ``na``."""

    marks: dict[str, Literal["yes", "no", "na"]] = Field(default_factory=dict)

    def known(self, rubric: Rubric) -> dict[str, str]:
        """Return the answers to criteria that the rubric has."""
        return {code: mark for code, mark in self.marks.items() if code in rubric.codes}


class DecisionIn(MarksIn):
    """Answers to the rubric, a letter to the author, and the ``round`` that was read.

    Without the round, or with another one than the submission's, nothing is decided (409).
    """

    letter: str = Field("", max_length=LETTER_LIMIT)
    round: int = 0

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of a decision."""
        return {"letter": self.letter, "seen_round": self.round, "marks": self.marks}


class CriterionOut(Schema):
    """A criterion: its code, what has to hold, how to look."""

    code: str
    text: str
    hint: str

    @staticmethod
    def resolve_text(criterion: dict[str, Any]) -> str:
        """Return what has to hold."""
        return words_of(criterion)

    @staticmethod
    def resolve_hint(criterion: dict[str, Any]) -> str:
        """Return how to look."""
        return words_of(criterion, "hint")


class RubricOut(Schema):
    """The rubric that the next vote answers."""

    uuid: UUID
    kind: str
    stage: str
    number: int
    criteria: list[CriterionOut]


class PlaceOut(Schema):
    """A place in what was sent, ``marks`` or ``marks.<code>``, and what is wrong there."""

    place: str
    message: str


class RubricRefusal(Schema):
    """What the rubric refuses."""

    detail: str
    places: list[PlaceOut]


class LetterOut(Schema):
    """The draft of a letter."""

    letter: str
