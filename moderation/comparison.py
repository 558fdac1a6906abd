"""Reads of the review screen: what changed since the last decision, and around each remark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from learning_objects.api import get_versions, revision_contents
from moderation.comparing import compare_once
from moderation.data import Change, RemarkView
from moderation.items import STAGE
from moderation.models import Decision, Submission
from moderation.places import outline
from moderation.since import carry, is_carried
from moderation.words import BUDGET


def changes_since_last_review(
    submission: Submission, content: dict[str, Any]
) -> list[Change] | None:
    """Return what changed since the last decided revision of the object.

    ``None`` when nothing of the object was reviewed before. ``content`` is that of the revision
    under review.
    """
    last = last_reviewed(submission)
    if last is None:
        return None
    old = revision_contents(revision_ids=[last]).get(last)
    return None if old is None else compare_once(old, content, titles=titles_of((old, content)))


def last_reviewed(submission: Submission) -> int | None:
    """Return the revision of the object's last decision that is not the one in hand."""
    return (
        Decision.objects.filter(submission__learning_object_id=submission.learning_object_id)
        .exclude(revision_id=submission.revision_id)
        .order_by("-id")
        .values_list("revision_id", flat=True)
        .first()
    )


def carry_remarks(
    remarks: Iterable[RemarkView], *, revision_id: int, content: dict[str, Any]
) -> tuple[RemarkView, ...]:
    """Return the remarks with what became of the places of those from earlier drafts.

    ``content`` is that of ``revision_id``, the draft in hand. Three queries more however many
    remarks and drafts there are, none when all are of this draft. A draft that was purged leaves
    its remarks without that knowledge.
    """
    found = tuple(remarks)
    carried = {item.revision_id for item in found if is_carried(item, revision_id)}
    if not carried:
        return found
    earlier = revision_contents(revision_ids=carried)
    titles = titles_of((*earlier.values(), content))
    share = BUDGET // max(1, len(earlier))
    changes = {
        number: compare_once(old, content, titles=titles, steps=share)
        for number, old in earlier.items()
    }
    return carry(found, revision_id=revision_id, changes=changes)


def in_reading_order(
    remarks: Iterable[RemarkView], content: dict[str, Any]
) -> tuple[RemarkView, ...]:
    """Return the remarks as a reader of ``content`` meets their places; what is gone comes last."""
    return sort_by_place(remarks, [place.block or place.field for place in outline(content)])


def sort_by_place(remarks: Iterable[RemarkView], order: Sequence[str]) -> tuple[RemarkView, ...]:
    """Return the remarks in the ``order`` of places; those on the whole object come first."""
    rank = {key: position for position, key in enumerate(order)}
    rank[""] = -1
    return tuple(sorted(remarks, key=lambda item: rank.get(item.block or item.field, len(order))))


def titles_of(contents: Iterable[dict[str, Any]]) -> Mapping[str, str]:
    """Return the titles of the objects that stages use, by uuid; one query, none without any."""
    wanted = {uuid for content in contents for uuid in _attached(content)}
    if not wanted:
        return {}
    return {str(uuid): view.title for uuid, view in get_versions(uuids=wanted).items()}


def _attached(content: dict[str, Any]) -> Iterable[UUID]:
    for block in content["body"]:
        if block["type"] != STAGE:
            continue
        for entry in block["value"].get("objects") or []:
            value = entry.get("value", entry) if isinstance(entry, dict) else {}
            try:
                yield UUID(str(value.get("uuid")))
            except ValueError:
                continue
