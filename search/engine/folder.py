"""The index on disk: one folder a generation, a pointer to the current one, and locks.

::

    <SEARCH_INDEX_DIR>/current            the name of the current generation's folder
                       g1-20260901-…/     one generation; "g1" is the schema's number
                       writer.lock        held by the writer for its whole life
                       batch.lock         held while a batch is applied, and for the swap
                       rebuild.lock       held while a rebuild runs
                       rebuild.journal    uuids that the writer applied during the rebuild
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from search.engine.fields import SCHEMA_NUMBER
from search.errors import WriterRunningError

POINTER = "current"
WRITER_LOCK = "writer.lock"
BATCH_LOCK = "batch.lock"
REBUILD_LOCK = "rebuild.lock"
JOURNAL = "rebuild.journal"


def index_dir() -> Path:
    """Return the folder of the index (``SEARCH_INDEX_DIR``); it may not exist yet."""
    return Path(settings.SEARCH_INDEX_DIR)


def current_generation() -> Path | None:
    """Return the current generation's folder; ``None`` when there is none that this code reads."""
    try:
        name = (index_dir() / POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    folder = index_dir() / name
    if not name.startswith(f"g{SCHEMA_NUMBER}-") or not (folder / "meta.json").is_file():
        return None
    return folder


def new_generation(now: datetime) -> Path:
    """Make the empty folder of a new generation; it is not the current one yet."""
    stamp = now.strftime("%Y%m%d-%H%M%S")
    folder = index_dir() / f"g{SCHEMA_NUMBER}-{stamp}-{secrets.token_hex(3)}"
    folder.mkdir(parents=True)
    return folder


def point_to(folder: Path) -> None:
    """Make ``folder`` the current generation, atomically and durably."""
    fresh = index_dir() / f"{POINTER}.new"
    with fresh.open("w", encoding="ascii") as stream:
        stream.write(folder.name)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(index_dir() / POINTER)
    _sync_folder(index_dir())


def drop_old_generations(*, keep: set[Path]) -> None:
    """Delete generations that are not in ``keep``; open readers keep their files (POSIX)."""
    for folder in index_dir().glob("g*-*"):
        if folder.is_dir() and folder not in keep:
            shutil.rmtree(folder)


@contextmanager
def held(name: str, *, wait: bool) -> Iterator[None]:
    """Hold the lock ``name``; raise :class:`WriterRunningError` when taken and not ``wait``.

    The kernel releases it when the process dies, however it dies.
    """
    index_dir().mkdir(parents=True, exist_ok=True)
    with (index_dir() / name).open("a+") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise WriterRunningError(_owner(index_dir() / name)) from error
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield


def is_held(name: str) -> bool:
    """Say whether some process holds the lock ``name``."""
    try:
        with held(name, wait=False):
            return False
    except WriterRunningError:
        return True


def _owner(path: Path) -> str:
    pid = path.read_text(encoding="ascii").strip()
    return f"{path.name} is held by process {pid or '?'}"


def note_in_journal(uuids: list[str]) -> None:
    """Write down, durably, what the writer applies while a rebuild runs.

    The rebuild may have read those objects already. A journal that no running rebuild owns is
    the leftover of a killed one and is dropped.
    """
    path = index_dir() / JOURNAL
    if not path.exists():
        return
    if not is_held(REBUILD_LOCK):
        path.unlink(missing_ok=True)
        return
    with path.open("a", encoding="ascii") as stream:
        stream.writelines(f"{uuid}\n" for uuid in uuids)
        stream.flush()
        os.fsync(stream.fileno())


def start_journal() -> None:
    """Begin an empty journal; from now on the writer notes what it applies."""
    (index_dir() / JOURNAL).write_text("", encoding="ascii")


def take_journal() -> list[str]:
    """Return the noted uuids, each once; the journal stays until :func:`end_journal`."""
    lines = (index_dir() / JOURNAL).read_text(encoding="ascii").splitlines()
    return list(dict.fromkeys(lines))


def end_journal() -> None:
    """Remove the journal."""
    (index_dir() / JOURNAL).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
