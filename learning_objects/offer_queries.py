"""Reads of offers; who may see one is ``may(user, "learning_objects.see_offer", …)``."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts.api import User
from learning_objects.authoring import ACCEPTED, OFFERED, TRANSFER
from learning_objects.models import AuthorOffer, LearningObject


def _ready(found: QuerySet[AuthorOffer]) -> QuerySet[AuthorOffer]:
    return found.select_related("learning_object", "offered_by", "offered_to").defer(
        "learning_object__body"
    )


def get_offer(*, uuid: UUID) -> AuthorOffer | None:
    """Return the offer or ``None``."""
    return _ready(AuthorOffer.objects.filter(uuid=uuid)).first()


def offers_to(user: User) -> QuerySet[AuthorOffer]:
    """Return what was offered to ``user``, what waits for an answer first, then the newest."""
    rows = AuthorOffer.objects.filter(offered_to=user)
    return _ready(rows).order_by(F("answered_at").desc(nulls_first=True), "-created_at", "-pk")


def offers_by(user: User) -> QuerySet[AuthorOffer]:
    """Return what ``user`` offered to others, the newest first."""
    return _ready(AuthorOffer.objects.filter(offered_by=user)).order_by("-created_at", "-pk")


def count_offers_to(user: User) -> int:
    """Return how many offers wait for an answer of ``user``."""
    return AuthorOffer.objects.filter(offered_to=user, state=OFFERED).count()


def open_offers_of(learning_object: LearningObject) -> list[AuthorOffer]:
    """Return the offers of an object that wait for an answer, the oldest first."""
    rows = AuthorOffer.objects.filter(learning_object=learning_object, state=OFFERED)
    return list(rows.select_related("offered_to").order_by("created_at", "pk"))


def parts_taken_by(user: User) -> QuerySet[AuthorOffer]:
    """Return the offers by which ``user`` became an author, or handed an object over.

    Who is not an author any more was one by such an offer: co-authors come by them alone, and an
    owner leaves only after a transfer. Narrow it with ``values("learning_object")``.
    """
    mine = Q(offered_to=user) | Q(offered_by=user, kind=TRANSFER)
    return AuthorOffer.objects.filter(mine, state=ACCEPTED)
