"""Raw body data as typed pieces that templates can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from learning_objects.data import VersionCard
from learning_objects.places import blocks_with_places, stages_with_places
from learning_objects.render_assets import Assets, reference_of

SCREENS = ("board", "pupils_screen")


@dataclass(frozen=True, slots=True)
class Piece:
    """One content block: its type, id, place in words, and ``value`` ready to show."""

    type: str
    id: str
    place: str
    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AttachedObject:
    """An object that a stage uses; ``card`` is ``None`` when it is no longer offered."""

    uuid: UUID
    number: int | None
    card: VersionCard | None


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; ``start`` is the minute at which it begins."""

    number: int
    id: str
    place: str
    title: str
    minutes: int
    start: int
    teacher_does: str
    pupils_do: str
    teacher_screen: str
    board: list[Piece] = field(default_factory=list)
    pupils_screen: list[Piece] = field(default_factory=list)
    objects: list[AttachedObject] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Return the minute at which the stage ends."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Body:
    """A body in order: each part is a :class:`Piece` or a :class:`Stage`."""

    parts: list[Piece | Stage]

    @property
    def stages(self) -> list[Stage]:
        """Return the stages."""
        return [part for part in self.parts if isinstance(part, Stage)]

    @property
    def pieces(self) -> list[Piece]:
        """Return what stands outside the stages."""
        return [part for part in self.parts if isinstance(part, Piece)]

    @property
    def minutes(self) -> int:
        """Return the length of all stages together."""
        return sum(stage.minutes for stage in self.stages)


def read_body(body: list[dict[str, Any]], assets: Assets) -> Body:
    """Return raw body data as typed parts in the order of the content."""
    return _Reader(body, assets).read()


class _Reader:
    """Reads one body; places are found by the identity of the blocks, which need have no id."""

    def __init__(self, body: list[dict[str, Any]], assets: Assets) -> None:
        self.body = body
        self.assets = assets
        self.places = {
            id(block): place
            for placed in (blocks_with_places(body), stages_with_places(body))
            for block, place in placed
        }

    def read(self) -> Body:
        parts: list[Piece | Stage] = []
        number = start = 0
        for block in self.body:
            if block["type"] != "stage":
                parts.append(self.piece(block))
                continue
            number += 1
            stage = self.stage(block, number, start)
            start = stage.end
            parts.append(stage)
        return Body(parts)

    def stage(self, block: dict[str, Any], number: int, start: int) -> Stage:
        value = block["value"]
        screens = {name: [self.piece(child) for child in value.get(name) or []] for name in SCREENS}
        return Stage(
            number=number,
            id=str(block.get("id") or ""),
            place=self.places[id(block)],
            title=value.get("title") or "",
            minutes=int(value.get("minutes") or 0),
            start=start,
            teacher_does=value.get("teacher_does") or "",
            pupils_do=value.get("pupils_do") or "",
            teacher_screen=value.get("teacher_screen") or "",
            objects=list(_objects(value.get("objects") or [], self.assets)),
            **screens,
        )

    def piece(self, block: dict[str, Any]) -> Piece:
        return Piece(
            type=block["type"],
            id=str(block.get("id") or ""),
            place=self.places.get(id(block), ""),
            value=_value(block["type"], block["value"], self.assets),
        )


def _objects(items: list[dict[str, Any]], assets: Assets) -> Iterator[AttachedObject]:
    for item in items:
        value = item.get("value", item)
        reference = reference_of(value) if isinstance(value, dict) else None
        if reference:
            uuid, number = reference
            yield AttachedObject(uuid, number, assets.objects.get(uuid))


def _value(code: str, value: Any, assets: Assets) -> dict[str, Any]:
    """Return what a template shows of a block; an empty block is an empty dictionary."""
    if code == "text":
        return {"html": value or ""}
    if not isinstance(value, dict):
        return {}
    if code == "image":
        return {**value, "picture": assets.pictures.get(_id(value.get("image")))}
    if code == "attachment":
        return {**value, "file": assets.files.get(_id(value.get("document")))}
    if code == "table":
        return _table(value)
    return value


def _id(value: Any) -> int:
    """Return an id, 0 (nobody's) for what is no id."""
    return value if isinstance(value, int) else 0


def _table(value: dict[str, Any]) -> dict[str, Any]:
    """Return a typed table as headings and rows; the first column heads its row when it may.

    A column is taken for headings of the rows when it is filled throughout and there are others.
    """
    headings = [column.get("heading") or "" for column in value.get("columns") or []]
    rows = [list(row.get("values") or []) for row in value.get("rows") or []]
    heads = len(headings) > 1 and bool(rows) and all(row and row[0] for row in rows)
    return {
        "caption": value.get("caption") or "",
        "headings": headings if any(headings) else [],
        "rows": rows,
        "row_heads": heads,
    }
