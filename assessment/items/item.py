"""The assessment item: shared stimulus, one or several parts, points for each."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from assessment.items.base import Html, Identifier, Line, Model, Points, Share, require_unique
from assessment.items.choosing import Hotspot, HotText, MultipleChoice, SingleChoice, TrueFalse
from assessment.items.gaps import DragWords, DropdownGaps, TableInput, TextGaps
from assessment.items.manual import AudioRecording, Drawing, Essay, FileUpload, QtiItem
from assessment.items.plane import GraphPlot, NumberLine
from assessment.items.relating import DragOnImage, Grouping, Matching, Ordering, TableMatching
from assessment.items.written import DigitSequence, Formula, NumberAnswer, Quantity, ShortAnswer

SCHEMA_NUMBER = 1

Interaction = Annotated[
    SingleChoice
    | TrueFalse
    | MultipleChoice
    | ShortAnswer
    | DigitSequence
    | NumberAnswer
    | Quantity
    | Formula
    | TextGaps
    | DropdownGaps
    | DragWords
    | Matching
    | TableMatching
    | Ordering
    | Grouping
    | Hotspot
    | DragOnImage
    | HotText
    | NumberLine
    | TableInput
    | GraphPlot
    | Essay
    | FileUpload
    | AudioRecording
    | Drawing
    | QtiItem,
    Field(discriminator="type"),
]


class Hint(Model):
    """A hint and the share of the part's points that taking it costs."""

    html: Html
    penalty: Share = Field(default=Decimal(0), ge=0)


class Feedback(Model):
    """Words after an answer; ``general`` is said in any case."""

    right: Html = ""
    partly: Html = ""
    wrong: Html = ""
    general: Html = ""


class Tries(Model):
    """How often a part may be answered, and the share that each wrong answer before costs.

    An answer that is empty or cannot be read spends no try.
    """

    public = ("limit",)

    limit: int | None = Field(default=1, ge=1)
    penalty: Share = Field(default=Decimal(0), ge=0)


class ItemPart(Model):
    """One question with its interaction."""

    public = ("id", "prompt", "points", "interaction")

    id: Identifier
    prompt: Html = ""
    points: Points = Decimal(1)
    interaction: Interaction
    hints: tuple[Hint, ...] = Field(default=(), max_length=20)
    feedback: Feedback = Feedback()


class Realisation(Model):
    """Where a parametrised item came from: the seed and the value of each variable."""

    seed: int
    values: dict[Identifier, Line]


class AssessmentItem(Model):
    """An item as it is delivered and scored.

    Texts are HTML that was cleaned when it came in; ``language`` is BCP 47. ``notes`` are the
    author's own: how the key was checked. An item without parts is a text between items.
    """

    public = ("schema_number", "title", "language", "stimulus", "parts", "tries")

    schema_number: Literal[1] = 1
    title: Line = ""
    language: Line = "ru"
    stimulus: Html = ""
    parts: tuple[ItemPart, ...] = Field(default=(), max_length=100)
    tries: Tries = Tries()
    solution: Html = ""
    notes: Html = ""
    tags: tuple[Line, ...] = Field(default=(), max_length=100)
    realisation: Realisation | None = None

    @model_validator(mode="after")
    def _check(self) -> AssessmentItem:
        require_unique(tuple(part.id for part in self.parts), "part")
        return self

    @property
    def points(self) -> Decimal:
        """The most this item brings."""
        return sum((part.points for part in self.parts), Decimal(0))
