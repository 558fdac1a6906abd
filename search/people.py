"""What happens to saved searches when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from search.models import SavedSearch

RELATIONS = frozenset({"search.SavedSearch.user"})


def register_people() -> None:
    """Register the parts of saved searches and wishes."""
    register_merge("search", LifecyclePart(describe_merge, apply_merge, RELATIONS))
    register_erasure("search", LifecyclePart(describe_erasure, apply_erasure, RELATIONS))


def describe_merge(gone: User) -> list[str]:
    """Say that saved searches move over."""
    words = ngettext(
        "%(number)d saved search moves over.",
        "%(number)d saved searches move over.",
        number := SavedSearch.objects.filter(user=gone, deleted_at=None).count(),
    )
    return [words % {"number": number}] if number else []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move what ``gone`` saved; what ``kept`` saved too stands once."""
    SavedSearch.objects.filter(user=gone).exclude(deleted_at=None).delete()
    own = SavedSearch.objects.filter(user=kept, deleted_at=None)
    mine = SavedSearch.objects.filter(user=gone)
    mine.filter(wish=None, query__in=own.filter(wish=None).values("query")).delete()
    mine.filter(wish__in=own.filter(wish__isnull=False).values("wish")).delete()
    mine.update(user=kept)


def describe_erasure(user: User) -> list[str]:
    """Say that saved searches go."""
    words = ngettext(
        "%(number)d saved search is removed.",
        "%(number)d saved searches are removed.",
        number := SavedSearch.objects.filter(user=user, deleted_at=None).count(),
    )
    return [words % {"number": number}] if number else []


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Remove what the person saved and asked for; the log never knew them."""
    SavedSearch.objects.filter(user=user).delete()
