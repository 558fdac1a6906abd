"""What happened to a material, in words: its own audit joined with the institute's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.api import get_users
from core.api import read_trail
from learning_objects.api import LearningObject
from moderation.api import history_of

WORDS: dict[str, str | Promise] = {
    "learning_objects.create": _("Draft created"),
    "learning_objects.duplicate": _("Draft created as a copy"),
    "learning_objects.publish": _("Version %(number)s published"),
    "learning_objects.withdraw": _("Withdrawn: %(reason)s"),
    "learning_objects.add_coauthor": _("Co-author added: %(name)s"),
    "learning_objects.remove_coauthor": _("Co-author removed: %(name)s"),
}


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One line of the timeline: when, who, what, the text that was said, and a tone."""

    when: datetime
    who: str
    what: str
    text: str = ""
    tone: str = "neutral"


def timeline_of(learning_object: LearningObject) -> list[TimelineItem]:
    """Return everything that happened to the object, oldest first, in a constant number of queries."""
    trail = [
        entry for entry in read_trail(object_uuid=learning_object.uuid) if entry.action in WORDS
    ]
    people = get_users(uuids={entry.actor_uuid for entry in trail if entry.actor_uuid})
    own = [
        TimelineItem(
            when=entry.at,
            who=people[entry.actor_uuid].short_name if entry.actor_uuid in people else "",
            what=_words(entry.action, entry.data),
            tone="success" if entry.action == "learning_objects.publish" else "neutral",
        )
        for entry in trail
    ]
    institute = [
        TimelineItem(item.when, item.who, item.what, item.text, item.tone)
        for item in history_of(learning_object.uuid)
    ]
    return sorted([*own, *institute], key=lambda item: item.when)


def _words(action: str, data: dict[str, Any]) -> str:
    return str(WORDS[action]) % data
