"""The timeline of an object, from the audit: what happened, who did it, what was said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_users
from core.api import read_trail
from moderation.blind import Masks, masks_of
from moderation.data import HistoryItem, ReviewHistory
from moderation.models import Decision, Submission
from moderation.queries import remarks_of

# Work on single remarks is not a line of the timeline: the remarks themselves are shown.
LABELS: dict[str, str | Promise] = {
    "learning_objects.create": _("Created"),
    "learning_objects.duplicate": _("Made as a copy"),
    "learning_objects.add_coauthor": _("Co-author added"),
    "learning_objects.remove_coauthor": _("Co-author removed"),
    "learning_objects.publish": _("Published"),
    "learning_objects.withdraw": _("Withdrawn from the library"),
    "moderation.submit": _("Sent for review"),
    "moderation.claim": _("Taken by an expert"),
    "moderation.release": _("Given back to the queue"),
    "moderation.assign": _("Assigned to an expert"),
    "moderation.hand_over": _("Handed over to another expert"),
    "moderation.expire": _("Returned to the queue: nobody worked on it"),
    "moderation.escalate": _("Late; the chief is told"),
    "moderation.vote": _("An expert has voted"),
    "moderation.return": _("Returned for changes"),
    "moderation.approve": _("Approved"),
    "moderation.reject": _("Rejected"),
    "moderation.recall": _("Recalled by the author"),
}


def history_of(object_uuid: UUID, *, seen_by: User | None = None) -> ReviewHistory:
    """Return the timeline and the remarks of an object, oldest first.

    Eight queries, ten when a review is blind.

    Who may read it is the caller's question (``may(user, "moderation.see_history", submission)``
    or the object's own authors). Of a blind review the names of its experts are kept back from
    everybody but themselves and the chiefs (``seen_by``), as are the remarks of others while the
    step goes on.
    """
    entries = read_trail(object_uuid=object_uuid, actions=tuple(LABELS))
    people = get_users(uuids=_people_in(entries))
    masks = masks_of(object_uuid, seen_by=seen_by)
    submissions = Submission.objects.filter(object_uuid=object_uuid)
    letters = {
        str(uuid): letter
        for uuid, letter in Decision.objects.filter(
            submission__object_uuid=object_uuid
        ).values_list("uuid", "letter")
    }
    return ReviewHistory(
        items=tuple(_item(entry, people, letters, masks) for entry in entries),
        remarks=remarks_of(submissions, seen_by=seen_by, masks=masks),
    )


def _people_in(entries: list[Any]) -> set[UUID]:
    """Return who did something, and to whom something was done."""
    actors = {item.actor_uuid for item in entries if item.actor_uuid}
    return actors | {UUID(item.data["person"]) for item in entries if item.data.get("person")}


def _item(
    entry: Any, people: dict[UUID, User], letters: dict[str, str], masks: Masks
) -> HistoryItem:
    person = people.get(entry.actor_uuid) if entry.actor_uuid else None
    data = entry.data
    review = data.get("submission", "")
    other = people.get(UUID(data["person"])) if data.get("person") else None
    said = letters.get(data.get("decision", "")) or data.get("reason") or ""
    return HistoryItem(
        at=entry.at,
        action=entry.action,
        label=str(LABELS[entry.action]),
        person_name=masks.name_of(person, review),
        text=said or masks.full_name_of(other, review),
        round=data.get("round"),
    )
