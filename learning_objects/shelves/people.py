"""What happens to shelves when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from learning_objects.models import Shelf, ShelfItem, ShelfShare

RELATIONS = frozenset(
    {
        "learning_objects.Shelf.owner",
        "learning_objects.ShelfShare.user",
        "learning_objects.ShelfItem.added_by",
    }
)


def register_shelf_people() -> None:
    """Register the parts of this module."""
    register_merge("learning_objects.shelves", LifecyclePart(describe, apply_merge, RELATIONS))
    register_erasure("learning_objects.shelves", LifecyclePart(describe_erasure, apply_erasure))


def describe(gone: User) -> list[str]:
    """Say how many shelves change hands."""
    words = ngettext(
        "%(number)d shelf gets the other account, with its readers and its link.",
        "%(number)d shelves get the other account, with their readers and links.",
        count := _shelves(gone),
    )
    return [words % {"number": count}] if count else []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move shelves and rights; of two first shelves the other's becomes an ordinary one."""
    first = Shelf.objects.filter(owner=gone, is_first=True).first()
    if first is not None and Shelf.objects.filter(owner=kept, is_first=True).exists():
        _put_beside(first)
    Shelf.objects.filter(owner=gone).update(owner=kept)
    for share in ShelfShare.objects.filter(user=gone):
        known = ShelfShare.objects.filter(shelf_id=share.shelf_id, user=kept).first()
        if known is None:
            share.user = kept
            share.save(update_fields=["user"])
            continue
        if share.may_write and not known.may_write:
            ShelfShare.objects.filter(pk=known.pk).update(may_write=True)
        share.delete()
    # Nobody shares a shelf with themselves.
    ShelfShare.objects.filter(shelf__owner=kept, user=kept).delete()
    ShelfItem.objects.filter(added_by=gone).update(added_by=kept)


def describe_erasure(user: User) -> list[str]:
    """Say what is deleted."""
    words = ngettext(
        "%(number)d shelf is deleted, also for those with whom it is shared.",
        "%(number)d shelves are deleted, also for those with whom they are shared.",
        count := _shelves(user),
    )
    return [words % {"number": count}] if count else []


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Delete the person's shelves and rights; what they put on others' shelves stays, unsigned."""
    ShelfShare.objects.filter(user=user).delete()
    Shelf.objects.filter(owner=user).delete()
    ShelfItem.objects.filter(added_by=user).update(added_by=None)


def _shelves(user: User) -> int:
    return Shelf.objects.filter(owner=user, removed_at=None).count()


def _put_beside(first: Shelf) -> None:
    """Make a first shelf an ordinary one; an empty one without a name is not worth keeping."""
    if not first.title and not first.items.filter(removed_at=None).exists():
        first.delete()
        return
    with override(settings.LANGUAGE_CODE):
        title = first.title or gettext("Shelf of the former account")
    Shelf.objects.filter(pk=first.pk).update(is_first=False, title=title)
