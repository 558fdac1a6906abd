"""Making shelves, naming them, taking them away and putting them back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.api import User, require
from core.api import record
from learning_objects.models import Shelf, ShelfItem
from learning_objects.shelves.errors import ShelfChanged, ShelfFull, TooManyShelves
from learning_objects.shelves.limits import (
    ABOUT_LIMIT,
    MOST_ITEMS,
    MOST_SHELVES,
    TITLE_LIMIT,
    UNDO_LASTS,
)
from learning_objects.shelves.rules import OWN, SEE

SHELF = "learning_objects.shelf"


@transaction.atomic
def ensure_first_shelf(*, by: User, now: datetime) -> Shelf:
    """Return the shelf that every person has; the first use makes it."""
    shelf, _made = Shelf.objects.get_or_create(
        owner=by, is_first=True, defaults={"created_at": now, "changed_at": now}
    )
    return shelf


@transaction.atomic
def make_shelf(*, title: str, about: str = "", by: User, now: datetime) -> Shelf:
    """Make one more shelf. Raises :class:`TooManyShelves`, ``ValueError`` without a title."""
    named = title.strip()[:TITLE_LIMIT]
    if not named:
        raise ValueError("a shelf needs a title")
    # Whoever presses twice at once is counted one after the other.
    User.objects.select_for_update().filter(pk=by.pk).first()
    if Shelf.objects.filter(owner=by, removed_at=None).count() >= MOST_SHELVES:
        raise TooManyShelves
    return Shelf.objects.create(
        owner=by, title=named, about=about.strip()[:ABOUT_LIMIT], created_at=now, changed_at=now
    )


@transaction.atomic
def change_shelf(
    *, shelf: Shelf, title: str, about: str, seen: int, by: User, now: datetime
) -> Shelf:
    """Give it another title and description; ``seen`` is the serial that was shown.

    Raises ``NotAllowed``, :class:`ShelfChanged`, ``ValueError`` without a title.
    """
    fresh = lock_shelf(shelf)
    require(by, OWN, fresh)
    if fresh.serial != seen:
        raise ShelfChanged
    named = title.strip()[:TITLE_LIMIT]
    if not named and not fresh.is_first:
        raise ValueError("a shelf needs a title")
    fresh.title, fresh.about = named, about.strip()[:ABOUT_LIMIT]
    fresh.serial, fresh.changed_at = seen + 1, now
    fresh.save(update_fields=["title", "about", "serial", "changed_at"])
    return fresh


@transaction.atomic
def delete_shelf(*, shelf: Shelf, by: User, now: datetime) -> None:
    """Take a shelf away; :func:`restore_shelf` puts it back for a month, readers and link too.

    The first shelf stays. Raises ``NotAllowed``, ``ValueError`` for the first shelf.
    """
    fresh = lock_shelf(shelf)
    require(by, OWN, fresh)
    if fresh.is_first:
        raise ValueError("the first shelf stays")
    if fresh.removed_at is None:
        Shelf.objects.filter(pk=fresh.pk).update(removed_at=now)
        record(
            action="learning_objects.delete_shelf",
            by=by.uuid,
            object_code=SHELF,
            object_uuid=fresh.uuid,
            now=now,
            data={},
        )
    Shelf.objects.filter(owner=by, removed_at__lt=now - UNDO_LASTS).delete()


@transaction.atomic
def restore_shelf(*, shelf: Shelf, by: User, now: datetime) -> None:
    """Put a deleted shelf back as it was. Raises ``NotAllowed``, :class:`TooManyShelves`."""
    fresh = lock_shelf(shelf)
    require(by, OWN, fresh)
    if fresh.removed_at is None:
        return
    User.objects.select_for_update().filter(pk=by.pk).first()
    if Shelf.objects.filter(owner=by, removed_at=None).count() >= MOST_SHELVES:
        raise TooManyShelves
    Shelf.objects.filter(pk=fresh.pk).update(removed_at=None, changed_at=now)


@transaction.atomic
def copy_shelf(
    *, shelf: Shelf, by: User, now: datetime, title: str, with_notes: bool = True
) -> Shelf:
    """Copy what stands on a shelf to a new one of one's own, by whoever may see it.

    Raises ``NotAllowed``, :class:`TooManyShelves`.
    """
    require(by, SEE, shelf)
    return _copy(shelf, by, now, title, with_notes)


@transaction.atomic
def copy_linked_shelf(*, key: str, by: User, now: datetime, title: str) -> Shelf:
    """Copy the shelf that a link opens, its notes if the link shows them.

    Raises ``Shelf.DoesNotExist`` when the link opens nothing, :class:`TooManyShelves`.
    """
    shelf = Shelf.objects.get(link_key=key, removed_at=None)
    return _copy(shelf, by, now, title, shelf.link_notes)


def _copy(shelf: Shelf, by: User, now: datetime, title: str, with_notes: bool) -> Shelf:
    made = make_shelf(title=title, about=shelf.about, by=by, now=now)
    rows = ShelfItem.objects.filter(shelf=shelf, removed_at=None).order_by("position", "id")
    ShelfItem.objects.bulk_create(
        ShelfItem(
            shelf=made,
            object_uuid=row.object_uuid,
            number=row.number,
            kind=row.kind,
            title=row.title,
            note=row.note if with_notes else "",
            position=position,
            added_by=by,
            added_at=now,
        )
        for position, row in enumerate(rows[:MOST_ITEMS])
    )
    return made


def lock_shelf(shelf: Shelf) -> Shelf:
    """Return the row as it is now, locked until the transaction ends."""
    return Shelf.objects.select_for_update(of=("self",)).get(pk=shelf.pk)


def touch_shelf(shelf: Shelf, now: datetime) -> None:
    """Say that something on it changed; the caller holds its lock."""
    Shelf.objects.filter(pk=shelf.pk).update(changed_at=now)


def next_position(shelf: Shelf) -> int:
    """Return the place behind the last item of a locked shelf."""
    last = live_items(shelf).order_by("-position", "-id").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def check_room(shelf: Shelf, more: int) -> None:
    """Raise :class:`ShelfFull` when a locked shelf does not take ``more``."""
    left = MOST_ITEMS - live_items(shelf).count()
    if left < more:
        raise ShelfFull(max(left, 0))


def live_items(shelf: Shelf) -> QuerySet[ShelfItem]:
    """Return what stands on a shelf, in its order."""
    return ShelfItem.objects.filter(shelf=shelf, removed_at=None).order_by("position", "id")
