"""Items of the bank as a file of another system, with their pictures and sounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from assessment.content import pack, title_of
from assessment.data import AssessmentItem
from assessment.formats.exchange import Problem, Weight, WrittenFile
from assessment.formats.registry import FORMATS
from assessment.items.addresses import FOLDER
from assessment.models import BankItem
from assessment.queries import assets_of, contents_of
from assessment.references import names_in

MIB = 1024 * 1024
# A file that is put together in memory.
MOST_BYTES = 150 * MIB

_OURS = re.compile(r"\Aitem-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z")


def write_items(rows: list[BankItem], format_name: str) -> WrittenFile:
    """Return the newest versions of the items in a format, and what it cannot hold.

    Raises ``KeyError`` for a format that is not written.
    """
    write = FORMATS[format_name].write
    if write is None:
        raise KeyError(format_name)
    contents = contents_of(rows)
    media = _Gathered(assets_of(rows) if FORMATS[format_name].holds_media else {})
    if FORMATS[format_name].holds_media:
        media.gather(contents)
    names = [identifier_of(row.uuid) for row in rows]
    written = write(contents, [() for _row in rows], media.found, names)
    return replace(written, problems=(*media.problems, *written.problems))


def identifier_of(uuid: UUID) -> str:
    """Return what files of other systems call an item of ours."""
    return f"item-{uuid}"


def uuid_of(identifier: str) -> UUID | None:
    """Return the uuid of the item that a file calls so, or ``None`` for a name that is not ours."""
    found = _OURS.match(identifier)
    return UUID(found[1]) if found else None


@dataclass(slots=True)
class _Gathered:
    """The bytes of files by reference; what is lost or too much is named."""

    assets: dict[str, Any]
    found: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    size: int = 0

    def gather(self, contents: Sequence[AssessmentItem]) -> None:
        """Read what the items name."""
        for item in contents:
            for name in sorted(names_in(pack(item))):
                code = "" if f"{FOLDER}{name}" in self.found else self._read(name)
                if code:
                    params = {"name": f"{FOLDER}{name}", "most": str(MOST_BYTES // MIB)}
                    self.problems.append(Problem(code, Weight.LOST, title_of(item)[:120], params))

    def _read(self, name: str) -> str:
        """Read one file; returns the code of what stands in the way."""
        asset = self.assets.get(name)
        if asset is None:
            return "media.missing"
        if self.size + (asset.file_size or 0) > MOST_BYTES:
            return "media.too_large"
        try:
            with asset.file.storage.open(str(asset.file.name)) as stream:
                content: bytes = stream.read()
        except FileNotFoundError:
            return "media.missing"
        self.size += len(content)
        self.found[f"{FOLDER}{name}"] = content
        return ""
