"""A published object as the lists of the REST API show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from learning_objects.data import VersionCard
from learning_objects.presenting import absolute, object_url


class Author(Schema):
    """An author: ``role`` is ``owner`` or ``coauthor``."""

    uuid: UUID
    name: str
    role: str


class Item(Schema):
    """A published object in a list; ``topics`` are uuids of framework nodes."""

    uuid: UUID
    version: int
    kind: str
    title: str
    summary: str
    language: str
    licence: str
    length_minutes: int
    topics: list[UUID]
    authors: list[Author]
    published_at: datetime
    url: str


def item_of(card: VersionCard) -> dict[str, Any]:
    """Return a card as :class:`Item` wants it."""
    return {
        "uuid": card.object_uuid,
        "version": card.number,
        "kind": card.kind,
        "title": card.title,
        "summary": card.summary,
        "language": card.language,
        "licence": card.licence,
        "length_minutes": card.length_minutes,
        "topics": list(card.topics),
        "authors": [author_of(author) for author in card.authors],
        "published_at": card.published_at,
        "url": absolute(object_url(card.object_uuid)),
    }


def author_of(author: Any) -> dict[str, Any]:
    """Return an author as :class:`Author` wants it."""
    return {"uuid": author.uuid, "name": author.name, "role": author.role}
