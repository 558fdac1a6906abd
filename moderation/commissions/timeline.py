"""The history of a call in words, from the audit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_users
from core.api import read_trail
from moderation.models import Commission, Taking

LABELS: dict[str, str | Promise] = {
    "moderation.call_create": _("wrote the call"),
    "moderation.call_change": _("changed the call"),
    "moderation.call_open": _("opened the call"),
    "moderation.call_close": _("closed the call"),
    "moderation.call_complete": _("the call is closed: every place has its material"),
    "moderation.call_reopen": _("opened the call again"),
    "moderation.call_prolong": _("gave more days or places"),
    "moderation.call_cancel": _("cancelled the call"),
    "moderation.taking_apply": _("applied"),
    "moderation.taking_take": _("took a place"),
    "moderation.taking_accept": _("accepted the application"),
    "moderation.taking_decline": _("declined the application"),
    "moderation.taking_retract": _("withdrew the application"),
    "moderation.taking_begin": _("began the draft"),
    "moderation.taking_send": _("sent the material for review"),
    "moderation.taking_resume": _("the material is with the author again"),
    "moderation.taking_fulfil": _("the material is published"),
    "moderation.taking_give_back": _("gave the place back"),
    "moderation.taking_revoke": _("took the place away"),
}
# Who decided in a review is not told here: it may be blind.
QUIET = {"moderation.taking_resume", "moderation.taking_fulfil", "moderation.call_complete"}
TONES = {
    "moderation.call_cancel": "danger",
    "moderation.taking_decline": "warning",
    "moderation.taking_revoke": "warning",
    "moderation.taking_give_back": "warning",
    "moderation.taking_fulfil": "success",
    "moderation.call_complete": "success",
}


def timeline_of(commission: Commission, takings: list[Taking]) -> list[dict[str, Any]]:
    """Return what happened to a call, the newest first, for the timeline component; two queries."""
    entries = read_trail(object_uuid=commission.uuid)
    people = get_users(uuids={entry.actor_uuid for entry in entries if entry.actor_uuid})
    names = {str(taking.uuid): taking.author.short_name for taking in takings}
    return [
        {
            "what": LABELS.get(entry.action, entry.action),
            "who": _who(entry, people, names.get(entry.data.get("taking", ""), "")),
            "when": entry.at,
            "text": entry.data.get("reason", ""),
            "tone": TONES.get(entry.action, ""),
        }
        for entry in sorted(entries, key=lambda entry: entry.at, reverse=True)
    ]


def _who(entry: Any, people: dict[UUID, User], author: str) -> str:
    """Return who did it, and whose part it was where that is somebody else's."""
    person = None if entry.action in QUIET else people.get(entry.actor_uuid)
    name = person.short_name if person else author
    return f"{name} → {author}" if author and author != name else name
