"""A backup: one folder with the database, the uploaded files, the secret key, and what it holds.

``manifest.json`` is written last: a folder without it is a backup that was interrupted.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection

from cms.operations.databases import database_file, dump_database, is_empty, load_database
from cms.operations.errors import BackupRefused

MANIFEST = "manifest.json"
FORMAT = 1
FILES = "media"
KEY = "secret_key"
CHUNK = 1024 * 1024


def make_backup(*, folder: Path, now: datetime, with_files: bool = True) -> dict[str, Any]:
    """Write a backup into ``folder``, which must be new or empty, and return its manifest.

    The database comes first: an uploaded file is never changed, so that files copied later hold
    all that the database names. Raises :class:`BackupRefused`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty: give every backup a folder of its own")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    dump_database(folder)
    key = settings.DATA_DIR / KEY
    if key.is_file():
        shutil.copy(key, folder / KEY)
        (folder / KEY).chmod(0o600)
    if with_files:
        _copy_files(folder / FILES)
    manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "engine": connection.vendor,
        "with_files": with_files,
        "digests": {name: _digest(folder / name) for name in _names(folder)},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def restore_backup(*, folder: Path) -> dict[str, Any]:
    """Put a backup into this installation, whose database must be empty; return the manifest.

    Everything is compared with its digest before anything is written. Raises
    :class:`BackupRefused`.
    """
    manifest = read_manifest(folder)
    if not is_empty():
        raise BackupRefused(
            "the database is not empty: restore into a new one (DATABASE_URL) or a new DATA_DIR"
        )
    if not (folder / database_file()).is_file():
        raise BackupRefused(
            f"the backup is of {manifest['engine']}, and this installation works on "
            f"{connection.vendor}: choose DJANGO_SETTINGS_MODULE as it was"
        )
    _compare(folder, manifest)
    for name in manifest["digests"]:
        if name.startswith(f"{FILES}/"):
            _put_file(folder / name, name.removeprefix(f"{FILES}/"))
    if (folder / KEY).is_file():
        shutil.copy(folder / KEY, settings.DATA_DIR / KEY)
        (settings.DATA_DIR / KEY).chmod(0o600)
    load_database(folder)
    return manifest


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what a backup says of itself."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupRefused(f"{folder} is no finished backup: {MANIFEST} is missing") from error
    if manifest.get("format") != FORMAT:
        raise BackupRefused(f"the backup has format {manifest.get('format')}, not {FORMAT}")
    return manifest


def _compare(folder: Path, manifest: dict[str, Any]) -> None:
    for name, digest in manifest["digests"].items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise BackupRefused(f"the manifest names a file outside the backup: {name}")
        if not (folder / name).is_file():
            raise BackupRefused(f"the backup lacks {name}")
        if _digest(folder / name) != digest:
            raise BackupRefused(f"the backup is damaged: {name} is not what was written")


def _copy_files(target: Path) -> None:
    for name in stored_names():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with default_storage.open(name) as stored, path.open("wb") as copy:
                _pour(stored, copy)
        except FileNotFoundError:  # deleted since it was listed
            path.unlink(missing_ok=True)


def stored_names(folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file, on a disk or in a bucket."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files) if name)
    for name in sorted(folders):
        yield from stored_names(f"{prefix}{name}")


def _put_file(source: Path, name: str) -> None:
    """Store a file under exactly its old name; one that is there already is the same one."""
    if default_storage.exists(name):
        return
    with source.open("rb") as stream:
        kept = default_storage.save(name, File(stream))
    if kept != name:
        raise BackupRefused(f"{name} could only be stored as {kept}")


def _names(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pour(source: Any, target: IO[bytes]) -> None:
    for part in source.chunks(CHUNK):
        target.write(part)
