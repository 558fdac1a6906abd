"""Asking the authors for what the library has not."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from core.api import fold
from framework.api import get_tree
from search.actions.saving import MOST_SAVED, query_of
from search.data import SearchRequest
from search.errors import PersonalWishError, TooBroadError, TooManySavedError
from search.models import SavedSearch, Wish
from search.models.query_log import LONGEST_TEXT
from search.models.saved import LONGEST_NAME
from search.querylog.noting import subject_of
from search.querylog.personal import looks_personal
from search.saved.percolation import write_anchors

WISH = "search.wish"


@transaction.atomic
def ask_for_material(
    *, request: SearchRequest, node: UUID | None = None, by: User, now: datetime
) -> SavedSearch:
    """Join the wish for what ``request`` looks for, or make it; said again it changes nothing.

    ``node`` is the topic that the person chose. Raises ``NotAllowed``, ``PersonalWishError``,
    ``TooBroadError`` (no words, or words that everything matches), ``TooManySavedError``.
    """
    require(by, WISH)
    text = " ".join(fold(request.text).split())[:LONGEST_TEXT]
    if not text:
        raise TooBroadError
    if request.authors or looks_personal(request.text):
        raise PersonalWishError
    User.objects.select_for_update().get(pk=by.pk)
    wish = _wish(request, text, node, now)
    mine = SavedSearch.objects.filter(user=by, deleted_at=None)
    known = mine.filter(wish=wish).first()
    if known is not None:
        return known
    if mine.filter(wish__isnull=False).count() >= MOST_SAVED:
        raise TooManySavedError(MOST_SAVED)
    made = SavedSearch.objects.create(
        user=by, wish=wish, name=request.text.strip()[:LONGEST_NAME], query=wish.query,
        created_at=now,
    )  # fmt: skip
    if not write_anchors(made):
        raise TooBroadError
    return made


def _wish(request: SearchRequest, text: str, node: UUID | None, now: datetime) -> Wish:
    tree = get_tree()
    place = tree.get(node) if node else None
    if place is None and len(request.topics) == 1:
        place = tree.get(request.topics[0])
    subject = tree.subject_of(place.uuid) if place else None
    subject_uuid = subject.uuid if subject else subject_of(request)
    grade = (place.grade if place else None) or (
        request.grades[0] if len(request.grades) == 1 else None
    )
    told = f"{text}\x1f{subject_uuid}\x1f{grade}"
    wish, _made = Wish.objects.get_or_create(
        digest=hashlib.sha256(told.encode()).hexdigest()[:32],
        defaults={
            "text": text,
            "query": query_of(request),
            "subject_uuid": subject_uuid,
            "node_uuid": place.uuid if place else None,
            "grade": grade or None,
            "kind": request.kinds[0] if len(request.kinds) == 1 else "",
            "created_at": now,
        },
    )
    return wish
