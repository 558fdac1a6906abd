"""Bringing index documents in line with the database."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from learning_objects.api import get_versions
from learning_objects.data import VersionView
from search.documents import document_of, revision_of
from search.engine.port import EngineWriter, IndexDocument, Removal

Change = IndexDocument | Removal


def read_changes(uuids: Iterable[UUID]) -> dict[UUID, Change]:
    """Return what the index must hold for each of ``uuids``: a document, or nothing.

    Reads the database as it stands, not the event, so that applying twice or late is harmless.
    """
    wanted = list(dict.fromkeys(uuids))
    versions = get_versions(wanted)
    return {uuid: _change_of(uuid, versions.get(uuid)) for uuid in wanted}


def _change_of(uuid: UUID, version: VersionView | None) -> Change:
    if version is None:
        return Removal(str(uuid))
    if version.withdrawn:
        return Removal(str(uuid), revision_of(version))
    return document_of(version)


def apply_changes(*, writer: EngineWriter, changes: Iterable[Change]) -> None:
    """Put or remove every document and commit once."""
    for change in changes:
        if isinstance(change, Removal):
            writer.remove(change)
        else:
            writer.put(change)
    writer.commit()
