"""A stored file with its facts, whatever keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import IO, NamedTuple, Protocol, runtime_checkable

from django.core.files.storage import Storage


class StorageAway(OSError):
    """The store of files does not answer, or answers with an error of its own."""


class BucketIsPublic(Exception):
    """Strangers can list the bucket: documents would leave by the address of the store."""


class Stored(NamedTuple):
    """A stored file, open for reading, with its length in bytes and the moment of its writing."""

    file: IO[bytes]
    size: int
    modified: datetime


@runtime_checkable
class RemoteStorage(Protocol):
    """A store on another machine, for which each question costs a journey."""

    def open_stored(self, name: str) -> Stored:
        """Return the file with its facts by one question.

        Raises ``FileNotFoundError`` and :class:`StorageAway`.
        """

    def signed_path(self, name: str, method: str) -> str:
        """Return path and query that open the file to ``method`` for a minute."""

    def ensure_bucket(self) -> bool:
        """Make the bucket when it is missing; return whether it was made.

        Raises :class:`BucketIsPublic` and :class:`StorageAway`.
        """


def open_stored(storage: Storage, name: str) -> Stored:
    """Return a file of any storage; raises ``FileNotFoundError`` or ``IsADirectoryError``."""
    if isinstance(storage, RemoteStorage):
        return storage.open_stored(name)
    file = storage.open(name)
    return Stored(file, storage.size(name), storage.get_modified_time(name))
