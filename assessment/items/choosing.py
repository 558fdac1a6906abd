"""Interactions in which a learner chooses among what is shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from assessment.items.base import (
    MAX_ENTRIES,
    Choice,
    Html,
    Identifier,
    Line,
    Model,
    require_known,
    require_unique,
)
from assessment.items.plane import Region

SetScoring = Literal[
    "all_or_nothing",  # the whole key and nothing else
    "net_correct",  # (right - wrong) / key, never below nought
    "weights",  # sum of the weights of what was chosen, between nought and one
    "per_right",  # right / key; who chooses more than the key has gets nothing
    "minus_one_per_error",  # points - errors; a wrong, a missing or an extra sign is one (ЕГЭ)
]


class SingleChoice(Model):
    """One of several. Answer: the id, ``"b"``.

    ``key`` may be absent where weights alone count (a scale, a poll with points).
    """

    public = ("type", "choices", "shuffle")

    type: Literal["single_choice"] = "single_choice"
    choices: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key: Identifier | None
    scoring: Literal["all_or_nothing", "weights"] = "all_or_nothing"
    shuffle: bool = False

    @model_validator(mode="after")
    def _check(self) -> SingleChoice:
        ids = tuple(choice.id for choice in self.choices)
        require_unique(ids, "choice")
        if self.key is not None:
            require_known((self.key,), ids, "key")
        elif self.scoring != "weights":
            raise ValueError("no key")
        return self


class TrueFalse(Model):
    """True or false. Answer: a boolean, or ``"true"`` and ``"false"``."""

    public = ("type",)

    type: Literal["true_false"] = "true_false"
    key: bool
    feedback_true: Html = ""
    feedback_false: Html = ""


class MultipleChoice(Model):
    """Any number of several. Answer: a list of ids, ``["a", "c"]``.

    ``other_keys`` are as right as ``key``: the answer is held against each, and the best counts.
    """

    public = ("type", "choices", "at_least", "at_most", "shuffle")

    type: Literal["multiple_choice"] = "multiple_choice"
    choices: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key: tuple[Identifier, ...]
    other_keys: tuple[tuple[Identifier, ...], ...] = Field(default=(), max_length=50)
    scoring: SetScoring = "all_or_nothing"
    at_least: int = Field(default=0, ge=0)
    at_most: int | None = Field(default=None, ge=1)
    shuffle: bool = False

    @model_validator(mode="after")
    def _check(self) -> MultipleChoice:
        ids = tuple(choice.id for choice in self.choices)
        require_unique(ids, "choice")
        for key in (self.key, *self.other_keys):
            require_unique(key, "key")
            require_known(key, ids, "key")
        return self


class HotText(Model):
    """Words or sentences of a text that can be marked. Answer: a list of ids.

    ``text`` is HTML in which ``{{id}}`` marks the place of each piece.
    """

    public = ("type", "text", "pieces", "at_most")

    type: Literal["hot_text"] = "hot_text"
    text: Html
    pieces: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key: tuple[Identifier, ...]
    scoring: SetScoring = "all_or_nothing"
    at_most: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _check(self) -> HotText:
        ids = tuple(piece.id for piece in self.pieces)
        require_unique(ids, "piece")
        require_known(self.key, ids, "key")
        require_places(self.text, ids)
        return self


class Hotspot(Model):
    """Places of an image. Answer: a list of ids of regions, or of points ``[[x, y], …]`` in pixels.

    With ``shows_regions`` the learner sees what can be chosen; without, they point anywhere.
    """

    public = ("type", "image", "alternative", "width", "height", "at_most", "shows_regions")
    public_if = (("shows_regions", "regions"),)

    type: Literal["hotspot"] = "hotspot"
    image: Line
    alternative: Line = ""
    width: int = Field(ge=1, le=20_000)
    height: int = Field(ge=1, le=20_000)
    regions: tuple[Region, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key: tuple[Identifier, ...]
    scoring: SetScoring = "all_or_nothing"
    at_most: int | None = Field(default=None, ge=1)
    shows_regions: bool = True

    @model_validator(mode="after")
    def _check(self) -> Hotspot:
        ids = tuple(region.id for region in self.regions)
        require_unique(ids, "region")
        if self.scoring == "weights":
            raise ValueError("regions have no weights")
        require_known(self.key, ids, "key")
        return self


def require_places(text: str, ids: tuple[str, ...]) -> None:
    """Raise ``ValueError`` unless ``{{id}}`` stands in the text exactly once for each id."""
    for identifier in ids:
        if text.count("{{" + identifier + "}}") != 1:
            raise ValueError(f"the text must have {{{{{identifier}}}}} once")
