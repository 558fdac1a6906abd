"""The reader of this process: always the newest commit of the current generation."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import tantivy

from search.engine import folder as folders
from search.engine.port import EngineReader
from search.engine.tantivy_reader import TantivyReader
from search.errors import IndexUnavailableError

Signature = tuple[int, int]


class LiveIndex:
    """Hands out the newest reader; looks at two small files (a few µs) to know what is newest.

    Tantivy's own watcher polls twice a second in a thread of its own; comparing the inode and
    time of ``meta.json``, which every commit replaces, shows a commit to the very next request.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pointer: tuple[Path, Signature] | None = None
        self._folder: Path | None = None
        self._index: Any = None
        self._meta: Signature | None = None
        self._reader: TantivyReader | None = None

    def reader(self) -> EngineReader:
        """Return a reader of the newest commit.

        Raises :class:`IndexUnavailableError` when there is no index or its files are damaged.
        """
        try:
            reader = self._reader
            if reader is not None and self._is_newest():
                return reader
            with self._lock:
                return self._newest()
        except (OSError, ValueError) as error:
            self._reader = None
            raise IndexUnavailableError(str(error)) from error

    def _is_newest(self) -> bool:
        if self._pointer is None or self._folder is None:
            return False
        path, seen = self._pointer
        return (
            path == folders.index_dir() / folders.POINTER
            and _signature(path) == seen
            and _signature(self._folder / "meta.json") == self._meta
        )

    def _newest(self) -> TantivyReader:
        if self._reader is not None and self._is_newest():
            return self._reader
        pointer = folders.index_dir() / folders.POINTER
        # Before the pointer is read: a swap in between must look like one not yet seen.
        seen = _signature(pointer) if pointer.exists() else None
        folder = folders.current_generation()
        if folder is None or seen is None:
            raise IndexUnavailableError("no index for this code; run manage.py search_rebuild")
        meta = _signature(folder / "meta.json")
        if folder != self._folder or self._index is None or self._reader is None:
            self._index = tantivy.Index.open(str(folder))
            self._index.config_reader(reload_policy="manual")
        self._index.reload()
        self._pointer, self._folder, self._meta = (pointer, seen), folder, meta
        self._reader = TantivyReader(self._index, f"{folder.name}:{meta[0]}:{meta[1]}")
        return self._reader


def _signature(path: Path) -> Signature:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


_live = LiveIndex()


def open_reader() -> EngineReader:
    """Return a reader of the newest commit; see :meth:`LiveIndex.reader`."""
    return _live.reader()
