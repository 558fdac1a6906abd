"""What a file of another system brings: its items with their pictures, checked, nothing written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from pydantic import ValidationError

from assessment.actions.storing import Prepared
from assessment.content import unpack
from assessment.data import AssessmentItem, NewItem
from assessment.formats.exchange import Problem, ReadFile, ReadItem, Weight, source_name
from assessment.items.addresses import addresses_in, reference_to, with_addresses, without_files
from assessment.wording.media import refusal_code
from media_pipeline.api import check_received, looks_like_sound
from media_pipeline.data import IMAGE, SOUND, CheckedFile, ReceivedFile
from media_pipeline.errors import IntakeRefused

# Pictures are unpacked while a person waits: so many pixels in one file of items.
MOST_PIXELS = 1_000_000_000
KeyOf = Callable[[ReadItem, int], str]


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A checked picture or sound; ``name`` is as references have it, ``title`` as it was called."""

    name: str
    title: str
    received: ReceivedFile
    content: CheckedFile

    def facts(self) -> dict[str, Any]:
        """Return what ``ItemImport.files`` keeps of it."""
        kept = self.received
        return {
            "name": self.name,
            "title": self.title,
            "code": kept.code,
            "path": kept.name,
            "size": kept.size,
            "sha1": kept.sha1,
            "width": kept.width,
            "height": kept.height,
        }


@dataclass(frozen=True, slots=True)
class Brought:
    """The items that can be taken, the files that they name, and what is not as it stands."""

    entries: tuple[NewItem, ...]
    files: tuple[BroughtFile, ...]
    problems: tuple[Problem, ...]


def look_through(read: ReadFile, key_of: KeyOf) -> Brought:
    """Check the files that items of ``read`` name, and let the items refer to them.

    ``key_of`` gives the key of an item by its number, from 1.
    """
    packed = {
        number: Prepared.of(found.item).content
        for number, found in enumerate(read.items, 1)
        if found.item is not None
    }
    media = _Media(
        read.media, (address for one in packed.values() for address in addresses_in(one))
    )
    problems = list(read.problems)
    entries: list[NewItem] = []
    for number, found in enumerate(read.items, 1):
        place = str(found.line or found.source_id or number)
        problems += (_placed(problem, place, number) for problem in found.problems)
        if number in packed:
            told = media.problems_of(packed[number])
            problems += (_placed(problem, place, number) for problem in told)
            try:
                item = AssessmentItem.model_validate(media.referring(packed[number]))
            except ValidationError:
                # A reference may be longer than a path, and a text has a limit.
                problems.append(Problem("media.too_long", Weight.REFUSED, place, number=number))
                continue
            key = key_of(found, number)
            at = str(found.line or number)
            entries.append(NewItem(item, key=key, place=at, identifier=found.identifier))
    problems += media.unused()
    return Brought(tuple(entries), tuple(media.files.values()), tuple(problems))


def take_along(entries: Sequence[NewItem], media: Mapping[str, bytes]) -> Brought:
    """Check the files that items and templates made here name, and let them refer to them.

    ``media`` is as of :class:`ReadFile`. Raises ``ValidationError`` for what a reference makes too
    long: nobody is asked about these items first, so none may be left out unsaid.
    """
    prepared = [Prepared.of(entry.item) for entry in entries]
    files = _Media(media, (address for one in prepared for address in addresses_in(one.content)))
    problems: list[Problem] = []
    referring: list[NewItem] = []
    for number, (entry, one) in enumerate(zip(entries, prepared, strict=True), 1):
        told = files.problems_of(one.content)
        problems += (_placed(problem, entry.place, number) for problem in told)
        referring.append(replace(entry, item=unpack(files.referring(one.content), one.kind)))
    problems += files.unused()
    return Brought(tuple(referring), tuple(files.files.values()), tuple(problems))


def with_folders(file: ReadFile) -> ReadFile:
    """Return the file with the folder of each item for a tag: the bank has no folders."""
    return replace(file, items=tuple(_with_folder(entry) for entry in file.items))


def _with_folder(entry: ReadItem) -> ReadItem:
    item, folder = entry.item, "/".join(entry.folder)[:200]
    if item is None or not folder or folder in item.tags:
        return entry
    return replace(entry, item=item.model_copy(update={"tags": (*item.tags, folder)[:100]}))


def _placed(problem: Problem, place: str, number: int) -> Problem:
    return replace(problem, place=problem.place or place, number=number)


class _Media:
    """The files of ``media`` that items name, each checked once."""

    def __init__(self, media: Mapping[str, bytes], named: Iterable[str]) -> None:
        self.files: dict[str, BroughtFile] = {}
        self._media = media
        self._references: dict[str, str] = {}
        self._problems: dict[str, Problem] = {}
        self._pixels = 0
        for path in dict.fromkeys(named):
            if path in media:
                self._take(path, media[path])

    def _take(self, path: str, data: bytes) -> None:
        title = PurePosixPath(source_name(path)).name[:255]
        try:
            if self._pixels > MOST_PIXELS:
                raise IntakeRefused("too_much", "")
            code = SOUND if looks_like_sound(data) else IMAGE
            received, content = check_received(code=code, file=ContentFile(data, name=title))
        except IntakeRefused as refusal:
            self._note(path, refusal_code(refusal.code), Weight.LOST)
            return
        self._pixels += received.width * received.height
        kept = content.read()
        content.seek(0)
        if kept != data:
            self._note(path, "media.rewritten", Weight.CHANGED)
        ending = PurePosixPath(received.name).suffix.lstrip(".")
        reference = reference_to(hashlib.sha256(kept).hexdigest(), ending)
        name = PurePosixPath(reference).name
        self._references[path] = reference
        self.files.setdefault(name, BroughtFile(name, title, received, content))

    def _note(self, path: str, code: str, weight: Weight) -> None:
        self._problems[path] = Problem(code, weight, params={"name": source_name(path)[-200:]})

    def problems_of(self, stored: Any) -> list[Problem]:
        """Return what is not as it stands of the files that an item names."""
        named = dict.fromkeys(addresses_in(stored))
        return [self._problems[path] for path in named if path in self._problems]

    def unused(self) -> list[Problem]:
        """Return the files of the source that no item which was taken names."""
        rest = [path for path in self._media if path not in self._references]
        return [
            Problem("media.unused", Weight.LOST, params={"name": source_name(path)[-200:]})
            for path in rest
            if path not in self._problems
        ]

    def referring(self, stored: Any) -> Any:
        """Return an item that refers to the files taken, and has words for those refused."""
        refused = {path for path in self._media if path not in self._references}
        kept = without_files(stored, refused)
        return with_addresses(kept, lambda address: self._references.get(address, address))
