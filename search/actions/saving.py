"""Keeping a search: save, rename, pause, delete, take back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from search.data import SearchRequest
from search.errors import SavedAlreadyError, TooBroadError, TooManySavedError
from search.models import SavedSearch
from search.models.saved import LONGEST_NAME, LONGEST_QUERY
from search.params import write_request
from search.saved.percolation import write_anchors

SAVE, OWN = "search.save", "search.change_saved"
MOST_SAVED = 100


@transaction.atomic
def save_search(*, request: SearchRequest, name: str, by: User, now: datetime) -> SavedSearch:
    """Save a search under a name; without one its words are the name.

    Raises ``NotAllowed``, ``SavedAlreadyError``, ``TooManySavedError``, ``TooBroadError``.
    """
    require(by, SAVE)
    query = query_of(request)
    User.objects.select_for_update().get(pk=by.pk)  # two presses are one search
    own = SavedSearch.objects.filter(user=by, deleted_at=None, wish=None)
    known = own.filter(query=query).first()
    if known is not None:
        raise SavedAlreadyError(known.uuid)
    if own.count() >= MOST_SAVED:
        raise TooManySavedError(MOST_SAVED)
    made = SavedSearch.objects.create(
        user=by, name=_name(name or request.text or query), query=query, created_at=now
    )
    if not write_anchors(made):
        raise TooBroadError
    return made


@transaction.atomic
def rename_search(*, saved: SavedSearch, name: str, by: User) -> SavedSearch:
    """Give it another name; an empty one changes nothing."""
    require(by, OWN, saved)
    saved.name = _name(name) or saved.name
    saved.save(update_fields=["name"])
    return saved


@transaction.atomic
def pause_search(*, saved: SavedSearch, paused: bool, by: User, now: datetime) -> SavedSearch:
    """Tell nothing of it for a while, or go on; what is published meanwhile is not told later."""
    require(by, OWN, saved)
    saved.paused_at = (saved.paused_at or now) if paused else None
    saved.save(update_fields=["paused_at"])
    return saved


@transaction.atomic
def delete_search(*, saved: SavedSearch, by: User, now: datetime) -> SavedSearch:
    """Delete it; it may be taken back for a day."""
    require(by, OWN, saved)
    saved.deleted_at = saved.deleted_at or now
    saved.save(update_fields=["deleted_at"])
    return saved


@transaction.atomic
def restore_search(*, saved: SavedSearch, by: User) -> SavedSearch:
    """Take a deletion back. Raises ``SavedAlreadyError`` when it was saved anew meanwhile."""
    require(by, OWN, saved)
    if saved.deleted_at is None:
        return saved
    User.objects.select_for_update().get(pk=by.pk)
    live = SavedSearch.objects.filter(user=by, deleted_at=None, wish=saved.wish)
    same = live if saved.wish_id else live.filter(query=saved.query)
    again = same.first()
    if again is not None:
        raise SavedAlreadyError(again.uuid)
    saved.deleted_at = None
    saved.save(update_fields=["deleted_at"])
    return saved


def query_of(request: SearchRequest) -> str:
    """Return the query string that is kept: neither page nor order. Raises ``TooBroadError``."""
    bare = SearchRequest(
        text=" ".join(request.text.split())[:300],
        kinds=request.kinds,
        subjects=request.subjects,
        grades=request.grades,
        topics=request.topics,
        licences=request.licences,
        authors=request.authors,
    )
    query = write_request(bare)
    if not query or len(query) > LONGEST_QUERY:
        raise TooBroadError
    return query


def _name(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]
