"""Interactions that relate things: pairs, tables of pairs, groups, order, places of an image."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator

from assessment.items.base import (
    MAX_ENTRIES,
    Choice,
    Identifier,
    Line,
    Model,
    Points,
    require_known,
    require_unique,
)
from assessment.items.gaps import Draggable, PairScoring
from assessment.items.plane import Region

Pair = tuple[Identifier, Identifier]


class Matching(Model):
    """To each on the left one of the right. Answer: ``{"left": "right"}``.

    The right may have more than is needed, and one may serve several.
    """

    public = ("type", "left", "right", "shuffle")

    type: Literal["matching"] = "matching"
    left: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    right: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    key: dict[Identifier, Identifier]
    scoring: PairScoring = "per_pair"
    shuffle: bool = True

    @model_validator(mode="after")
    def _check(self) -> Matching:
        left, right = _ids(self.left, "left"), _ids(self.right, "right")
        require_known(tuple(self.key), left, "key")
        require_known(tuple(self.key.values()), right, "key")
        if len(self.key) != len(left):
            raise ValueError("the key has a pair for each on the left")
        return self


class TableMatching(Model):
    """Marks in a table of rows and columns. Answer: ``[["row", "column"], …]``.

    A row may have any number of marks unless ``one_a_row``.
    """

    public = ("type", "rows", "columns", "one_a_row", "shuffle")

    type: Literal["table_matching"] = "table_matching"
    rows: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    columns: tuple[Choice, ...] = Field(min_length=1, max_length=100)
    key: tuple[Pair, ...]
    one_a_row: bool = False
    scoring: PairScoring = "per_pair"
    shuffle: bool = False

    @model_validator(mode="after")
    def _check(self) -> TableMatching:
        rows, columns = _ids(self.rows, "row"), _ids(self.columns, "column")
        require_known(tuple(row for row, _ in self.key), rows, "key")
        require_known(tuple(column for _, column in self.key), columns, "key")
        if len(set(self.key)) != len(self.key):
            raise ValueError("a pair of the key stands twice")
        if self.one_a_row and len({row for row, _ in self.key}) != len(self.key):
            raise ValueError("the key has two marks in one row")
        return self


class Ordering(Model):
    """Things to put in order. Answer: a list of ids, first to last.

    ``exact``: all or nothing; ``position``: share of things at their place; ``longest``: longest
    common subsequence, ``run``: the same without a gap, of two things at least; ``pairs``: share
    of ordered pairs of the key that stand in its order (as in Kendall's tau, J. R. Statist. Soc.,
    1938); ``next``: things before the one that follows them, ``next_and_last``: and the last at
    the end; ``neighbours``: of each thing the one before and the one behind; ``distance``: how
    near each is to its place. Those but ``exact`` are the gradings of Moodle's ``ordering``.
    """

    public = ("type", "entries", "shuffle")

    type: Literal["ordering"] = "ordering"
    entries: tuple[Choice, ...] = Field(min_length=2, max_length=100)
    key: tuple[Identifier, ...]
    scoring: Literal[
        "exact",
        "position",
        "longest",
        "run",
        "pairs",
        "next",
        "next_and_last",
        "neighbours",
        "distance",
    ] = "exact"
    shuffle: bool = True

    @model_validator(mode="after")
    def _check(self) -> Ordering:
        ids = _ids(self.entries, "entry")
        require_unique(self.key, "key")
        require_known(self.key, ids, "key")
        return self


class Grouping(Model):
    """Things to sort into groups. Answer: ``{"thing": "group"}``.

    A thing whose key is ``None`` belongs nowhere and is left out.
    """

    public = ("type", "entries", "groups", "shuffle")

    type: Literal["grouping"] = "grouping"
    entries: tuple[Choice, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    groups: tuple[Choice, ...] = Field(min_length=1, max_length=50)
    key: dict[Identifier, Identifier | None]
    scoring: PairScoring = "per_pair"
    shuffle: bool = True

    @model_validator(mode="after")
    def _check(self) -> Grouping:
        entries, groups = _ids(self.entries, "entry"), _ids(self.groups, "group")
        require_known(tuple(self.key), entries, "key")
        require_known(tuple(g for g in self.key.values() if g is not None), groups, "key")
        if len(self.key) != len(entries):
            raise ValueError("the key says of each thing where it belongs")
        return self


class DropZone(Region):
    """A place of an image that takes labels; any of ``keys`` is right."""

    public = ("id", "shape", "coords", "label", "group")

    keys: tuple[Identifier, ...] = Field(min_length=1)
    weight: Points = Decimal(1)
    group: Line = ""


class DragOnImage(Model):
    """Labels dragged onto an image.

    Answer: ``{"zone": "label"}``, or where zones are not shown ``{"label": [[x, y], …]}`` in
    pixels (Moodle's drag-and-drop markers).
    """

    public = ("type", "image", "alternative", "width", "height", "labels", "shows_zones", "shuffle")
    public_if = (("shows_zones", "zones"),)

    type: Literal["drag_on_image"] = "drag_on_image"
    image: Line
    alternative: Line = ""
    width: int = Field(ge=1, le=20_000)
    height: int = Field(ge=1, le=20_000)
    labels: tuple[Draggable, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    zones: tuple[DropZone, ...] = Field(min_length=1, max_length=MAX_ENTRIES)
    shows_zones: bool = True
    scoring: PairScoring = "per_pair"
    shuffle: bool = True

    @model_validator(mode="after")
    def _check(self) -> DragOnImage:
        labels = _ids(self.labels, "label")
        require_unique(tuple(zone.id for zone in self.zones), "zone")
        for zone in self.zones:
            require_known(zone.keys, labels, "key")
        return self


def _ids(choices: tuple[Choice, ...], what: str) -> tuple[str, ...]:
    ids = tuple(choice.id for choice in choices)
    require_unique(ids, what)
    return ids
