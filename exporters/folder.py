"""Where packages wait that people send and receive through the screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from core.api import replaced_file
from exporters.refusal import PackageRefused

_DAY = 24 * 3600


def package_path(uuid: UUID) -> Path:
    """Return where the package of a transfer lies."""
    return _folder() / f"{uuid}.zip"


def progress_path(uuid: UUID) -> Path:
    """Return the file that says how far a transfer is.

    A file and not a row: an import is one transaction, and what it writes nobody sees before its
    end.
    """
    return _folder() / f"{uuid}.progress"


def keep_upload(uuid: UUID, chunks: Iterable[bytes]) -> int:
    """Write an uploaded package as it comes; returns its size. Too large a one leaves nothing.

    Raises :class:`PackageRefused`.
    """
    size = 0
    with replaced_file(package_path(uuid)) as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.PACKAGE_MAX_BYTES:
                raise PackageRefused("size", "")
            stream.write(chunk)
    return size


def remove_package(uuid: UUID) -> None:
    """Delete what lies in the folder for a transfer."""
    package_path(uuid).unlink(missing_ok=True)
    progress_path(uuid).unlink(missing_ok=True)


def sweep_folder(*, known: set[str], now: datetime) -> int:
    """Delete files of no known transfer that nobody has touched for a day; returns how many."""
    removed = 0
    for path in _folder().iterdir():
        is_known = path.suffix in (".zip", ".progress") and path.stem in known
        if not is_known and now.timestamp() - path.stat().st_mtime > _DAY:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _folder() -> Path:
    folder = Path(settings.PACKAGES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
