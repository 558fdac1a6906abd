"""REST routes of saved searches, under ``/api/v1/search/saved/``: a person's own alone.

Another's answers 404, what cannot be saved 409 with the reason.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status
from ninja.security import django_auth

from core.api import now
from search import api
from search.errors import SavedAlreadyError, TooBroadError, TooManySavedError
from search.models import SavedSearch
from search.models.saved import LONGEST_NAME, LONGEST_QUERY
from search.params import read_request
from search.saved.queries import get_saved, saved_by
from search.saved.views import signed_in

saved_router = Router(tags=["search"], auth=django_auth)
MOST_ITEMS = 100
MOST_OFFSET = 1_000_000


class SavedOut(Schema):
    """A saved search: ``query`` is the query string of the results page, ``found`` counts hits
    that were published since; ``is_wish`` says that authors were asked for it.
    """

    uuid: UUID
    name: str
    query: str
    is_wish: bool
    paused: bool
    found: int
    created_at: datetime


class SavedPage(Schema):
    """A page of one's saved searches, the newest first."""

    count: int
    items: list[SavedOut]


class SavedIn(Schema):
    """What to save: the query string of the results page, without ``?``."""

    query: str = Field(max_length=LONGEST_QUERY)
    name: str = Field("", max_length=LONGEST_NAME)


class SavedChange(Schema):
    """What to change; what is left out stays. ``deleted`` false takes a deletion back."""

    name: str | None = Field(None, max_length=LONGEST_NAME)
    paused: bool | None = None
    deleted: bool | None = None


@saved_router.get("", response=SavedPage, url_name="saved_searches")
def list_saved(
    request: HttpRequest,
    limit: Annotated[int, Query(ge=0, le=MOST_ITEMS)] = 20,
    offset: Annotated[int, Query(ge=0, le=MOST_OFFSET)] = 0,
) -> dict[str, Any]:
    """Give one's own saved searches."""
    rows = saved_by(signed_in(request))
    return {
        "count": rows.count(),
        "items": [_view(row) for row in rows[offset : offset + limit]],
    }


@saved_router.post("", response={201: SavedOut}, url_name="saved_searches")
def save(request: HttpRequest, body: SavedIn) -> Any:
    """Save a search; new materials that match are told behind the bell, once a day."""
    wanted = read_request(QueryDict(body.query))
    try:
        made = api.save_search(request=wanted, name=body.name, by=signed_in(request), now=now())
    except SavedAlreadyError as error:
        raise HttpError(409, f"already saved: {error.uuid}") from error
    except TooManySavedError as error:
        raise HttpError(409, f"{error.most} searches are saved already") from error
    except TooBroadError as error:
        raise HttpError(409, "everything would match: add a word or a filter") from error
    return Status(201, _view(made))


@saved_router.patch("{uuid:uuid}/", response=SavedOut, url_name="saved_search")
def change(request: HttpRequest, uuid: UUID, body: SavedChange) -> dict[str, Any]:
    """Rename, pause, go on, or take a deletion back."""
    person, saved = signed_in(request), _own_or_404(request, uuid)
    if body.deleted is False:
        try:
            api.restore_search(saved=saved, by=person)
        except SavedAlreadyError as error:
            raise HttpError(409, f"already saved: {error.uuid}") from error
    if body.name is not None:
        api.rename_search(saved=saved, name=body.name, by=person)
    if body.paused is not None:
        api.pause_search(saved=saved, paused=body.paused, by=person, now=now())
    if body.deleted:
        api.delete_search(saved=saved, by=person, now=now())
    return _view(saved)


@saved_router.delete("{uuid:uuid}/", response={204: None}, url_name="saved_search")
def delete(request: HttpRequest, uuid: UUID) -> Any:
    """Delete it; for a day it can be taken back by ``{"deleted": false}``."""
    api.delete_search(saved=_own_or_404(request, uuid), by=signed_in(request), now=now())
    return Status(204, None)


def _own_or_404(request: HttpRequest, uuid: UUID) -> SavedSearch:
    found = get_saved(signed_in(request), uuid)
    if found is None:
        raise HttpError(404, "Not Found")
    return found


def _view(row: SavedSearch) -> dict[str, Any]:
    return {
        "uuid": row.uuid,
        "name": row.name,
        "query": row.query,
        "is_wish": row.wish_id is not None,
        "paused": row.paused_at is not None,
        "found": getattr(row, "found", None) or 0,
        "created_at": row.created_at,
    }
