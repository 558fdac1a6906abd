"""What became of the place of a remark since the draft on which it was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from moderation.changes import CHANGED, MOVED
from moderation.data import UNSETTLED, Change, Part, RemarkView, Since
from moderation.places import BODY, FIELD
from moderation.words import REMOVED

UNCHANGED = "unchanged"
GONE = "gone"


def carry(
    remarks: Iterable[RemarkView], *, revision_id: int, changes: Mapping[int, Sequence[Change]]
) -> tuple[RemarkView, ...]:
    """Return the remarks; the unsettled ones of earlier drafts know what became of their place.

    ``changes`` are those from each earlier draft, by its revision, to ``revision_id``.
    """
    return tuple(
        replace(remark, since=since(changes[remark.revision_id], remark))
        if is_carried(remark, revision_id) and remark.revision_id in changes
        else remark
        for remark in remarks
    )


def is_carried(remark: RemarkView, revision_id: int) -> bool:
    """Say whether a remark is open and was said on another draft than the one in hand."""
    return remark.state in UNSETTLED and remark.revision_id != revision_id and not remark.closed


def since(changes: Sequence[Change], remark: RemarkView) -> Since:
    """Return what became of the remark's place: a stage's place includes its blocks."""
    if remark.item:
        return _item_since(changes, remark)
    within = tuple(change for change in changes if _is_within(change, remark))
    if any(change.kind == REMOVED and _is_place(change, remark) for change in within):
        return Since(GONE, within)
    return Since(CHANGED if within else UNCHANGED, within)


def _is_within(change: Change, remark: RemarkView) -> bool:
    if not remark.field and not remark.block:
        return True
    if remark.field == BODY and not remark.block:
        return change.what != FIELD
    return _is_place(change, remark) or bool(remark.block and remark.block in change.stages)


def _is_place(change: Change, remark: RemarkView) -> bool:
    """Say whether the change is of the very place, which may have come back where it was gone."""
    place = change.before or change.place
    if remark.block:
        return place.block == remark.block
    return not place.block and place.field == remark.field


def _item_since(changes: Sequence[Change], remark: RemarkView) -> Since:
    for change in changes:
        if not _is_place(change, remark):
            continue
        if change.kind == REMOVED:
            return Since(GONE, (change,))
        parts = tuple(part for part in change.parts if _concerns(part, remark.item))
        if any(part.kind == REMOVED for part in parts):
            return Since(GONE, (replace(change, parts=parts),))
        if parts or change.kind == MOVED:
            return Since(CHANGED, (replace(change, parts=parts),))
    return Since(UNCHANGED)


def _concerns(part: Part, item: str) -> bool:
    """Say whether a part is the item, or the row in which its cell stood."""
    return part.before == item or bool(part.before and item.startswith(f"{part.before}c"))
