"""REST routes of publishers: read by all under ``/api/v1/publishers/``, written by administrators.

The choice in whose name a material is published is its owner's, under ``/api/v1/authoring/``. A
refusal answers 403 or 409 with its reason.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User, may
from accounts.errors import NotAllowed
from core.api import now
from learning_objects import api, public_queries
from learning_objects.author_rules import MANAGE_PUBLISHERS, SET_PUBLISHER
from learning_objects.errors import NameTaken, NoContract
from learning_objects.models import LearningObject, Organisation
from learning_objects.presenting import absolute, publisher_url
from learning_objects.publisher_queries import versions_published_by
from learning_objects.rest_authors import router as authoring_router
from learning_objects.rest_items import Item, item_of

router = Router(tags=["publishers"])
MOST_ITEMS = 100
MOST_OFFSET = 1_000_000


class PublishersQuery(Schema):
    """Which part of a list."""

    limit: int = Field(20, ge=1, le=MOST_ITEMS)
    offset: int = Field(0, ge=0, le=MOST_OFFSET)


class PublisherOut(Schema):
    """A publisher; ``contract`` (number and date) is told to administrators alone."""

    uuid: UUID
    title: str
    about: str
    address: str
    has_contract: bool
    contract: str
    url: str


class PublishersOut(Schema):
    """A page of publishers by name."""

    count: int
    items: list[PublisherOut]


class PublishedOut(Schema):
    """A page of what is in the library in a publisher's name, the newest first."""

    count: int
    items: list[Item]


class PublisherIn(Schema):
    """The facts of a publisher, all of them."""

    title: str = Field(min_length=1, max_length=200)
    about: str = Field("", max_length=1000)
    address: str = Field("", max_length=300)
    has_contract: bool = False
    contract: str = Field("", max_length=200)


class ChoiceIn(Schema):
    """In whose name the next versions are published; ``null``: in that of the authors."""

    publisher: UUID | None


@router.get("", response=PublishersOut, url_name="publishers", summary="Publishers by name")
def list_publishers(request: HttpRequest, query: Query[PublishersQuery]) -> dict[str, Any]:
    """List the publishers: those with a contract to everybody, all to administrators."""
    manages = may(request.user, MANAGE_PUBLISHERS)
    found = api.organisations() if manages else api.organisations().filter(has_contract=True)
    rows = found[query.offset : query.offset + query.limit]
    return {"count": found.count(), "items": [_publisher(row, manages=manages) for row in rows]}


@router.post(
    "",
    response=PublisherOut,
    auth=django_auth,
    url_name="post_publisher",
    summary="Write a new publisher down",
)
def post_publisher(request: HttpRequest, payload: PublisherIn) -> dict[str, Any]:
    """Write a new publisher down, as an administrator."""
    return _saved(request, None, payload)


@router.get("{uuid:uuid}/", response=PublisherOut, url_name="publisher", summary="One publisher")
def get_publisher(request: HttpRequest, uuid: UUID) -> dict[str, Any]:
    """Give the facts of a publisher."""
    return _publisher(_find(uuid), manages=may(request.user, MANAGE_PUBLISHERS))


@router.post(
    "{uuid:uuid}/",
    response=PublisherOut,
    auth=django_auth,
    url_name="change_publisher",
    summary="Change the facts of a publisher",
)
def change_publisher(request: HttpRequest, uuid: UUID, payload: PublisherIn) -> dict[str, Any]:
    """Change the facts, the contract among them, as an administrator."""
    return _saved(request, _find(uuid), payload)


@router.get(
    "{uuid:uuid}/objects/",
    response=PublishedOut,
    url_name="publisher_objects",
    summary="What is in the library in a publisher's name",
)
def list_published(
    request: HttpRequest, uuid: UUID, query: Query[PublishersQuery]
) -> dict[str, Any]:
    """List the current public versions that name the publisher."""
    found = versions_published_by(_find(uuid))
    rows = public_queries.cards(found[query.offset : query.offset + query.limit])
    return {"count": found.count(), "items": [item_of(card) for card in rows]}


@authoring_router.get(
    "publishers/",
    response=list[PublisherOut],
    url_name="own_publishers",
    summary="Publishers that I write for",
)
def list_own_publishers(request: HttpRequest) -> list[dict[str, Any]]:
    """List the publishers in whose name the person may publish."""
    return [_publisher(row, manages=False) for row in api.organisations_of(_person(request))]


@authoring_router.post(
    "objects/{uuid:uuid}/publisher/",
    response=ChoiceIn,
    url_name="choose_publisher",
    summary="Choose in whose name it is published",
)
def choose_publisher(request: HttpRequest, uuid: UUID, payload: ChoiceIn) -> dict[str, Any]:
    """Choose in whose name the next versions are published, as the owner who writes for it."""
    found = api.get_object(uuid=uuid)
    if found is None or not may(request.user, "learning_objects.see_draft", found):
        raise Http404
    _require_owner(request, found)
    mine = {item.uuid: item for item in api.organisations_of(_person(request))}
    if payload.publisher is not None and payload.publisher not in mine:
        raise HttpError(409, _("Choose one of your organisations."))
    chosen = mine[payload.publisher] if payload.publisher else None
    facts: dict[str, Any] = {"by": _person(request), "now": now()}
    try:
        api.set_publisher(learning_object=found, organisation=chosen, **facts)
    except NoContract as error:
        words = _("The library has no contract with this organisation.")
        raise HttpError(409, words) from error
    return {"publisher": payload.publisher}


def _require_owner(request: HttpRequest, found: LearningObject) -> None:
    if not may(request.user, SET_PUBLISHER, found):
        raise HttpError(403, _("Only its owner may do this, and not during a review."))


def _saved(
    request: HttpRequest, found: Organisation | None, payload: PublisherIn
) -> dict[str, Any]:
    """Store what an administrator wrote; a refusal becomes 403 or 409."""
    person, facts = _person(request), payload.dict()
    if not may(person, MANAGE_PUBLISHERS):
        raise HttpError(403, "Forbidden")
    if not payload.title.strip():
        raise HttpError(409, _("Give the publisher a name."))
    _check_address(payload.address)
    try:
        saved = api.save_organisation(organisation=found, facts=facts, by=person, now=now())
    except NotAllowed as error:
        raise HttpError(403, "Forbidden") from error
    except NameTaken as error:
        raise HttpError(409, _("Another publisher is called so.")) from error
    return _publisher(saved, manages=True)


def _check_address(address: str) -> None:
    """Refuse what readers could not follow: the page shows the address as a link."""
    if not address:
        return
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise HttpError(409, " ".join(error.messages)) from error


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise HttpError(401, "")
    return request.user


def _find(uuid: UUID) -> Organisation:
    found = api.get_organisation(uuid=uuid)
    if found is None:
        raise Http404
    return found


def _publisher(row: Organisation, *, manages: bool) -> dict[str, Any]:
    return {
        "uuid": row.uuid,
        "title": row.title,
        "about": row.about,
        "address": row.address,
        "has_contract": row.has_contract,
        "contract": row.contract if manages else "",
        "url": absolute(publisher_url(row.uuid)),
    }
