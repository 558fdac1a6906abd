"""The writer: the one process that changes the index, fed by the outbox."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from django.db import OperationalError, connection

from core.api import acknowledge, now, pending
from framework.api import forget_tree
from search.actions.applying import apply_documents, read_documents
from search.actions.rebuilding import rebuild
from search.documents import uuid_of_key
from search.engine import folder as folders
from search.engine.tantivy_writer import TantivyWriter
from search.errors import WriterRunningError
from search.registration import CONSUMER, FRAMEWORK_TOPICS

logger = logging.getLogger(__name__)


BATCH = 500
POLL_SECONDS = 0.1
# After a failure of the database: long enough not to press it, short enough not to be noticed.
PAUSE_SECONDS = 1.0


class IndexSession:
    """An open writer on the current generation; follows the pointer when a rebuild swaps it."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._writer: TantivyWriter | None = None

    def writer(self) -> TantivyWriter:
        """Return the writer of the current generation, building an index when there is none."""
        folder = folders.current_generation()
        if folder is None:
            folder = self._rebuild("there is no index that this version of the code reads")
        if self._writer is None or folder != self._folder:
            self.close()
            self._writer, self._folder = self._open(folder)
        return self._writer

    def is_current(self) -> bool:
        """Say whether the open writer writes to the generation that readers read."""
        return self._writer is not None and self._folder == folders.current_generation()

    def _open(self, folder: Path) -> tuple[TantivyWriter, Path]:
        try:
            return TantivyWriter(folder), folder
        except (ValueError, OSError) as error:
            rebuilt = self._rebuild(f"{folder.name} is damaged ({error})")
            return TantivyWriter(rebuilt), rebuilt

    def _rebuild(self, why: str) -> Path:
        logger.warning("search index: %s; building it anew", why)
        self.close()
        number = rebuild(now=now())
        logger.info("search index: built, %d objects", number)
        folder = folders.current_generation()
        if folder is None:
            raise RuntimeError("the index that was just built is not there")
        return folder

    def mend(self, error: Exception) -> None:
        """Build the index anew after its files failed."""
        self._rebuild(f"its files failed ({error})")

    def renew(self) -> bool:
        """Build the index anew after the framework changed; ``False`` if another rebuild runs."""
        try:
            self._rebuild("the framework has changed")
        except WriterRunningError:
            return False
        return True

    def close(self) -> None:
        """Release the writer, if one is open."""
        writer, self._writer = self._writer, None
        if writer is None:
            return
        try:
            writer.close()
        except (ValueError, OSError) as error:
            # Its folder is gone or damaged; there is nothing in it that anyone still needs.
            logger.warning("search index: closing the old writer: %s", error)


def run_writer(*, stop: threading.Event, poll_seconds: float = POLL_SECONDS) -> None:
    """Apply the outbox until ``stop`` is set.

    Raises ``WriterRunningError`` at once when another writer runs on the same index. A batch is
    acknowledged only after the index is durable, so dying at any moment only repeats work.
    """
    with folders.held(folders.WRITER_LOCK, wait=False):
        session = IndexSession()
        try:
            while not stop.is_set():
                if not _step_safely(session, stop):
                    stop.wait(poll_seconds)
        finally:
            session.close()


def _step_safely(session: IndexSession, stop: threading.Event) -> int:
    try:
        return apply_pending(session=session)
    except OperationalError as error:
        logger.warning("search writer: the database failed (%s); trying again", error)
        connection.close()
        stop.wait(PAUSE_SECONDS)
        return 0


def apply_pending(*, session: IndexSession) -> int:
    """Apply one batch of the outbox; return how many items were done."""
    items = pending(consumer=CONSUMER, limit=BATCH)
    framework = [item.pk for item in items if item.topic in FRAMEWORK_TOPICS]
    if framework:
        forget_tree()  # it was another process that changed it
    objects = {item.pk: item.key for item in items if item.topic not in FRAMEWORK_TOPICS}
    return _apply_objects(session, objects) + _apply_framework(session, framework)


def _apply_framework(session: IndexSession, ids: list[int]) -> int:
    """Build the index anew, once for all the items; while another rebuild runs they wait.

    That one may have read the framework as it was before.
    """
    if not ids or not session.renew():
        return 0
    return acknowledge(ids=ids)


def _apply_objects(session: IndexSession, items: dict[int, str]) -> int:
    """Bring the objects named by ``items`` (item → its key) in line with the database."""
    writer = session.writer()
    if not items:
        return 0
    damage: Exception | None = None
    with folders.held(folders.BATCH_LOCK, wait=True):
        if not session.is_current():
            return len(items)  # swapped while waiting for the lock: the next step applies them
        documents = read_documents(
            uuid for key in items.values() if (uuid := uuid_of_key(key)) is not None
        )
        try:
            apply_documents(writer=writer, documents=documents)
        except (ValueError, OSError) as error:
            damage = error
        else:
            folders.note_in_journal([str(uuid) for uuid in documents])
            acknowledge(ids=items)
    if damage is not None:
        session.mend(damage)
    return len(items)
