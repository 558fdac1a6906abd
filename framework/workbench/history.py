"""What was done to a node of a draft, in words: who, when, what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.api import get_users
from core.api import read_trail
from framework.labels import words_of
from framework.models import FrameworkNode, FrameworkVersion

ACTIONS = (
    "framework.add_node",
    "framework.change_node",
    "framework.move_node",
    "framework.retire_node",
    "framework.merge_nodes",
    "framework.split_node",
    "framework.take_back",
)
MOST = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """An item of the timeline component."""

    when: datetime
    who: str
    what: str
    text: str = ""
    tone: str = ""
    url: str = ""


def history_of(draft: FrameworkVersion, node: UUID) -> list[Deed]:
    """Return what was done to the node in this draft, the newest first; at most three queries."""
    entries = [
        entry
        for entry in read_trail(object_uuid=node, actions=ACTIONS)
        if entry.object_code == "framework.node" and entry.data.get("version") == str(draft.uuid)
    ][-MOST:]
    people = get_users(uuids={entry.actor_uuid for entry in entries if entry.actor_uuid})
    titles = _titles(draft, entries)
    return [
        Deed(
            entry.at,
            people[entry.actor_uuid].full_name if entry.actor_uuid in people else "",
            *_words(entry.action, entry.data, titles),
        )
        for entry in reversed(entries)
    ]


def _titles(draft: FrameworkVersion, entries: Iterable[Any]) -> dict[str, str]:
    """Return the titles of the nodes that the entries name, by uuid."""
    named = {
        uuid
        for entry in entries
        for name in ("from", "to", "gone", "parts")
        for uuid in _listed(entry.data.get(name))
        if uuid
    }
    if not named:
        return {}
    versions = [pk for pk in (draft.follows_id, draft.pk) if pk]
    rows = FrameworkNode.objects.filter(version_id__in=versions, uuid__in=named)
    found = rows.order_by("version_id").values_list("uuid", "title", "title_en")
    return {str(uuid): words_of(title, title_en) for uuid, title, title_en in found}


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


def _words(action: str, data: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[str, str]:
    """Return what was done and the particulars of it."""
    plain = {
        "framework.add_node": _("Added"),
        "framework.take_back": _("Taken back to what the edition before says"),
    }
    if action == "framework.change_node":
        return _("Changed"), "\n".join(_changes(data))
    if action == "framework.move_node":
        return _moved(data, titles), ""
    if action == "framework.retire_node":
        number = int(data.get("nodes", 1))
        words = ngettext(
            "Retired, %(number)d node in all", "Retired, %(number)d nodes in all", number
        )
        return words % {"number": number}, ""
    if action == "framework.merge_nodes":
        return _("Others were merged into it"), _quoted(data.get("gone"), titles)
    if action == "framework.split_node":
        return _("Split into parts"), _quoted(data.get("parts"), titles)
    return plain[action], ""


def _moved(data: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    if data.get("from") == data.get("to"):
        return _("Put into another place among its neighbours")
    top, unknown = _("the top of the tree"), _("a node that is gone")
    ends = {
        name: titles.get(str(data[name]), unknown) if data.get(name) else top
        for name in ("from", "to")
    }
    return _("Moved from “%(from)s” to “%(to)s”") % ends


def _quoted(uuids: Any, titles: Mapping[str, str]) -> str:
    return "\n".join(titles.get(uuid) or _("a node that is gone") for uuid in _listed(uuids))


def _changes(data: Mapping[str, Any]) -> Iterable[str]:
    labels = {
        "title": _("title"),
        "title_en": _("title in English"),
        "code": _("code"),
        "hours": _("hours"),
        "content": _("content"),
    }
    for name, label in labels.items():
        if isinstance(data.get(name), list):
            before, after = (_shown(value) for value in data[name])
            yield _("%(what)s: %(before)s → %(after)s") % {
                "what": label,
                "before": before,
                "after": after,
            }


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    short = text if len(text) <= 120 else f"{text[:119]}…"
    return short or _("empty")
