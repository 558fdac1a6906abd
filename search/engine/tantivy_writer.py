"""Writing a tantivy index."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import tantivy

from search.engine.fields import fields_of, stored_of
from search.engine.port import IndexDocument, Removal
from search.engine.schema import (
    CARD,
    KIND_NUMBER,
    TEXT,
    UUID_HIGH,
    UUID_LOW,
    build_schema,
    kind_number,
)

# One thread: a commit then makes one segment, and the order of changes is kept.
WRITER_MEMORY = 64_000_000
_LOW_HALF = (1 << 64) - 1


class TantivyWriter:
    """Changes one index folder; see :class:`search.engine.port.EngineWriter`.

    Without a folder the index is in memory and goes with the writer.
    Raises ``ValueError`` (tantivy's own) when the folder is damaged or locked by another writer.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.schema = build_schema()
        path = None if folder is None else str(folder)
        self.index = tantivy.Index(self.schema, path=path, reuse=True)
        self.writer: Any = self.index.writer(heap_size=WRITER_MEMORY, num_threads=1)

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document."""
        self.remove(Removal(document.uuid))
        self.writer.add_document(tantivy.Document.from_dict(_fields(document), self.schema))

    def add_new(self, document: IndexDocument) -> None:
        """Add a document that is known not to be there: a rebuild need not delete first."""
        self.writer.add_document(tantivy.Document.from_dict(_fields(document), self.schema))

    def remove(self, removal: Removal) -> None:
        """Remove a document if it is there."""
        self.writer.delete_documents_by_term("uuid", removal.uuid)

    def commit(self) -> None:
        """Make all changes durable (fsync) and visible."""
        self.writer.commit()

    def close(self) -> None:
        """Wait for merges and release tantivy's lock."""
        writer, self.writer = self.writer, None
        writer.wait_merging_threads()

    def discard(self) -> None:
        """Drop what was not committed and release the lock; damaged files are no obstacle."""
        writer, self.writer = self.writer, None
        if writer is not None:
            with suppress(ValueError):
                writer.rollback()
                writer.wait_merging_threads()


def _fields(document: IndexDocument) -> dict[str, Any]:
    stored, uuid = stored_of(document), UUID(document.uuid).int
    card = json.dumps(stored["card"], ensure_ascii=False, separators=(",", ":"))
    return {
        **fields_of(document),
        KIND_NUMBER: kind_number(document.kind),
        UUID_HIGH: uuid >> 64,
        UUID_LOW: uuid & _LOW_HALF,
        CARD: card.encode(),
        TEXT: stored["text"].encode(),
    }
