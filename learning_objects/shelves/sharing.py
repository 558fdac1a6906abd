"""Sharing a shelf: with colleagues by name, or by an address that nobody can guess."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import record
from learning_objects.models import Shelf, ShelfShare
from learning_objects.shelves.actions import SHELF, lock_shelf
from learning_objects.shelves.errors import CannotShare, TooManyReaders
from learning_objects.shelves.limits import MOST_READERS
from learning_objects.shelves.rules import OWN
from learning_objects.shelves.telling import tell_left, tell_shared, tell_unshared

KEY_BYTES = 24


@transaction.atomic
def share_shelf(
    *, shelf: Shelf, user: User, may_write: bool, by: User, now: datetime
) -> ShelfShare:
    """Let a colleague read a shelf, or write on it too; said again it changes the right.

    Raises ``NotAllowed``, :class:`CannotShare`, :class:`TooManyReaders`.
    """
    fresh = lock_shelf(shelf)
    require(by, OWN, fresh)
    if user.pk == fresh.owner_id or not user.is_active:
        raise CannotShare
    known = fresh.shares.filter(user=user).first()
    if known is None and fresh.shares.count() >= MOST_READERS:
        raise TooManyReaders
    share, made = ShelfShare.objects.update_or_create(
        shelf=fresh,
        user=user,
        defaults={"may_write": may_write},
        create_defaults={"may_write": may_write, "created_at": now},
    )
    _note("share_shelf", fresh, by, now, person=str(user.uuid), write=may_write)
    if made:
        tell_shared(share, now)
    return share


@transaction.atomic
def end_share(*, share: ShelfShare, by: User, now: datetime) -> None:
    """Close the shelf to a colleague, who is told. Raises ``NotAllowed``."""
    fresh = lock_shelf(share.shelf)
    require(by, OWN, fresh)
    if ShelfShare.objects.filter(pk=share.pk).delete()[0]:
        _note("end_share", fresh, by, now, person=str(share.user.uuid))
        tell_unshared(share, now)


@transaction.atomic
def leave_shelf(*, shelf: Shelf, by: User, now: datetime) -> bool:
    """Leave a shelf of somebody else's, who is told; return whether one was on it."""
    share = ShelfShare.objects.filter(shelf=lock_shelf(shelf), user=by).first()
    if share is None:
        return False
    ShelfShare.objects.filter(pk=share.pk).delete()
    _note("leave_shelf", shelf, by, now)
    tell_left(share, now)
    return True


@transaction.atomic
def open_link(*, shelf: Shelf, with_notes: bool, by: User, now: datetime) -> str:
    """Open a shelf to whoever has its address; return the key. A link that is open stays the same.

    Raises ``NotAllowed``.
    """
    fresh = lock_shelf(shelf)
    require(by, OWN, fresh)
    if fresh.link_key is None:
        fresh.link_key, fresh.link_made_at = secrets.token_urlsafe(KEY_BYTES), now
        _note("open_shelf_link", fresh, by, now)
    fresh.link_notes = with_notes
    fresh.save(update_fields=["link_key", "link_made_at", "link_notes"])
    return fresh.link_key


@transaction.atomic
def close_link(*, shelf: Shelf, by: User, now: datetime) -> None:
    """Revoke the address for ever: another link is another address. Raises ``NotAllowed``."""
    fresh = lock_shelf(shelf)
    require(by, OWN, fresh)
    if fresh.link_key is not None:
        Shelf.objects.filter(pk=fresh.pk).update(link_key=None, link_made_at=None)
        _note("close_shelf_link", fresh, by, now)


def _note(verb: str, shelf: Shelf, by: User, now: datetime, **data: Any) -> None:
    record(
        action=f"learning_objects.{verb}",
        by=by.uuid,
        object_code=SHELF,
        object_uuid=shelf.uuid,
        now=now,
        data=data,
    )
