"""Assessment items of the demo library: from files into the bank, ready and for everybody."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from assessment.api import add_items, offer_items
from assessment.data import AssessmentItem, ItemFacts, ItemTemplate, NewItem
from cms.demo.reading import FOLDER
from cms.demo.topics import TopicIndex, UnknownTopic
from cms.demo.trail import is_made, mark_made
from core.api import derived_uuid
from framework.api import get_node

ITEMS = FOLDER / "items"
NAME = "items"
# Whose items they are, file by file in alphabetical order, then again from the first.
AUTHORS = ("ivanova", "petrov", "sokolova", "nikitina", "sedov", "tarasova", "bogdanov")


def ensure_items(*, people: Mapping[str, User], topics: TopicIndex, now: datetime) -> int:
    """Put the items of every file that is not there yet into the bank; return how many.

    A file is a transaction of its own. What people change or retire later does not come back.
    """
    files = sorted(ITEMS.glob("*.json"))
    return sum(
        _ensure_file(path, people[AUTHORS[place % len(AUTHORS)]], topics, now)
        for place, path in enumerate(files)
    )


@transaction.atomic
def _ensure_file(path: Path, owner: User, topics: TopicIndex, now: datetime) -> int:
    if is_made(NAME, path.stem):
        return 0
    entries = list(read_items(path, topics))
    report = add_items(entries=entries, by=owner, now=now)
    uuids = [line.uuid for line in report.lines if line.uuid is not None]
    offer_items(uuids=uuids, by=owner, now=now)
    mark_made(NAME, path.stem, now=now, count=len(entries))
    return len(entries)


def read_items(path: Path, topics: TopicIndex) -> Iterator[NewItem]:
    """Yield the items and templates of a file. Raises ``UnknownTopic``."""
    for place, row in enumerate(json.loads(path.read_text("utf-8")), 1):
        yield NewItem(
            item=_content_of(row),
            facts=ItemFacts(
                topics=tuple(_topic(named, topics) for named in row.get("topics", ())),
                difficulty=row.get("difficulty"),
            ),
            key=row["key"],
            place=f"{path.name}: {place}",
        )


def _content_of(row: dict[str, Any]) -> AssessmentItem | ItemTemplate:
    if "template" in row:
        return ItemTemplate.model_validate(row["template"])
    return AssessmentItem.model_validate(row["item"])


def _topic(named: Any, topics: TopicIndex) -> UUID:
    """Return the node that a file names: by uuid, by key, or by subject, grade and title."""
    if isinstance(named, dict):
        return topics.find(
            subject=named["subject"], grade=int(named["grade"]), title=named["title"]
        )
    try:
        uuid = UUID(named)
    except ValueError:
        uuid = derived_uuid("framework", named)
    if get_node(uuid) is None:
        raise UnknownTopic(named)
    return uuid
