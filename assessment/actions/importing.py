"""Taking files of other systems in: read first, written when the person has seen what is in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.db import transaction

from accounts.api import User, require
from assessment.actions.adding import LONGEST_KEY, add_items
from assessment.actions.storing import Prepared
from assessment.content import unpack
from assessment.data import AddReport, NewItem
from assessment.formats.exchange import Problem, ReadFile, ReadItem
from assessment.formats.registry import detect_format, read_items
from assessment.models import ItemImport
from assessment.rules import ADD_ITEM

KEPT = timedelta(days=1)
MOST_PROBLEMS = 2_000


class ImportGone(LookupError):
    """The file has been written already, or was removed after its day."""


def read_import(
    *, name: str, content: bytes, by: User, now: datetime, format_name: str = ""
) -> ItemImport:
    """Read a file and keep what is in it for a day; nothing is written to the bank.

    Raises ``NotAllowed``, ``FormatRefused``.
    """
    require(by, ADD_ITEM)
    chosen = format_name or detect_format(content)
    read = read_items(content, chosen)
    with transaction.atomic():
        ItemImport.objects.filter(owner=by, created_at__lt=now - KEPT).delete()
        return ItemImport.objects.create(
            owner=by,
            name=name[:255],
            format=chosen,
            entries=_entries(read, PurePath(name).stem),
            problems=_problems(read)[:MOST_PROBLEMS],
            media=len(read.media),
            created_at=now,
        )


@transaction.atomic
def write_import(*, staged: ItemImport, by: User, now: datetime) -> AddReport:
    """Put what was read into the bank, all or nothing.

    Raises ``NotAllowed``, ``ItemsRefused``, :class:`ImportGone` for what is written already.
    """
    require(by, ADD_ITEM)
    fresh = ItemImport.objects.select_for_update().filter(pk=staged.pk, owner=by).first()
    if fresh is None or fresh.written_at is not None:
        raise ImportGone
    report = add_items(entries=entries_of(fresh), by=by, now=now)
    fresh.entries, fresh.written_at = [], now
    fresh.save(update_fields=["entries", "written_at"])
    return report


def entries_of(staged: ItemImport) -> list[NewItem]:
    """Return the items that were read."""
    return [
        NewItem(unpack(entry["content"]), key=entry["key"], place=entry["place"])
        for entry in staged.entries
    ]


def _entries(read: ReadFile, stem: str) -> list[dict[str, Any]]:
    taken: set[str] = set()
    entries = []
    for number, found in enumerate(read.items, 1):
        if found.item is None:
            continue
        entries.append(
            {
                "content": Prepared.of(found.item).content,
                "key": _key_of(found, stem, taken),
                "place": found.source_id or str(number),
            }
        )
    return entries


def _key_of(found: ReadItem, stem: str, taken: set[str]) -> str:
    """Return a key by which the same file revises its own items and never those of another."""
    key = f"{stem}/{found.source_id}"
    if not found.source_id or key in taken or len(key) > LONGEST_KEY:
        return ""
    taken.add(key)
    return key


def _problems(read: ReadFile) -> list[dict[str, Any]]:
    told = [_told(problem, "") for problem in read.problems]
    for number, found in enumerate(read.items, 1):
        place = found.source_id or str(number)
        told += [_told(problem, place) for problem in found.problems]
    return told


def _told(problem: Problem, place: str) -> dict[str, Any]:
    return {
        "code": str(problem.code),
        "weight": problem.weight.value,
        "place": problem.place or place,
        "params": {name: str(value) for name, value in problem.params.items()},
    }
