"""Writing the sections of a selection and what stands in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from learning_objects.models import Selection, SelectionEntry, SelectionSection
from learning_objects.public_queries import public_cards
from learning_objects.selections.actions import close_change, open_for
from learning_objects.selections.errors import AlreadyThere, SelectionFull
from learning_objects.selections.limits import (
    MOST_ENTRIES,
    MOST_SECTIONS,
    SECTION_LIMIT,
    TITLE_LIMIT,
    WHY_LIMIT,
)
from learning_objects.shelves.errors import NotInLibrary


@transaction.atomic
def save_section(
    *,
    selection: Selection,
    section: UUID | None,
    title: str,
    text: str,
    seen: int,
    by: User,
    now: datetime,
) -> SelectionSection:
    """Add a section (``None``) or write an old one anew.

    Raises what ``open_for`` raises, :class:`SelectionFull`, ``ValueError`` without a title,
    ``SelectionSection.DoesNotExist``.
    """
    fresh = open_for(selection, by, seen)
    if not title.strip():
        raise ValueError("a section needs a title")
    if section is None:
        number = fresh.sections.count()
        if number >= MOST_SECTIONS:
            raise SelectionFull("sections")
        row = SelectionSection(selection=fresh, position=number)
    else:
        row = fresh.sections.get(uuid=section)
    row.title, row.text = title.strip()[:TITLE_LIMIT], text.strip()[:SECTION_LIMIT]
    row.save()
    close_change(fresh, now)
    return row


@transaction.atomic
def move_section(
    *, selection: Selection, section: UUID, step: int, seen: int, by: User, now: datetime
) -> None:
    """Move a section up (−1) or down (1)."""
    fresh = open_for(selection, by, seen)
    _step(list(fresh.sections.all()), fresh.sections.get(uuid=section), step)
    close_change(fresh, now)


@transaction.atomic
def drop_section(
    *, selection: Selection, section: UUID, seen: int, by: User, now: datetime
) -> None:
    """Delete a section with what stands in it."""
    fresh = open_for(selection, by, seen)
    fresh.sections.get(uuid=section).delete()
    close_change(fresh, now)


@transaction.atomic
def add_entry(
    *,
    selection: Selection,
    section: UUID,
    object_uuid: UUID,
    why: str,
    seen: int,
    by: User,
    now: datetime,
) -> SelectionEntry:
    """Put the current version of a material into a section, with the reason.

    Raises what ``open_for`` raises, :class:`SelectionFull`, :class:`AlreadyThere`,
    ``NotInLibrary``.
    """
    fresh = open_for(selection, by, seen)
    row = fresh.sections.get(uuid=section)
    cards = public_cards([object_uuid])
    if not cards:
        raise NotInLibrary(object_uuid)
    if row.entries.filter(object_uuid=object_uuid).exists():
        raise AlreadyThere
    number = row.entries.count()
    if number >= MOST_ENTRIES:
        raise SelectionFull("entries")
    made = SelectionEntry.objects.create(
        section=row,
        object_uuid=object_uuid,
        number=cards[0].number,
        kind=cards[0].kind,
        title=cards[0].title,
        why=why.strip()[:WHY_LIMIT],
        position=number,
    )
    close_change(fresh, now)
    return made


@transaction.atomic
def change_entry(
    *, selection: Selection, entry: UUID, why: str, seen: int, by: User, now: datetime
) -> None:
    """Write the reason anew; the newest version is taken at the same time."""
    fresh = open_for(selection, by, seen)
    row = _entry(fresh, entry)
    row.why = why.strip()[:WHY_LIMIT]
    cards = public_cards([row.object_uuid])
    if cards:
        row.number, row.title = cards[0].number, cards[0].title
    row.save()
    close_change(fresh, now)


@transaction.atomic
def move_entry(
    *, selection: Selection, entry: UUID, step: int, seen: int, by: User, now: datetime
) -> None:
    """Move a material up (−1) or down (1) in its section."""
    fresh = open_for(selection, by, seen)
    row = _entry(fresh, entry)
    _step(list(row.section.entries.all()), row, step)
    close_change(fresh, now)


@transaction.atomic
def drop_entry(*, selection: Selection, entry: UUID, seen: int, by: User, now: datetime) -> None:
    """Take a material out."""
    fresh = open_for(selection, by, seen)
    _entry(fresh, entry).delete()
    close_change(fresh, now)


def _entry(selection: Selection, uuid: UUID) -> SelectionEntry:
    return SelectionEntry.objects.select_related("section").get(
        section__selection=selection, uuid=uuid
    )


def _step(rows: list[Any], moved: SelectionSection | SelectionEntry, step: int) -> None:
    """Move a row by ``step`` among ``rows``, all of its kind, and write the places that changed."""
    old = next(place for place, row in enumerate(rows) if row.pk == moved.pk)
    rows.insert(min(max(old + step, 0), len(rows) - 1), rows.pop(old))
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
