"""Writing a draft from anything that is not the editing screen."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from wagtail.blocks import StreamBlock
from wagtail.models import Revision

from accounts.api import User, require
from core.api import new_uuid
from learning_objects.assets import foreign_assets
from learning_objects.blocks import BodyBlock
from learning_objects.content import LINES, PAIRS, PLAIN
from learning_objects.data import Draft, TopicRef
from learning_objects.models import LearningObject, TopicLink
from learning_objects.queries import draft_content

_NESTED = ("board", "pupils_screen")


class InvalidDraft(ValueError):
    """A draft that cannot be stored without losing something; ``place`` says where."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


@transaction.atomic
def save_draft(*, learning_object: LearningObject, draft: Draft, by: User, now: datetime) -> int:
    """Store ``draft`` as a new revision and return its id; the published version stays as it is.

    Raises ``NotAllowed`` when ``by`` may not edit (not an author, or the object is in review) and
    :class:`InvalidDraft` when the content has blocks nobody knows, fields that are too long, or
    other people's files.
    """
    require(by, "learning_objects.edit", learning_object)
    current = learning_object.get_latest_revision_as_object()
    known = draft_content(learning_object)["body"]
    if foreign_assets(user=by, body=draft.body, known=known):
        raise InvalidDraft("body", "shows an image or a document of somebody else")
    fill_draft(current, draft)
    revision: Revision = current.save_revision(user=by, clean=False)
    date_revision(current, revision, now)
    learning_object.latest_revision = revision
    learning_object.draft_title = current.draft_title
    learning_object.changed_at = current.changed_at
    return int(revision.pk)


def date_revision(learning_object: LearningObject, revision: Revision, now: datetime) -> None:
    """Date a revision with the caller's moment: Wagtail reads the clock itself."""
    revision.created_at = learning_object.changed_at = now
    Revision.objects.filter(pk=revision.pk).update(created_at=now)
    LearningObject.objects.filter(pk=learning_object.pk).update(changed_at=now)


def draft_from(content: dict[str, Any]) -> Draft:
    """Return plain content as a draft that can be stored."""
    names = (*PLAIN, *LINES, *PAIRS, "body", "tags")
    topics = [TopicRef(UUID(item["node_uuid"]), item["relation"]) for item in content["topics"]]
    return Draft(**{name: content[name] for name in names}, topics=topics)


def fill_draft(current: LearningObject, draft: Draft) -> None:
    """Write ``draft`` into an object that is not saved yet; raises :class:`InvalidDraft`."""
    for name in PLAIN:
        _check_length(current, name, getattr(draft, name))
        setattr(current, name, getattr(draft, name))
    current.key_points = _stream("point", draft.key_points)
    current.planned_results = _stream("result", draft.planned_results)
    current.misconceptions = _stream("misconception", draft.misconceptions)
    current.keywords = _stream("keyword", draft.keywords)
    current.body = json.dumps(with_ids(draft.body, BodyBlock(), "body"))
    current.topic_links = [
        TopicLink(node_uuid=topic.node_uuid, relation=topic.relation, sort_order=place)
        for place, topic in enumerate(dict.fromkeys(draft.topics))
    ]
    current.tags.set(draft.tags)


def _check_length(current: LearningObject, name: str, value: Any) -> None:
    limit = getattr(current._meta.get_field(name), "max_length", None)
    if limit and isinstance(value, str) and len(value) > limit:
        raise InvalidDraft(name, f"longer than {limit} characters")


def _stream(kind: str, values: list[Any]) -> str:
    return json.dumps([{"type": kind, "id": str(new_uuid()), "value": value} for value in values])


def with_ids(items: list[dict[str, Any]], block: StreamBlock, place: str) -> list[dict[str, Any]]:
    """Return StreamField raw data in which every block has an id.

    Remarks hang on these ids, so they must be there from the first draft. Wagtail would silently
    drop a block of an unknown type; here it is an error with its place.
    """
    return [
        _with_id(item, block, f"{place}[{number}]") for number, item in enumerate(items, start=1)
    ]


def _with_id(item: dict[str, Any], block: StreamBlock, place: str) -> dict[str, Any]:
    kind = item.get("type")
    child = block.child_blocks.get(kind)
    if child is None:
        raise InvalidDraft(place, f"unknown block {kind!r}")
    value = item.get("value")
    if kind == "stage":
        if not isinstance(value, dict):
            raise InvalidDraft(place, "a stage must be an object")
        nested = {
            name: with_ids(value.get(name) or [], child.child_blocks[name], f"{place}.{name}")
            for name in _NESTED
        }
        value = {**value, **nested}
    return {"type": kind, "id": item.get("id") or str(new_uuid()), "value": value}
