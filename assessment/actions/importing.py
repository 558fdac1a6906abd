"""Taking files of other systems in: read first, written when the person has seen what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, require
from assessment.actions.adding import LONGEST_KEY, add_items, preview_items
from assessment.actions.bringing import Brought, KeyOf, look_through, take_along, with_folders
from assessment.actions.files import KEPT, drop_imports, keep_files
from assessment.actions.matching import match_items
from assessment.content import ITEM, kind_of, pack, unpack
from assessment.data import AddReport, ItemFacts, NewItem
from assessment.formats.exchange import Problem, ReadItem
from assessment.formats.registry import detect_format, read_items
from assessment.models import ItemImport
from assessment.rules import ADD_ITEM
from media_pipeline.api import write_received

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
    read = with_folders(read_items(content, chosen))
    brought = look_through(read, _keys_under(PurePath(name).stem))
    return set_aside(brought=brought, name=name, format_name=chosen, by=by, now=now)


def stage_items(
    *, entries: Sequence[NewItem], media: Mapping[str, bytes], name: str, by: User, now: datetime
) -> ItemImport:
    """Set items made here aside with the pictures and sounds that they name by path in ``media``.

    :func:`write_import` puts them into the bank. The files pass the gates of an upload; what became
    of them stands in ``problems``. Not to be called in a transaction: what is set aside can be
    removed only while its row stands. Raises ``NotAllowed``.
    """
    require(by, ADD_ITEM)
    brought = take_along(entries, media)
    return set_aside(brought=brought, name=name, format_name="", by=by, now=now)


def set_aside(
    *, brought: Brought, name: str, format_name: str, by: User, now: datetime
) -> ItemImport:
    """Keep what a file brings for a day: its items in a row, its pictures in the storage.

    The row with the names of the pictures is committed before they are written: whatever ends this,
    they can be found and removed. Raises ``NotAllowed``.
    """
    require(by, ADD_ITEM)
    drop_imports(ItemImport.objects.filter(owner=by, created_at__lt=now - KEPT))
    staged = ItemImport.objects.create(
        owner=by,
        name=name[:255],
        format=format_name,
        entries=[_entry(entry) for entry in brought.entries],
        problems=[_told(problem) for problem in brought.problems[:MOST_PROBLEMS]],
        files=[file.facts() for file in brought.files],
        media=len(brought.files),
        created_at=now,
    )
    try:
        for file in brought.files:
            write_received(file.received, file.content)
    except BaseException:
        drop_imports([staged])
        raise
    return staged


@transaction.atomic
def write_import(*, staged: ItemImport, by: User, now: datetime) -> AddReport:
    """Put what was read into the bank, all or nothing.

    Raises ``NotAllowed``, ``ItemsRefused``, :class:`ImportGone` for what is written already.
    """
    require(by, ADD_ITEM)
    fresh = ItemImport.objects.select_for_update().filter(pk=staged.pk, owner=by).first()
    if fresh is None or fresh.written_at is not None:
        raise ImportGone
    keep_files(files=fresh.files, owner=by, now=now)
    entries = _matched(fresh, by)
    report = add_items(entries=entries, by=by, now=now)
    fresh.entries, fresh.files, fresh.written_at = [], [], now
    fresh.save(update_fields=["entries", "files", "written_at"])
    return report


def preview_import(*, staged: ItemImport, by: User) -> AddReport:
    """Return what :func:`write_import` would do; nothing is written. Raises ``NotAllowed``."""
    return preview_items(entries=_matched(staged, by), by=by)


def _matched(staged: ItemImport, by: User) -> list[NewItem]:
    """Return what was read as what the bank knows of it; items made here have keys of their own."""
    entries = entries_of(staged)
    if not staged.format:
        return entries
    return match_items(entries=entries, format_name=staged.format, by=by)


def entries_of(staged: ItemImport) -> list[NewItem]:
    """Return the items that were read."""
    return [
        NewItem(
            unpack(entry["content"], entry.get("kind", ITEM)),
            _facts_of(entry.get("facts", {})),
            key=entry["key"],
            place=entry["place"],
            identifier=entry.get("identifier", ""),
        )
        for entry in staged.entries
    ]


def _entry(entry: NewItem) -> dict[str, Any]:
    facts = entry.facts
    return {
        "kind": kind_of(entry.item),
        "content": pack(entry.item),
        "facts": {
            "topics": [str(uuid) for uuid in facts.topics],
            "subject": str(facts.subject) if facts.subject else None,
            "grade": facts.grade,
            "difficulty": facts.difficulty,
        },
        "key": entry.key,
        "place": entry.place,
        "identifier": entry.identifier,
    }


def _facts_of(kept: dict[str, Any]) -> ItemFacts:
    subject = kept.get("subject")
    return ItemFacts(
        topics=tuple(UUID(uuid) for uuid in kept.get("topics", ())),
        subject=UUID(subject) if subject else None,
        grade=kept.get("grade"),
        difficulty=kept.get("difficulty"),
    )


def _keys_under(stem: str) -> KeyOf:
    """Give keys by which the same file revises its own items and never those of another."""
    taken: set[str] = set()

    def key_of(found: ReadItem, _number: int) -> str:
        key = f"{stem}/{found.source_id}"
        if not found.source_id or key in taken or len(key) > LONGEST_KEY:
            return ""
        taken.add(key)
        return key

    return key_of


def _told(problem: Problem) -> dict[str, Any]:
    return {
        "code": str(problem.code),
        "weight": problem.weight.value,
        "place": problem.place,
        "number": problem.number,
        "params": {name: str(value) for name, value in problem.params.items()},
    }
