"""REST of one's own shelves, under ``/api/v1/shelves/``, and of selections for everybody.

What one may not see answers 404; a refusal 403, what stands in the way 409 with its reason.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User, may
from core.api import now
from learning_objects.models import Shelf
from learning_objects.selections import queries as selection_queries
from learning_objects.shelves import items, queries
from learning_objects.shelves.actions import ensure_first_shelf, make_shelf
from learning_objects.shelves.limits import ABOUT_LIMIT, NOTE_LIMIT, TITLE_LIMIT
from learning_objects.shelves.rules import FILL, SEE
from learning_objects.shelves.wording import REFUSALS, title_of, words_for

router = Router(tags=["learning_objects"], auth=django_auth)
selections_router = Router(tags=["learning_objects"])
MOST_ITEMS = 100
MOST_OFFSET = 1_000_000

Limit = Annotated[int, Query(ge=0, le=MOST_ITEMS)]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET)]


class ReferenceOut(Schema):
    """A version that is held: ``standing`` is current, newer, withdrawn or missing."""

    uuid: UUID
    object_uuid: UUID
    number: int
    title: str
    note: str
    standing: str
    newest: int
    reason: str
    url: str


class ShelfLineOut(Schema):
    """A shelf in a list."""

    uuid: UUID
    title: str
    about: str
    items: int
    owner: str
    may_write: bool
    changed_at: datetime


class ShelfOut(Schema):
    """A shelf with a page of what stands on it."""

    uuid: UUID
    title: str
    about: str
    owner: str
    may_write: bool
    count: int
    items: list[ReferenceOut]


class ShelfIn(Schema):
    """A new shelf."""

    title: str = Field(min_length=1, max_length=TITLE_LIMIT)
    about: str = Field("", max_length=ABOUT_LIMIT)


class ItemIn(Schema):
    """A material to keep; ``number`` is the version, the current one by default."""

    object_uuid: UUID
    number: int | None = Field(None, ge=1)
    note: str = Field("", max_length=NOTE_LIMIT)


class ChangedOut(Schema):
    """Whether this changed something."""

    changed: bool


class SelectionLineOut(Schema):
    """A published selection in a list."""

    uuid: UUID
    slug: str
    title: str
    about: str
    materials: int
    published_at: datetime | None


class SectionOut(Schema):
    """A section; the ``note`` of an entry is the reason why it is there."""

    uuid: UUID
    title: str
    text: str
    entries: list[ReferenceOut]


class SelectionOut(Schema):
    """A published selection, whole."""

    uuid: UUID
    slug: str
    title: str
    about: str
    published_at: datetime | None
    nodes: list[UUID]
    sections: list[SectionOut]


@router.get("", response=list[ShelfLineOut], url_name="shelves")
def get_shelves(request: HttpRequest, shared: bool = False) -> list[Any]:
    """Give one's own shelves, or those that colleagues share."""
    me = _person(request)
    ensure_first_shelf(by=me, now=now())
    found = queries.shelves_shared_with(me) if shared else queries.shelves_of(me)
    return list(queries.lines_of(found[:MOST_ITEMS]))


@router.post("", response=ShelfLineOut, url_name="shelves")
def post_shelf(request: HttpRequest, shelf: ShelfIn) -> Any:
    """Make one more shelf."""
    me = _person(request)
    try:
        made = make_shelf(title=shelf.title, about=shelf.about, by=me, now=now())
    except ValueError as error:
        raise HttpError(409, str(error)) from error
    except REFUSALS as error:
        raise HttpError(409, words_for(error)) from error
    return queries.lines_of(queries.shelves_of(me).filter(pk=made.pk))[0]


@router.get("{uuid:uuid}/", response=ShelfOut, url_name="shelf")
def get_shelf(
    request: HttpRequest, uuid: UUID, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Give a shelf that one may read, with a page of what stands on it."""
    shelf = _shelf(request, uuid)
    rows = queries.items_of(shelf)
    return {
        "uuid": shelf.uuid,
        "title": title_of(shelf),
        "about": shelf.about,
        "owner": shelf.owner.full_name,
        "may_write": may(request.user, FILL, shelf),
        "count": rows.count(),
        "items": queries.views_of(rows[offset : offset + limit]),
    }


@router.post("{uuid:uuid}/items/", response=ChangedOut, url_name="shelf_items")
def post_item(request: HttpRequest, uuid: UUID, item: ItemIn) -> dict[str, bool]:
    """Put a material on a shelf; said again it changes nothing."""
    shelf = _shelf(request, uuid)
    try:
        _item, made = items.keep_object(shelf=shelf, by=_person(request), now=now(), **item.dict())
    except REFUSALS as error:
        raise HttpError(409, words_for(error)) from error
    return {"changed": made}


@router.delete("{uuid:uuid}/items/{uuid:item}/", response=ChangedOut, url_name="shelf_item")
def delete_item(request: HttpRequest, uuid: UUID, item: UUID) -> dict[str, bool]:
    """Take a material off a shelf."""
    shelf = _shelf(request, uuid)
    gone = items.remove_items(shelf=shelf, items=[item], by=_person(request), now=now())
    return {"changed": gone is not None}


@selections_router.get("", response=list[SelectionLineOut], url_name="selections")
def get_selections(request: HttpRequest, limit: Limit = 20, offset: Offset = 0) -> list[Any]:
    """Give the published selections, the newest first."""
    found = selection_queries.public_selections()[offset : offset + limit]
    return list(selection_queries.selection_lines(found))


@selections_router.get("{slug:name}/", response=SelectionOut, url_name="selection")
def get_selection(request: HttpRequest, name: str) -> dict[str, Any]:
    """Give a published selection by its slug or uuid."""
    found = selection_queries.find_selection(name)
    if found is None or not found.is_public:
        raise HttpError(404, "Not Found")
    return {
        "uuid": found.uuid,
        "slug": found.slug,
        "title": found.title,
        "about": found.about,
        "published_at": found.published_at,
        "nodes": [node["uuid"] for node in selection_queries.nodes_of(found)],
        "sections": selection_queries.sections_of(found),
    }


def _shelf(request: HttpRequest, uuid: UUID) -> Shelf:
    shelf = queries.get_shelf(uuid=uuid)
    if shelf is None or shelf.removed_at is not None or not may(request.user, SEE, shelf):
        raise HttpError(404, "Not Found")
    return shelf


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise HttpError(401, "Unauthorized")
    return request.user
