"""What happens to offers when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from learning_objects.authoring import EXPIRED, OFFERED
from learning_objects.models import AuthorOffer, Authorship

OFFERS = frozenset(
    {"learning_objects.AuthorOffer.offered_by", "learning_objects.AuthorOffer.offered_to"}
)


def register_offer_people() -> None:
    """Register the parts of this module."""
    register_merge("learning_objects.offers", LifecyclePart(_open_words, apply_merge, OFFERS))
    register_erasure("learning_objects.offers", LifecyclePart(_open_words, apply_erasure))


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move offers to the account that stays; those that make no sense any more end.

    What one of the two offered to the other is deleted: nobody offers anything to themselves, and
    the audit keeps that it was.
    """
    between = Q(offered_by=kept, offered_to=gone) | Q(offered_by=gone, offered_to=kept)
    AuthorOffer.objects.filter(between).delete()
    senseless = AuthorOffer.objects.filter(offered_to=gone, state=OFFERED).filter(
        Q(learning_object__in=Authorship.objects.filter(user=kept).values("learning_object"))
        | Q(learning_object__in=_open_to(kept).values("learning_object"))
    )
    senseless.update(state=EXPIRED, answered_at=now)
    AuthorOffer.objects.filter(offered_to=gone).update(offered_to=kept)
    AuthorOffer.objects.filter(offered_by=gone).update(offered_by=kept)


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """End what waits for an answer on either side, and forget what was written beside it."""
    rows = AuthorOffer.objects.filter(Q(offered_by=user) | Q(offered_to=user))
    rows.filter(state=OFFERED).update(state=EXPIRED, answered_at=now)
    rows.filter(offered_by=user).update(message="")


def _open_to(user: User) -> QuerySet[AuthorOffer]:
    return AuthorOffer.objects.filter(offered_to=user, state=OFFERED)


def _open_words(user: User) -> list[str]:
    rows = AuthorOffer.objects.filter(Q(offered_by=user) | Q(offered_to=user), state=OFFERED)
    count = rows.count()
    words = ngettext(
        "%(number)d unanswered invitation is settled or ends.",
        "%(number)d unanswered invitations are settled or end.",
        count,
    )
    return [words % {"number": count}] if count else []
