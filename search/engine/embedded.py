"""The embedded engine: tantivy in a folder of this machine."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from search.engine import folder as folders
from search.engine import live
from search.engine.port import EngineReader
from search.engine.tantivy_writer import TantivyWriter
from search.errors import IndexMissingError

logger = logging.getLogger(__name__)


class EmbeddedEngine:
    """Tantivy; see :class:`search.engine.port.Engine`."""

    def open_reader(self) -> EngineReader:
        """Return a reader of the newest commit."""
        return live.open_reader()

    def hold_writer(self) -> AbstractContextManager[None]:
        """Be the writer of this folder."""
        return folders.held(folders.WRITER_LOCK, wait=False)

    def open_session(self) -> EmbeddedSession:
        """Begin to write."""
        return EmbeddedSession()

    @contextmanager
    def build(self, now: datetime) -> Iterator[EmbeddedBuilding]:
        """Begin a new folder; the writer notes from now on what it applies."""
        with folders.held(folders.REBUILD_LOCK, wait=False):
            with folders.held(folders.BATCH_LOCK, wait=True):
                folders.start_journal()
            building = EmbeddedBuilding(folders.new_generation(now))
            try:
                yield building
            except BaseException:
                building.discard()
                raise


class EmbeddedSession:
    """An open writer on the current generation; follows the pointer when a rebuild swaps it."""

    # Tantivy's own errors are ValueErrors.
    damage: tuple[type[Exception], ...] = (ValueError, OSError)

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._writer: TantivyWriter | None = None

    def leads(self) -> bool:
        """Say yes: the lock on the folder has been taken."""
        return True

    def writer(self) -> TantivyWriter:
        """Return the writer of the current generation."""
        folder = folders.current_generation()
        if folder is None:
            raise IndexMissingError("there is no index that this version of the code reads")
        if self._writer is None or folder != self._folder:
            self.close()
            try:
                self._writer, self._folder = TantivyWriter(folder), folder
            except (ValueError, OSError) as error:
                raise IndexMissingError(f"{folder.name} is damaged ({error})") from error
        return self._writer

    @contextmanager
    def batch(self) -> Iterator[bool]:
        """Keep a rebuild from swapping; ``False`` if it has swapped before."""
        with folders.held(folders.BATCH_LOCK, wait=True):
            yield self._writer is not None and self._folder == folders.current_generation()

    def note(self, uuids: list[str]) -> None:
        """Write the uuids into the journal of a rebuild that runs."""
        folders.note_in_journal(uuids)

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


class EmbeddedBuilding:
    """A new folder beside the current one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.writer = TantivyWriter(folder)

    @contextmanager
    def finishing(self) -> Iterator[list[str]]:
        """Give what the writer applied meanwhile while it waits, then swap."""
        with folders.held(folders.BATCH_LOCK, wait=True):
            yield folders.take_journal()
            self.writer.close()
            previous = folders.current_generation()
            folders.point_to(self.folder)
            folders.end_journal()
        # The previous one stays until the next rebuild: readers may be about to open its files.
        folders.drop_old_generations(keep={self.folder, previous or self.folder})

    def discard(self) -> None:
        """Leave no trace; the current generation stays."""
        self.writer.discard()
        folders.end_journal()
        shutil.rmtree(self.folder, ignore_errors=True)
