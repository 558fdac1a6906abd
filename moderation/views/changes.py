"""The tab "What changed": the summary, the places, pictures and files side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from media_pipeline.api import get_assets, picture_of
from moderation import api
from moderation.changes import ASSETS
from moderation.data import Change
from moderation.items import ATTACHMENT, IMAGE
from moderation.models import Submission
from moderation.summary import summarise

PICTURE = "width-480"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a changed picture or file: what to show, and its alternative text."""

    asset: Any
    alt: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change with both its sides; a side is ``None`` where nothing stood."""

    change: Change
    sides: tuple[Side | None, Side | None]


def changes_context(found: Submission, content: dict[str, Any]) -> dict[str, Any]:
    """Return what the tab shows; ``changes`` is ``None`` at a first review."""
    changes = api.changes_since_last_review(found, content)
    if changes is None:
        return {"changes": None}
    return {"changes": show(changes), "summary": summarise(changes)}


def show(changes: Iterable[Change]) -> list[ShownChange]:
    """Return the changes with their pictures and files; two queries, and one a new rendition."""
    listed = list(changes)
    pictures = {
        pk: picture_of(image, PICTURE)
        for pk, image in get_assets(code="image", ids=_ids(listed, IMAGE)).items()
    }
    files = get_assets(code="document", ids=_ids(listed, ATTACHMENT))
    shelves: dict[str, dict[int, Any]] = {IMAGE: pictures, ATTACHMENT: dict(files)}
    return [
        ShownChange(change, (_side(change, 0, shelves), _side(change, 1, shelves)))
        for change in listed
    ]


def _ids(changes: Iterable[Change], what: str) -> set[int]:
    return {pk for change in changes if change.what == what for pk in change.assets if pk}


def _side(change: Change, number: int, shelves: dict[str, dict[int, Any]]) -> Side | None:
    if change.what not in ASSETS or not change.assets[number]:
        return None
    return Side(shelves[change.what].get(change.assets[number]), change.alts[number])
