"""Keeping versions on a shelf: adding, ordering, noting, moving, removing and putting back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from accounts.api import User, require
from learning_objects.models import LearningObjectVersion, Shelf, ShelfItem
from learning_objects.shelves.actions import (
    check_room,
    live_items,
    lock_shelf,
    next_position,
    touch_shelf,
)
from learning_objects.shelves.errors import NoteChanged, NotInLibrary, ShelfFull
from learning_objects.shelves.limits import MOST_ITEMS, NOTE_LIMIT, UNDO_LASTS
from learning_objects.shelves.rules import FILL

FIRST, LAST, UP, DOWN = "first", "last", "up", "down"


@transaction.atomic
def keep_object(
    *,
    shelf: Shelf,
    object_uuid: UUID,
    by: User,
    now: datetime,
    number: int | None = None,
    note: str = "",
) -> tuple[ShelfItem, bool]:
    """Put a version at the end of a shelf (the current one without ``number``).

    Returns the item and whether it is new there: kept twice it stays as it was. Raises
    ``NotAllowed``, :class:`NotInLibrary`, :class:`ShelfFull`.
    """
    fresh = _writable(shelf, by)
    version = _version(object_uuid, number)
    there = live_items(fresh).filter(object_uuid=object_uuid).first()
    if there is not None:
        return there, False
    check_room(fresh, 1)
    made = ShelfItem.objects.create(
        shelf=fresh,
        object_uuid=object_uuid,
        number=version.number,
        kind=version.kind,
        title=version.title,
        note=note.strip()[:NOTE_LIMIT],
        position=next_position(fresh),
        added_by=by,
        added_at=now,
    )
    touch_shelf(fresh, now)
    return made, True


@transaction.atomic
def set_note(*, item: ShelfItem, note: str, seen: int, by: User, now: datetime) -> None:
    """Write the note of an item; ``seen`` is the serial that was shown with it.

    Raises ``NotAllowed``, :class:`NoteChanged` unless what stands there is the same already.
    """
    fresh, shelf = _locked(item, by)
    text = note.strip()[:NOTE_LIMIT]
    if fresh.note == text:
        return
    if fresh.serial != seen:
        raise NoteChanged(fresh.note)
    fresh.note, fresh.serial = text, fresh.serial + 1
    fresh.save(update_fields=["note", "serial"])
    touch_shelf(shelf, now)


@transaction.atomic
def pin_version(*, item: ShelfItem, number: int, by: User, now: datetime) -> None:
    """Let an item hold another version of its object. Raises ``NotAllowed``, ``NotInLibrary``."""
    fresh, shelf = _locked(item, by)
    version = _version(fresh.object_uuid, number)
    fresh.number, fresh.title = version.number, version.title
    fresh.save(update_fields=["number", "title"])
    touch_shelf(shelf, now)


@transaction.atomic
def pin_newest(*, shelf: Shelf, by: User, now: datetime) -> int:
    """Let every item hold the newest public version; return how many changed."""
    fresh = _writable(shelf, by)
    items = {item.object_uuid: item for item in live_items(fresh)}
    rows = LearningObjectVersion.objects.filter(
        learning_object__uuid__in=list(items),
        learning_object__withdrawn_at=None,
        learning_object__current_version=F("pk"),
    ).values_list("learning_object__uuid", "number", "title")
    changed = []
    for uuid, number, title in rows:
        item = items[uuid]
        if item.number < number:
            item.number, item.title = number, title
            changed.append(item)
    ShelfItem.objects.bulk_update(changed, ["number", "title"])
    if changed:
        touch_shelf(fresh, now)
    return len(changed)


@transaction.atomic
def move_item(
    *,
    item: ShelfItem,
    by: User,
    now: datetime,
    step: str = "",
    before: UUID | None = None,
    after: UUID | None = None,
) -> None:
    """Move an item by a ``step`` (first, up, down, last), or ``before`` or ``after`` another.

    Moves are said in relation to what stands there now, so two people may order at once: where the
    other item is gone, nothing moves. Raises ``NotAllowed``.
    """
    fresh, shelf = _locked(item, by)
    rows = list(live_items(shelf))
    old = next(place for place, row in enumerate(rows) if row.pk == fresh.pk)
    moved = rows.pop(old)
    there = {row.uuid: place for place, row in enumerate(rows)}
    place = {FIRST: 0, UP: max(old - 1, 0), DOWN: old + 1, LAST: len(rows)}.get(step, old)
    if before is not None:
        place = there.get(before, old)
    elif after is not None:
        place = there.get(after, old - 1) + 1
    rows.insert(place, moved)
    _number(rows)
    touch_shelf(shelf, now)


@transaction.atomic
def move_to_shelf(
    *, shelf: Shelf, items: Iterable[UUID], to: Shelf, by: User, now: datetime
) -> int:
    """Move items to the end of another shelf with their notes; return how many.

    What stands on the other shelf already stays there as it was and leaves this one. Raises
    ``NotAllowed`` unless ``by`` may write on both, :class:`ShelfFull`.
    """
    if shelf.pk == to.pk:
        return 0
    # Always in the same order, so that two who move crosswise do not wait for each other.
    for either in sorted((shelf, to), key=lambda either: either.pk):
        lock_shelf(either)
    source, target = _writable(shelf, by), _writable(to, by)
    chosen = list(live_items(source).filter(uuid__in=list(items)))
    there = set(live_items(target).values_list("object_uuid", flat=True))
    moving = [row for row in chosen if row.object_uuid not in there]
    check_room(target, len(moving))
    place = next_position(target)
    for row in moving:
        row.shelf, row.position, place = target, place, place + 1
    ShelfItem.objects.bulk_update(moving, ["shelf", "position"])
    double = [row.pk for row in chosen if row.object_uuid in there]
    ShelfItem.objects.filter(pk__in=double).update(removal=uuid4(), removed_at=now)
    for either in (source, target):
        touch_shelf(either, now)
    return len(chosen)


@transaction.atomic
def remove_items(*, shelf: Shelf, items: Iterable[UUID], by: User, now: datetime) -> UUID | None:
    """Take items off; return what :func:`restore_items` puts back, ``None`` when nothing was."""
    fresh = _writable(shelf, by)
    removal = uuid4()
    number = live_items(fresh).filter(uuid__in=list(items)).update(removal=removal, removed_at=now)
    ShelfItem.objects.filter(shelf=fresh, removed_at__lt=now - UNDO_LASTS).delete()
    if not number:
        return None
    touch_shelf(fresh, now)
    return removal


@transaction.atomic
def restore_items(*, shelf: Shelf, removal: UUID, by: User, now: datetime) -> int:
    """Put back what was removed at one time, notes and places too; return how many.

    What has been kept anew since is left. Raises ``NotAllowed``, :class:`ShelfFull`.
    """
    fresh = _writable(shelf, by)
    there = set(live_items(fresh).values_list("object_uuid", flat=True))
    gone = ShelfItem.objects.filter(shelf=fresh, removal=removal)
    back = [row for row in gone if row.object_uuid not in there]
    if len(there) + len(back) > MOST_ITEMS:
        raise ShelfFull(MOST_ITEMS - len(there))
    for row in back:
        row.removal, row.removed_at = None, None
    ShelfItem.objects.bulk_update(back, ["removal", "removed_at"])
    touch_shelf(fresh, now)
    return len(back)


def _version(uuid: UUID, number: int | None) -> LearningObjectVersion:
    """Return a version of a public object; one published is never taken back but with it."""
    found = LearningObjectVersion.objects.filter(
        learning_object__uuid=uuid, learning_object__withdrawn_at=None
    )
    if number is not None:
        found = found.filter(number=number)
    version = found.only("number", "kind", "title").order_by("-number").first()
    if version is None:
        raise NotInLibrary(uuid)
    return version


def _writable(shelf: Shelf, by: User) -> Shelf:
    fresh = lock_shelf(shelf)
    require(by, FILL, fresh)
    return fresh


def _locked(item: ShelfItem, by: User) -> tuple[ShelfItem, Shelf]:
    shelf = _writable(item.shelf, by)
    return live_items(shelf).get(pk=item.pk), shelf


def _number(rows: list[ShelfItem]) -> None:
    """Write the places of items in their order; only those that changed are written."""
    changed = []
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place
            changed.append(row)
    ShelfItem.objects.bulk_update(changed, ["position"])
