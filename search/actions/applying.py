"""Bringing index documents in line with the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from learning_objects.api import attached_files, attached_words, get_versions, withdrawn_numbers
from learning_objects.data import VersionView
from search.documents import document_of, revision_of_withdrawal
from search.engine.port import EngineWriter, IndexDocument, Removal

Change = IndexDocument | Removal


def read_changes(uuids: Iterable[UUID]) -> dict[UUID, Change]:
    """Return what the index must hold for each of ``uuids``: a document, or nothing.

    Reads the database as it stands, not the event, so that applying twice or late is harmless.
    """
    wanted = list(dict.fromkeys(uuids))
    public = get_versions(wanted)
    documents = read_documents(public)
    gone = [uuid for uuid in wanted if uuid not in public]
    withdrawn = withdrawn_numbers(gone) if gone else {}
    return {
        uuid: documents[uuid] if uuid in public else _removal(uuid, withdrawn.get(uuid))
        for uuid in wanted
    }


def read_documents(versions: Mapping[UUID, VersionView]) -> dict[UUID, IndexDocument]:
    """Return the documents of ``versions`` with the words of the files that they pin."""
    files = attached_files(versions.values())
    words = attached_words(file.digest for each in files.values() for file in each)
    return {uuid: document_of(view, files[uuid], words) for uuid, view in versions.items()}


def _removal(uuid: UUID, number: int | None) -> Removal:
    return Removal(str(uuid), None if number is None else revision_of_withdrawal(number))


def apply_changes(*, writer: EngineWriter, changes: Iterable[Change]) -> None:
    """Put or remove every document and commit once."""
    for change in changes:
        if isinstance(change, Removal):
            writer.remove(change)
        else:
            writer.put(change)
    writer.commit()
