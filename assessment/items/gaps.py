"""Interactions with gaps in a text or in the cells of a table."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from assessment.items.base import (
    MAX_ENTRIES,
    Choice,
    Html,
    Identifier,
    Line,
    Model,
    Points,
    require_known,
    require_unique,
)
from assessment.items.choosing import require_places
from assessment.items.text import TextRule, TextVariant
from assessment.items.written import NumberVariant

# Of gaps and pairs: every one counts by its weight; all or none; each error takes one point.
PairScoring = Literal["all_or_nothing", "per_pair", "net_correct", "minus_one_per_error"]


class TextGap(Model):
    """A gap to write in: words, or a number where ``numbers`` stand. ``weight`` is relative."""

    public = ("id", "length")

    id: Identifier
    variants: tuple[TextVariant, ...] = Field(default=(), max_length=MAX_ENTRIES)
    numbers: tuple[NumberVariant, ...] = Field(default=(), max_length=MAX_ENTRIES)
    weight: Points = Decimal(1)
    length: int | None = Field(default=None, ge=1, le=2_000)

    @model_validator(mode="after")
    def _check(self) -> TextGap:
        if bool(self.variants) == bool(self.numbers):
            raise ValueError(f"gap {self.id!r} needs words or numbers")
        return self


class TextGaps(Model):
    """A text with gaps to write in, HTML with ``{{id}}``. Answer: ``{"g1": "word"}``."""

    public = ("type", "text", "gaps")

    type: Literal["text_gaps"] = "text_gaps"
    text: Html
    gaps: tuple[TextGap, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    rule: TextRule = TextRule()
    scoring: PairScoring = "per_pair"

    @model_validator(mode="after")
    def _check(self) -> TextGaps:
        ids = tuple(gap.id for gap in self.gaps)
        require_unique(ids, "gap")
        require_places(self.text, ids)
        return self


class DropdownGap(Model):
    """A gap to choose for. ``weight`` is relative."""

    public = ("id", "choices", "shuffle")

    id: Identifier
    choices: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key: Identifier
    weight: Points = Decimal(1)
    shuffle: bool = False

    @model_validator(mode="after")
    def _check(self) -> DropdownGap:
        ids = tuple(choice.id for choice in self.choices)
        require_unique(ids, "choice")
        require_known((self.key,), ids, "key")
        return self


class DropdownGaps(Model):
    """A text with a list in each gap. Answer: ``{"g1": "a"}``."""

    public = ("type", "text", "gaps")

    type: Literal["dropdown_gaps"] = "dropdown_gaps"
    text: Html
    gaps: tuple[DropdownGap, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    scoring: PairScoring = "per_pair"

    @model_validator(mode="after")
    def _check(self) -> DropdownGaps:
        ids = tuple(gap.id for gap in self.gaps)
        require_unique(ids, "gap")
        require_places(self.text, ids)
        return self


class Draggable(Choice):
    """A word to drag; ``uses`` times at most, ``None`` is without limit.

    Words of one ``group`` go into gaps of that group only (Moodle's groups).
    """

    public = ("id", "html", "uses", "group")

    uses: int | None = Field(default=1, ge=1)
    group: Line = ""


class DragGap(Model):
    """A gap for a word; any of ``keys`` is right."""

    public = ("id", "group")

    id: Identifier
    keys: tuple[Identifier, ...] = Field(min_length=1)
    weight: Points = Decimal(1)
    group: Line = ""


class DragWords(Model):
    """A text into whose gaps words are dragged. Answer: ``{"g1": "word"}`` of ids."""

    public = ("type", "text", "gaps", "words", "shuffle")

    type: Literal["drag_words"] = "drag_words"
    text: Html
    gaps: tuple[DragGap, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    words: tuple[Draggable, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    scoring: PairScoring = "per_pair"
    shuffle: bool = True

    @model_validator(mode="after")
    def _check(self) -> DragWords:
        ids = tuple(gap.id for gap in self.gaps)
        words = tuple(word.id for word in self.words)
        require_unique(ids, "gap")
        require_unique(words, "word")
        require_places(self.text, ids)
        for gap in self.gaps:
            require_known(gap.keys, words, "key")
        return self


class TableInput(Model):
    """A table or matrix with cells to fill. Answer: ``{"r1.c2": "5"}`` by ids of the cells.

    ``rows`` hold HTML; ``{{id}}`` in a cell is a field.
    """

    public = ("type", "columns", "rows", "cells")

    type: Literal["table_input"] = "table_input"
    columns: tuple[Html, ...] = Field(default=(), max_length=50)
    rows: tuple[tuple[Html, ...], ...] = Field(min_length=1, max_length=200)
    cells: tuple[TextGap, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    rule: TextRule = TextRule()
    scoring: PairScoring = "per_pair"

    @model_validator(mode="after")
    def _check(self) -> TableInput:
        ids = tuple(cell.id for cell in self.cells)
        require_unique(ids, "cell")
        require_places("\n".join(cell for row in self.rows for cell in row), ids)
        return self
