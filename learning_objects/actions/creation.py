"""Bringing a learning object into the world: new, or as a copy."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from accounts.api import User, require
from core.api import record
from learning_objects.actions.drafts import date_revision
from learning_objects.models import Authorship, LearningObject, TopicLink

OBJECT = "learning_objects.learning_object"


@transaction.atomic
def create_object(*, kind: str, title: str, by: User, now: datetime) -> LearningObject:
    """Make an empty draft of ``kind`` owned by ``by``; nobody else sees it.

    Raises ``NotAllowed`` unless ``by`` may author, ``ValueError`` on an unknown kind or no title.
    """
    require(by, "learning_objects.create")
    if kind not in LearningObject.Kind.values:
        raise ValueError(f"unknown kind {kind!r}")
    if not title.strip():
        raise ValueError("a learning object needs a title")
    created = insert_object(
        LearningObject(kind=kind, title=title.strip()[:200], live=False), by=by, now=now
    )
    record(
        action="learning_objects.create",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=created.uuid,
        now=now,
        data={"title": created.title, "kind": kind},
    )
    return created


@transaction.atomic
def duplicate_object(
    *, learning_object: LearningObject, title: str, by: User, now: datetime
) -> LearningObject:
    """Copy the latest draft of one's own object into a new draft owned by ``by``."""
    require(by, "learning_objects.duplicate", learning_object)
    latest = Revision.objects.get(pk=learning_object.latest_revision_id)
    copy = blank_copy(latest.as_object())
    copy.title = copy.draft_title = title.strip()[:200]
    created = insert_object(copy, by=by, now=now)
    record(
        action="learning_objects.duplicate",
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=created.uuid,
        now=now,
        data={"title": created.title, "from": str(learning_object.uuid)},
    )
    return created


def insert_object(fresh: LearningObject, *, by: User, now: datetime) -> LearningObject:
    """Save a new object with its owner and its first revision."""
    fresh.created_at = fresh.changed_at = now
    fresh.save()
    Authorship.objects.create(learning_object=fresh, user=by, role=Authorship.Role.OWNER)
    revision: Revision = fresh.save_revision(user=by, clean=False)
    date_revision(fresh, revision, now)
    fresh.latest_revision = revision
    return fresh


def blank_copy(source: LearningObject) -> LearningObject:
    """Return an unsaved object with the content of ``source`` and nothing of its history."""
    copied: LearningObject = LearningObject.from_serializable_data(
        {
            **source.serializable_data(),
            "pk": None,
            "latest_revision": None,
            "live_revision": None,
            "live": False,
            "has_unpublished_changes": False,
            "first_published_at": None,
            "last_published_at": None,
            "locked": False,
            "locked_at": None,
            "locked_by": None,
        }
    )
    copied.uuid = LearningObject._meta.get_field("uuid").get_default()
    copied.state = LearningObject.State.DRAFT
    copied.current_version = None
    copied.withdrawn_at = None
    copied.withdrawn_reason = copied.withdrawn_how = ""
    copied.topic_links = [
        TopicLink(node_uuid=link.node_uuid, relation=link.relation, sort_order=link.sort_order)
        for link in source.topic_links.all()
    ]
    copied.tagged_items = []
    copied.tags.set([tag.name for tag in source.tags.all()])
    return copied
