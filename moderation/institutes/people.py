"""What happens to an affiliation when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from moderation.models import Affiliation

HANDLED = frozenset({"moderation.Affiliation.person"})


def register_people() -> None:
    """Register the parts of affiliations."""
    part = LifecyclePart(_nothing_to_say, apply_merge, HANDLED)
    register_merge("moderation.institutes", part)
    register_erasure(
        "moderation.institutes", LifecyclePart(_nothing_to_say, apply_erasure, HANDLED)
    )


def _nothing_to_say(gone: User) -> list[str]:
    return []


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Let the account that stays belong to its own institute, else to that of the other."""
    if not Affiliation.objects.filter(person=kept).exists():
        Affiliation.objects.filter(person=gone).update(person=kept)
    Affiliation.objects.filter(person=gone).delete()


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Forget where an erased person belonged."""
    Affiliation.objects.filter(person=user).delete()
