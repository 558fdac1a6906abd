"""Shelves and selections of the demo library, through the same actions that people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from cms.demo.reading import FOLDER, read_yaml
from cms.demo.stories import Event
from cms.demo.topics import TopicIndex
from cms.demo.trail import is_made, made_uuid, mark_made
from learning_objects.api import (
    Selection,
    add_entry,
    change_selection,
    ensure_first_shelf,
    get_object,
    keep_object,
    make_selection,
    make_shelf,
    publish_selection,
    save_section,
    share_shelf,
)

SHELVES, SELECTIONS = "shelves", "selections"


def ensure_shelves(*, people: Mapping[str, User], now: datetime) -> int:
    """Fill the shelves that are not there yet; return how many."""
    return sum(_fill(item, people, now) for item in read_yaml(FOLDER / "shelves.yaml"))


def ensure_selections(*, people: Mapping[str, User], topics: TopicIndex, now: datetime) -> int:
    """Publish the selections that are not there yet; return how many."""
    written = read_yaml(FOLDER / "selections.yaml")
    return sum(_publish(item, people, topics, now) for item in written)


@transaction.atomic
def _fill(item: Mapping[str, Any], people: Mapping[str, User], now: datetime) -> bool:
    name = (SHELVES, item["key"])
    if is_made(*name):
        return False
    owner, moment = people[item["who"]], _moment(item["at"], now)
    if item.get("first"):
        shelf = ensure_first_shelf(by=owner, now=moment)
    else:
        shelf = make_shelf(title=item["title"], about=item["about"], by=owner, now=moment)
    for share in item.get("share", ()):
        share_shelf(
            shelf=shelf, user=people[share["who"]], may_write=share["write"], by=owner, now=moment
        )
    own = [{"who": item["who"], "at": item["at"], **kept} for kept in item["items"]]
    for kept in [*own, *item.get("added", ())]:
        found = _public(kept["object"])
        if found is not None:
            keep_object(
                shelf=shelf,
                object_uuid=found,
                note=kept.get("note", ""),
                by=people[kept["who"]],
                now=_moment(kept["at"], now),
            )
    mark_made(*name, now=now, made=shelf.uuid)
    return True


@transaction.atomic
def _publish(
    item: Mapping[str, Any], people: Mapping[str, User], topics: TopicIndex, now: datetime
) -> bool:
    name = (SELECTIONS, item["key"])
    if is_made(*name):
        return False
    by, moment = people[item["who"]], _moment(item["at"], now)
    made = make_selection(title=item["title"], by=by, now=moment)
    nodes = [topics.find(**node) for node in item["nodes"]]
    made = change_selection(
        selection=made,
        title=item["title"],
        about=item["about"],
        nodes=nodes,
        seen=made.serial,
        by=by,
        now=moment,
    )
    _write_sections(made, item["sections"], by, moment)
    publish_selection(selection=made, by=by, now=_moment(item["published"], now))
    mark_made(*name, now=now, made=made.uuid)
    return True


def _write_sections(
    made: Selection, parts: list[Mapping[str, Any]], by: User, moment: datetime
) -> None:
    """Write the sections one after the other; each change is made of what stood before it."""
    serial = made.serial
    facts: dict[str, Any] = {"selection": made, "by": by, "now": moment}
    for part in parts:
        title, text = part["title"], part["text"]
        section = save_section(section=None, title=title, text=text, seen=serial, **facts)
        serial += 1
        for entry in part["entries"]:
            found = _public(entry["object"])
            if found is None:
                continue
            why = entry["why"]
            add_entry(section=section.uuid, object_uuid=found, why=why, seen=serial, **facts)
            serial += 1


def _public(key: str) -> UUID | None:
    if not is_made("objects", key):
        return None
    found = get_object(uuid=made_uuid("objects", key))
    return found.uuid if found is not None and found.is_public else None


def _moment(at: str, now: datetime) -> datetime:
    return Event(verb="keep", at=at, who="", facts={}).moment(now)
