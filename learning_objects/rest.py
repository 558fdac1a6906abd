"""REST routes of ``learning_objects``, mounted by ``cms.rest`` under ``/api/v1/objects/``.

The open library without an account: published versions only. Drafts answer 404, withdrawn
objects 410.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from ninja.responses import Status

from learning_objects import public_queries
from learning_objects.data import BasedOn, VersionView
from learning_objects.presenting import absolute, attribution, attributions, object_url, version_url
from learning_objects.rest_authors import router as authoring_router
from learning_objects.rest_items import Author, Item, author_of, item_of
from learning_objects.rest_publishers import router as publishers_router
from learning_objects.rest_readers import router as readers_router
from learning_objects.rest_shelves import router as shelves_router
from learning_objects.rest_shelves import selections_router

__all__ = [
    "authoring_router",
    "publishers_router",
    "readers_router",
    "router",
    "selections_router",
    "shelves_router",
]

router = Router(tags=["learning_objects"])

MOST_ITEMS = 100


class Listing(Schema):
    """A page of a list; ``next`` is ``after`` for the next one, ``null`` at the end."""

    items: list[Item]
    next: int | None


class Topic(Schema):
    """A link to a framework node: ``covers``, ``prerequisite`` or ``next``."""

    node_uuid: UUID
    relation: str


class Source(Schema):
    """What an object was made from: title, authors, source, licence."""

    uuid: UUID
    version: int
    title: str
    authors: list[str]
    source: str
    licence: str
    address: str


class Publisher(Schema):
    """The organisation in whose name a version was published."""

    uuid: UUID
    title: str
    address: str


class Resource(Schema):
    """A published version with its content."""

    uuid: UUID
    version: int
    current: bool
    kind: str
    title: str
    summary: str
    language: str
    licence: str
    length_minutes: int
    topics: list[Topic]
    tags: list[str]
    authors: list[Author]
    content: dict[str, Any]
    digest: str
    institute: str
    published_at: datetime
    first_published_at: datetime
    attribution: str
    attributions: dict[str, str]
    based_on: Source | None
    publisher: Publisher | None
    url: str
    version_url: str


class Gone(Schema):
    """Why an object is no longer offered."""

    detail: str
    title: str
    withdrawn_at: datetime
    reason: str


@router.get("", response=Listing, url_name="objects", summary="Published objects, newest first")
def list_objects(
    request: HttpRequest,
    kind: str = "",
    after: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS)] = 20,
) -> dict[str, Any]:
    """List published objects; go on with ``after`` set to ``next`` of the page before."""
    rows = public_queries.versions_after(after, limit + 1, kind=kind)
    shown = rows[:limit]
    following = shown[-1][0] if len(rows) > limit else None
    return {"items": [item_of(card) for _id, card in shown], "next": following}


@router.get(
    "{uuid:uuid}/", response={200: Resource, 410: Gone}, url_name="object", summary="One object"
)
def get_object(request: HttpRequest, uuid: UUID) -> Any:
    """Give the current version of an object."""
    version = public_queries.get_version(uuid=uuid)
    if version is None:
        raise Http404
    if version.withdrawn:
        return Status(410, _gone(uuid))
    return _resource(version, current=version)


@router.get(
    "{uuid:uuid}/derivatives/",
    response=list[Item],
    url_name="object_derivatives",
    summary="What was made from an object",
)
def list_derivatives(request: HttpRequest, uuid: UUID) -> list[dict[str, Any]]:
    """List the newest hundred public objects that were made from this one."""
    if public_queries.get_version(uuid=uuid) is None:
        raise Http404
    return [item_of(card) for card in public_queries.derivatives_of(uuid, limit=MOST_ITEMS)]


@router.get(
    "{uuid:uuid}/versions/{int:number}/",
    response={200: Resource, 410: Gone},
    url_name="object_version",
    summary="One version of an object",
)
def get_object_version(request: HttpRequest, uuid: UUID, number: int) -> Any:
    """Give one version; it never changes."""
    current = public_queries.get_version(uuid=uuid)
    version = public_queries.get_version(uuid=uuid, number=number)
    if current is None or version is None:
        raise Http404
    if current.withdrawn:
        return Status(410, _gone(uuid))
    return _resource(version, current=current)


def _resource(version: VersionView, *, current: VersionView) -> dict[str, Any]:
    return {
        "uuid": version.object_uuid,
        "version": version.number,
        "current": version.number == current.number,
        "kind": version.kind,
        "title": version.title,
        "summary": version.summary,
        "language": version.language,
        "licence": version.licence,
        "length_minutes": version.length_minutes,
        "topics": [
            {"node_uuid": topic.node_uuid, "relation": topic.relation} for topic in version.topics
        ],
        "tags": list(version.tags),
        "authors": [author_of(author) for author in version.authors],
        "content": version.content,
        "digest": version.digest,
        "institute": version.institute_title,
        "published_at": version.published_at,
        "first_published_at": version.first_published_at,
        "attribution": attribution(version),
        "attributions": dict(attributions(version)),
        "based_on": _source(version.based_on),
        "publisher": asdict(version.publisher) if version.publisher else None,
        "url": absolute(object_url(version.object_uuid)),
        "version_url": absolute(version_url(version.object_uuid, version.number)),
    }


def _source(source: BasedOn | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {**asdict(source), "version": source.number}


def _gone(uuid: UUID) -> dict[str, Any]:
    withdrawal = public_queries.withdrawal_of(uuid)
    if withdrawal is None:
        raise Http404
    return {
        "detail": "Gone",
        "title": withdrawal.title,
        "withdrawn_at": withdrawal.at,
        "reason": withdrawal.reason,
    }
