"""Showing the history of a control item as that of any other submission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

SEEDED = "moderation.seed_control"


def without_control(entries: list[Any]) -> list[Any]:
    """Return the trail from where the control was put into the queue; any other one as it is.

    The audit keeps who made the copy and from what; whoever reviews it must not read that.
    """
    for place, entry in enumerate(entries):
        if entry.action == SEEDED:
            return entries[place:]
    return entries


def shown_actor(entry: Any) -> UUID | None:
    """Return whom the history names: for a control item the author of the original."""
    if entry.action == SEEDED:
        return UUID(entry.data["shown_as"]) if entry.data["shown_as"] else None
    actor: UUID | None = entry.actor_uuid
    return actor
