"""What people are told of shelves; without names, for a notice outlives an account."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning_objects.models import ShelfShare
from learning_objects.shelves.wording import title_of
from notices.api import notify, register_group, register_notice
from notices.data import NoticeGroup

GROUP = "learning_objects.shelves"
EXAMPLE = {"title": "Неделя физики"}

KINDS: dict[str, tuple[str | Promise, str]] = {
    "shelf_shared": (_("A colleague shares a shelf with you: “%(title)s”"), "bookmark"),
    "shelf_unshared": (_("A shelf is no longer shared with you: “%(title)s”"), "bookmark-x"),
    "shelf_left": (_("A colleague has left your shelf: “%(title)s”"), "bookmark-minus"),
}


def register_shelf_notices() -> None:
    """Register the group and its kinds."""
    register_group(
        GROUP,
        NoticeGroup(_("Shelves"), _("Who shares a shelf with you, and who has left yours.")),
    )
    for code, (words, icon) in KINDS.items():
        register_notice(
            f"learning_objects.{code}", group=GROUP, title=words, example=EXAMPLE, icon=icon
        )


def tell_shared(share: ShelfShare, now: datetime) -> None:
    """Tell a colleague that they may read a shelf."""
    place = reverse("learning_objects:shelf", args=[share.shelf.uuid])
    _tell("shelf_shared", share, place, now, to_owner=False)


def tell_unshared(share: ShelfShare, now: datetime) -> None:
    """Tell a colleague that a shelf is closed to them."""
    _tell("shelf_unshared", share, reverse("learning_objects:shelves"), now, to_owner=False)


def tell_left(share: ShelfShare, now: datetime) -> None:
    """Tell the owner that somebody has left."""
    place = reverse("learning_objects:share_shelf", args=[share.shelf.uuid])
    _tell("shelf_left", share, place, now, to_owner=True)


def _tell(what: str, share: ShelfShare, place: str, now: datetime, *, to_owner: bool) -> None:
    notify(
        recipients=[share.shelf.owner if to_owner else share.user],
        code=f"learning_objects.{what}",
        data={"title": title_of(share.shelf)},
        url=place,
        now=now,
        dedupe=f"learning_objects.{what}:{share.uuid}",
    )
