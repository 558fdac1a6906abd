"""Bringing index documents in line with the database."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from learning_objects.api import get_versions
from search.documents import document_of
from search.engine.port import EngineWriter, IndexDocument


def read_documents(uuids: Iterable[UUID]) -> dict[UUID, IndexDocument | None]:
    """Return what the index must hold for each of ``uuids``: a document, or ``None`` for nothing.

    Reads the database as it stands, not the event, so that applying twice or late is harmless.
    """
    wanted = list(dict.fromkeys(uuids))
    versions = get_versions(wanted)
    return {
        uuid: document_of(versions[uuid])
        if uuid in versions and not versions[uuid].withdrawn
        else None
        for uuid in wanted
    }


def apply_documents(*, writer: EngineWriter, documents: dict[UUID, IndexDocument | None]) -> None:
    """Put or remove every document and commit once."""
    for uuid, document in documents.items():
        if document is None:
            writer.remove(str(uuid))
        else:
            writer.put(document)
    writer.commit()
