"""What happens to ratings and thanks when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from learning_objects.actions.reader_counts import lock_count, move_count
from learning_objects.models import HiddenAuthorPage, Rating, RatingComplaint, Thanks

MINE: tuple[tuple[type[models.Model], str], ...] = (
    (Rating, "learning_object_id"),
    (Thanks, "learning_object_id"),
    (RatingComplaint, "rating_id"),
)
RELATIONS = frozenset(
    {
        "learning_objects.Rating.user",
        "learning_objects.Thanks.user",
        "learning_objects.RatingComplaint.user",
        "learning_objects.HiddenAuthorPage.user",
    }
)


def register_readers() -> None:
    """Register the parts of readers."""
    register_merge("learning_objects.readers", LifecyclePart(describe, apply_merge, RELATIONS))
    register_erasure("learning_objects.readers", LifecyclePart(describe_erasure, apply_erasure))


def describe(gone: User) -> list[str]:
    """Say how many ratings change hands."""
    words = ngettext(
        "%(number)d rating gets the other account; where both rated, one stays.",
        "%(number)d ratings get the other account; where both rated, one stays.",
        count := Rating.objects.filter(user=gone).count(),
    )
    return [words % {"number": count}] if count else []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move what ``gone`` gave; where both gave, ``kept``'s stays and the other is counted out."""
    for model, key in MINE:
        rows: Any = model._default_manager
        both = set(rows.filter(user=kept).values_list(key, flat=True))
        for row in rows.filter(user=gone):
            if getattr(row, key) in both:
                _remove(row)
            else:
                row.user = kept
                row.save(update_fields=["user"])
    if not HiddenAuthorPage.objects.filter(user=kept).exists():
        HiddenAuthorPage.objects.filter(user=gone).update(user=kept)
    HiddenAuthorPage.objects.filter(user=gone).delete()


def describe_erasure(user: User) -> list[str]:
    """Say what is deleted."""
    words = ngettext(
        "%(number)d rating with its review is deleted.",
        "%(number)d ratings with their reviews are deleted.",
        count := Rating.objects.filter(user=user).count(),
    )
    return [words % {"number": count}] if count else []


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Delete what the person said as a reader, and count it out."""
    for model, _key in MINE:
        rows: Any = model._default_manager
        for row in rows.filter(user=user):
            _remove(row)


def _remove(row: Rating | Thanks | RatingComplaint) -> None:
    if isinstance(row, Rating):
        count = lock_count(row.learning_object)
        if not row.hidden_at:
            move_count(count, before=row.stars)
    elif isinstance(row, Thanks):
        move_count(lock_count(row.learning_object), thanks=-1)
    else:
        Rating.objects.filter(pk=row.rating_id, complaints__gt=0).update(
            complaints=models.F("complaints") - 1
        )
    row.delete()
