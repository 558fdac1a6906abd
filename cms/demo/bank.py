"""Assessment items of the demo library: from files into the bank, ready and for everybody."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from assessment.api import offer_items, stage_items, write_import
from assessment.data import EASIEST, HARDEST, AssessmentItem, ItemFacts, ItemTemplate, NewItem
from cms.demo.reading import FOLDER
from cms.demo.topics import TopicIndex, UnknownTopic
from cms.demo.trail import is_made, mark_made
from core.api import derived_uuid
from framework.api import get_node

ITEMS = FOLDER / "items"
PICTURES = ITEMS / "images"
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


def _ensure_file(path: Path, owner: User, topics: TopicIndex, now: datetime) -> int:
    if is_made(NAME, path.stem):
        return 0
    entries = list(read_items(path, topics))
    media = read_pictures(path)
    staged = stage_items(entries=entries, media=media, name=path.name, by=owner, now=now)
    with transaction.atomic():
        report = write_import(staged=staged, by=owner, now=now)
        uuids = [line.uuid for line in report.lines if line.uuid is not None]
        offer_items(uuids=uuids, by=owner, now=now)
        mark_made(NAME, path.stem, now=now, count=len(entries))
    return len(entries)


def read_pictures(path: Path) -> dict[str, bytes]:
    """Return the pictures that items of a file name. Raises ``OSError`` where one is not there."""
    return {name: (PICTURES / name).read_bytes() for name in _pictures_in(_rows_of(path))}


def _pictures_in(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_pictures_in, value))
    if not isinstance(value, dict):
        return set()
    inner = set().union(*map(_pictures_in, value.values()))
    return inner | ({value["image"]} if value.get("image") else set())


def _rows_of(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return rows


def read_items(path: Path, topics: TopicIndex) -> Iterator[NewItem]:
    """Yield the items and templates of a file.

    A topic that the framework lacks is left out: the starter framework has grades 5 to 9 only, and
    the items go from the first to the last. A subject that it lacks stays named by a tag.
    """
    for place, row in enumerate(_rows_of(path), 1):
        subject = _subject(row, topics)
        yield NewItem(
            item=_content_of(row, tags=() if subject else _subject_titles(row)[:1]),
            facts=ItemFacts(
                topics=tuple(_known(row.get("topics", ()), topics)),
                subject=subject,
                grade=row.get("grade"),
                difficulty=_level(row.get("difficulty")),
            ),
            key=row["key"],
            place=f"{path.name}: {place}",
        )


def _content_of(row: dict[str, Any], tags: Iterable[str]) -> AssessmentItem | ItemTemplate:
    if "template" in row:
        template = row["template"]
        return ItemTemplate.model_validate({**template, "item": _tagged(template["item"], tags)})
    return AssessmentItem.model_validate(_tagged(row["item"], tags))


def _tagged(item: dict[str, Any], tags: Iterable[str]) -> dict[str, Any]:
    return {**item, "tags": [*item.get("tags", ()), *tags]}


def _known(named: Iterable[Any], topics: TopicIndex) -> Iterator[UUID]:
    for one in named:
        with suppress(UnknownTopic):
            yield _topic(one, topics)


def _subject(row: dict[str, Any], topics: TopicIndex) -> UUID | None:
    with suppress(UnknownTopic, IndexError):
        return topics.subject(_subject_titles(row)[0])
    return None


def _subject_titles(row: dict[str, Any]) -> list[str]:
    return [one["subject"] for one in row.get("topics", ()) if isinstance(one, dict)]


def _level(share: float | None) -> int | None:
    """Return the level of the bank, 1 to 5, for a difficulty from nought to one."""
    return None if share is None else min(max(ceil(share * HARDEST), EASIEST), HARDEST)


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
