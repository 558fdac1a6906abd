"""Published versions and small indexes for tests of search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from core.api import derived_uuid
from learning_objects.data import AuthorView, TopicRef, VersionView
from search.documents import document_of
from search.engine import folder
from search.engine.tantivy_writer import TantivyWriter

_numbers = count(1)
START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


def make_author(name: str) -> AuthorView:
    """An author; the same name gives the same person."""
    return AuthorView(derived_uuid("author", name), name, "owner")


def make_view(title: str = "Закон Ома", **fields: Any) -> VersionView:
    """A published version that exists nowhere but in memory."""
    number = next(_numbers)
    topics = tuple(TopicRef(UUID(str(uuid))) for uuid in fields.pop("nodes", ()))
    defaults: dict[str, Any] = {
        "object_uuid": uuid4(),
        "number": 1,
        "kind": "scenario",
        "summary": "",
        "language": "ru",
        "licence": "CC-BY-4.0",
        "length_minutes": 45,
        "topics": topics,
        "tags": (),
        "authors": (make_author("Алексеева Анна Павловна"),),
        "content": {},
        "text": "Сила тока растёт вместе с напряжением.",
        "digest": f"{number:064x}",
        "institute_title": "Институт",
        "published_at": START + timedelta(minutes=number),
        "first_published_at": START,
        "withdrawn": False,
    }
    return VersionView(title=title, **{**defaults, **fields})


def index_views(views: Iterable[VersionView]) -> None:
    """Make an index of ``views`` and nothing else, the current one."""
    fresh = folder.new_generation(START)
    writer = TantivyWriter(fresh)
    for view in views:
        writer.put(document_of(view))
    writer.commit()
    writer.close()
    folder.point_to(fresh)
