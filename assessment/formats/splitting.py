"""Items of several parts for formats whose questions have one: each part becomes a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.formats.building import Draft, title_from
from assessment.items.addresses import addresses_in, file_name_of
from assessment.items.item import AssessmentItem, ItemPart


@dataclass(frozen=True, slots=True)
class Question:
    """One part as a question of its own: its name, its whole text, and whose it is."""

    item: AssessmentItem
    part: ItemPart
    name: str
    text: str


def questions_of(item: AssessmentItem, draft: Draft) -> Iterator[Question]:
    """Yield a question for each part; the shared text stands before each."""
    count = len(item.parts)
    if count > 1:
        draft.lost("formats.split-parts", count=str(count))
    for number, part in enumerate(item.parts, start=1):
        name = f"{item.title} ({number})" if count > 1 else item.title
        text = f"{item.stimulus}\n{part.prompt}" if item.stimulus else part.prompt
        yield Question(item, part, name.strip(), text)


def note_what_stays(
    item: AssessmentItem, draft: Draft, *, keeps_tags: bool, keeps_media: bool = False
) -> None:
    """Note what no format but our own takes along."""
    if not keeps_media:
        note_media(item, draft)
    if item.solution and item.parts:
        draft.lost("formats.lost-solution")
    if item.notes:
        draft.lost("formats.lost-notes")
    if item.tags and not keeps_tags:
        draft.lost("formats.lost-tags")
    if item.realisation is not None:
        draft.lost("formats.lost-variables")


def note_media(item: AssessmentItem, draft: Draft) -> None:
    """Note the pictures and sounds of an item, for a format that has no place for files."""
    named = set(filter(None, map(file_name_of, addresses_in(item.model_dump(mode="json")))))
    if named:
        draft.lost("formats.lost-media", count=str(len(named)))


def place_of(item: AssessmentItem, number: int) -> str:
    """Return how people find an item among those they write."""
    texts = (item.stimulus, *(part.prompt for part in item.parts))
    return title_from(item.title[:120], next(filter(None, texts), "")) or f"№ {number}"
