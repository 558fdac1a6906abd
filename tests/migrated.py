"""A migrated database that is made once and copied by every process of the tests after that.

Migrating takes longer than most selections of tests. The copy lies in pytest's cache under a digest
of everything that makes it: every migration there is, whosever, and the versions of the libraries.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]


def fingerprint() -> str:
    """Return the digest of what a migrated database is made from."""
    digest = hashlib.sha256()
    ours = sorted(HOUSE.glob("*/migrations/*.py"))
    for path in [*ours, HOUSE / "requirements.lock", *sorted(HOUSE.glob("*/registration.py"))]:
        digest.update(path.relative_to(HOUSE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


@contextmanager
def copied_or_kept(folder: Path, wanted: Path) -> Iterator[None]:
    """Put the kept database at ``wanted``, or keep what the body makes there.

    One process at a time: the second of two that start together waits and copies.
    """
    kept = folder / f"{fingerprint()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.is_file():
            shutil.copyfile(kept, wanted)
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield
            return
        yield
        for older in folder.glob("*.sqlite3"):
            older.unlink()
        _copy(wanted, kept)


def place_copy(folder: Path, wanted: Path) -> bool:
    """Put the kept database at ``wanted``, where there is one."""
    kept = folder / f"{fingerprint()}.sqlite3"
    if kept.is_file():
        shutil.copyfile(kept, wanted)
    return kept.is_file()


def _copy(source: Path, target: Path) -> None:
    """Copy with what the write-ahead log still holds, and under another name until it is whole."""
    unfinished = target.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(unfinished)) as other:
        one.backup(other)
    unfinished.replace(target)
