"""Which items of the bank those of a file are: by the identifier we gave, by content, by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from pydantic import ValidationError

from accounts.api import User
from assessment.actions.bringing import look_through, with_folders
from assessment.content import TEMPLATE, Content, title_of
from assessment.data import AssessmentItem, ItemTemplate, NewItem
from assessment.exporting import uuid_of, write_items
from assessment.formats.exchange import FormatRefused
from assessment.formats.registry import FORMATS, read_items
from assessment.likeness import likeness_of, merge_items
from assessment.models import BankItem
from assessment.queries import changeable_by, stored_of

# Formats that one reader takes; which of them a file was written in is not kept.
_EDITIONS = {"qti": ("qti", "qti22"), "qti22": ("qti", "qti22")}


def match_items(*, entries: Sequence[NewItem], format_name: str, by: User) -> list[NewItem]:
    """Return the entries with what is known of them in the bank, in the same order.

    The identifier that our export gave names an item, if ``by`` may change it; else the same
    content among their own items does; else the key, unless its item stands elsewhere in the file.
    The number of queries does not grow with the entries.
    """
    known = _Known(entries, format_name, by)
    found = [known.by_identifier(entry) or known.by_content(entry) for entry in entries]
    claimed = {entry.of for entry in found if entry is not None}
    return [
        match or known.by_key(entry, claimed) for entry, match in zip(entries, found, strict=True)
    ]


class _Known:
    """What the bank holds that the entries of a file may be."""

    def __init__(self, entries: Sequence[NewItem], format_name: str, by: User) -> None:
        named = {uuid for entry in entries if (uuid := uuid_of(entry.identifier))}
        given = list(changeable_by(by).filter(uuid__in=named)) if named else []
        own = BankItem.objects.filter(owner=by).defer("search_text")
        alike = list(own.filter(title__in={title_of(_item(entry)) for entry in entries}))
        keys = own.filter(key__in={entry.key for entry in entries if entry.key})
        self._keys = dict(keys.values_list("key", "uuid"))
        stored = stored_of({row.pk: row for row in (*given, *alike)}.values())
        self._stored = {row.uuid: stored[row.pk] for row in (*given, *alike)}
        self._alike: dict[str, UUID] = {}
        for row in alike:
            kind, content = stored[row.pk]
            if kind != TEMPLATE and isinstance(content, AssessmentItem):
                self._alike.setdefault(likeness_of(content), row.uuid)
        self._given = {row.uuid for row in given}
        self._bases = _as_read(given, format_name) if given else {}
        self._taken: set[UUID] = set()

    def by_identifier(self, entry: NewItem) -> NewItem | None:
        """Return the entry as a next version of the item that the file names, or ``None``."""
        uuid = uuid_of(entry.identifier)
        if uuid is None or uuid not in self._given or uuid in self._taken:
            return None
        content = self._next(uuid, _item(entry))
        if content is None:
            return None
        self._taken.add(uuid)
        return replace(entry, item=content, of=uuid, key="")

    def _next(self, uuid: UUID, read: AssessmentItem) -> Content | None:
        _kind, ours = self._stored[uuid]
        bases = self._bases.get(uuid, ())
        if any(read == base for base in bases):
            return ours
        if isinstance(ours, ItemTemplate):
            # One drawing of a template is no next version of it.
            return None
        if likeness_of(read) == likeness_of(ours):
            return ours
        try:
            return merge_items(base=bases[0], read=read, ours=ours) if bases else read
        except ValidationError:
            return read

    def by_content(self, entry: NewItem) -> NewItem | None:
        """Return the entry as the item of the same content, or ``None``."""
        uuid = self._alike.get(likeness_of(_item(entry)))
        if uuid is None:
            return None
        return replace(entry, item=self._stored[uuid][1], of=uuid, key="")

    def by_key(self, entry: NewItem, claimed: set[UUID | None]) -> NewItem:
        """Return the entry under its key, or without it where another entry is that item."""
        return replace(entry, key="") if self._keys.get(entry.key) in claimed else entry


def _item(entry: NewItem) -> AssessmentItem:
    if isinstance(entry.item, AssessmentItem):
        return entry.item
    raise TypeError("files bring items, never templates")


def _as_read(rows: list[BankItem], format_name: str) -> dict[UUID, list[AssessmentItem]]:
    """Return what reading gives back of the items when they are written in this format."""
    found: dict[UUID, list[AssessmentItem]] = {}
    for name in _EDITIONS.get(format_name, (format_name,)):
        for entry in _read_back(rows, name):
            if uuid := uuid_of(entry.identifier):
                found.setdefault(uuid, []).append(_item(entry))
    return found


def _read_back(rows: list[BankItem], name: str) -> Iterable[NewItem]:
    if name not in FORMATS or FORMATS[name].write is None:
        return ()
    try:
        read = read_items(write_items(rows, name).content, name)
    except FormatRefused:
        # None of them can be written in it.
        return ()
    return look_through(with_folders(read), lambda _found, _number: "").entries
