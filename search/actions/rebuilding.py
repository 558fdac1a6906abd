"""Rebuilding: a new folder beside the old one, then a swap, while the writer goes on."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from learning_objects.api import public_uuids
from search.actions.applying import apply_documents, read_documents
from search.chunks import chunks
from search.engine import folder as folders
from search.engine.tantivy_writer import TantivyWriter

logger = logging.getLogger(__name__)

Progress = Callable[[int], None]


def rebuild(*, now: datetime, progress: Progress | None = None) -> int:
    """Build the index anew from the database and swap it in; return the number of objects.

    ``progress`` is told the number of objects written so far. Nothing that is published
    meanwhile is lost: the writer notes what it applies, and the notes are replayed under the
    writer's lock before the swap. Raises ``WriterRunningError`` when another rebuild runs.
    """
    with folders.held(folders.REBUILD_LOCK, wait=False):
        with folders.held(folders.BATCH_LOCK, wait=True):
            folders.start_journal()
        fresh = folders.new_generation(now)
        writer = TantivyWriter(fresh)
        try:
            number = _build(fresh, writer, progress or (lambda number: None))
        except BaseException:
            writer.discard()
            folders.end_journal()
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        return number


def _build(fresh: Path, writer: TantivyWriter, progress: Progress) -> int:
    number = _write_all(writer, progress)
    with folders.held(folders.BATCH_LOCK, wait=True):
        missed = [UUID(line) for line in folders.take_journal()]
        apply_documents(writer=writer, documents=read_documents(missed))
        writer.close()
        previous = folders.current_generation()
        folders.point_to(fresh)
        folders.end_journal()
    # The previous one stays until the next rebuild: readers may be about to open its files.
    folders.drop_old_generations(keep={fresh, previous or fresh})
    return number


def _write_all(writer: TantivyWriter, progress: Progress) -> int:
    number = 0
    for chunk in chunks(public_uuids()):
        for document in read_documents(chunk).values():
            if document is not None:
                writer.add_new(document)
                number += 1
        progress(number)
    writer.commit()
    return number
