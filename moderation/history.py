"""The timeline of an object, from the audit: what happened, who did it, what was said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_users
from core.api import read_trail
from moderation.after.queries import appeals_of, outcomes_of
from moderation.blind import Masks, masks_of
from moderation.data import HistoryItem, ReviewHistory
from moderation.models import Decision, Submission
from moderation.quality.disguise import shown_actor, without_control
from moderation.queries import remarks_of

# Work on single remarks is not a line of the timeline: the remarks themselves are shown.
LABELS: dict[str, str | Promise] = {
    "learning_objects.create": _("Created"),
    "learning_objects.duplicate": _("Made as a copy"),
    "learning_objects.fork": _("Made from another material"),
    "learning_objects.offer_invite": _("A colleague was invited"),
    "learning_objects.offer_transfer": _("Ownership was offered"),
    "learning_objects.decline_offer": _("An offer was declined"),
    "learning_objects.withdraw_offer": _("An offer was withdrawn"),
    "learning_objects.transfer": _("It has another owner"),
    "learning_objects.leave": _("A co-author left"),
    "learning_objects.set_publisher": _("Another publisher was chosen"),
    "learning_objects.add_coauthor": _("Co-author added"),
    "learning_objects.remove_coauthor": _("Co-author removed"),
    "learning_objects.suggest": _("An edit was proposed"),
    "learning_objects.accept_suggestion": _("A suggestion was accepted"),
    "learning_objects.decline_suggestion": _("A suggestion was declined"),
    "learning_objects.take_back_suggestion": _("A suggestion was taken back"),
    "learning_objects.publish": _("Published"),
    "learning_objects.withdraw": _("Withdrawn from the library"),
    "moderation.submit": _("Sent for review"),
    "moderation.seed_control": _("Sent for review"),
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
    "moderation.appeal": _("Appealed by the author"),
    "moderation.recheck": _("A second look was asked for"),
    "moderation.keep": _("Looked at again: it stays"),
    "moderation.retire": _("Looked at again: withdrawn"),
    "moderation.block": _("Looked at again: blocked"),
    "moderation.overtake": _("The second look is over: a chief has decided"),
    "learning_objects.restore": _("Put back into the library"),
    "moderation.send_up": _("Sent up to the central institute"),
    "moderation.withdraw_referral": _("Back at the regional institute"),
}
# The audit keeps who reported; the authors whom it is about must not read it.
UNNAMED = frozenset({"moderation.recheck"})


def history_of(object_uuid: UUID, *, seen_by: User | None = None) -> ReviewHistory:
    """Return the timeline and the remarks of an object, oldest first.

    Ten queries, twelve when a review is blind.

    Who may read it is the caller's question (``may(user, "moderation.see_history", submission)``
    or the object's own authors). Of a blind review the names of its experts are kept back from
    everybody but themselves and the chiefs (``seen_by``), as are the remarks of others while the
    step goes on.
    """
    entries = without_control(read_trail(object_uuid=object_uuid, actions=tuple(LABELS)))
    people = get_users(uuids=_people_in(entries))
    masks = masks_of(object_uuid, seen_by=seen_by)
    submissions = Submission.objects.filter(object_uuid=object_uuid)
    letters = {
        str(uuid): letter
        for uuid, letter in Decision.objects.filter(
            submission__object_uuid=object_uuid
        ).values_list("uuid", "letter")
    }
    letters |= appeals_of(object_uuid)
    outcomes = outcomes_of(object_uuid)
    return ReviewHistory(
        items=tuple(_item(entry, people, letters, masks, outcomes) for entry in entries),
        remarks=remarks_of(submissions, seen_by=seen_by, masks=masks),
    )


def _shown_actor(entry: Any) -> UUID | None:
    """Return whom the timeline names; never the reader who reported something."""
    return None if entry.action in UNNAMED else shown_actor(entry)


def _people_in(entries: list[Any]) -> set[UUID]:
    """Return who did something, and to whom something was done."""
    actors = {actor for item in entries if (actor := _shown_actor(item))}
    return actors | {UUID(item.data["person"]) for item in entries if item.data.get("person")}


def _item(
    entry: Any,
    people: dict[UUID, User],
    letters: dict[str, str],
    masks: Masks,
    outcomes: dict[str, str],
) -> HistoryItem:
    actor = _shown_actor(entry)
    person = people.get(actor) if actor else None
    data = entry.data
    review = data.get("submission", "")
    other = people.get(UUID(data["person"])) if data.get("person") else None
    said = letters.get(data.get("decision") or data.get("appeal") or "") or data.get("reason") or ""
    return HistoryItem(
        at=entry.at,
        action=entry.action,
        label=_label(entry.action, data.get("decision", ""), outcomes),
        person_name=masks.name_of(person, review),
        text=said or masks.full_name_of(other, review),
        round=data.get("round"),
    )


def _label(action: str, decision: str, outcomes: dict[str, str]) -> str:
    """Return what happened; of a decision on an appeal also what became of the first one."""
    label = str(LABELS[action])
    outcome = outcomes.get(decision)
    return f"{label} ({outcome})" if outcome else label
