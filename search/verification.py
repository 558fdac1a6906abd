"""Comparing the index with the database."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from core.api import pending
from learning_objects.api import attached_files, get_versions, public_uuids
from learning_objects.data import VersionView
from search.chunks import CHUNK, chunks
from search.data import Difference, VerifyReport
from search.documents import stamp_of, uuid_of_key, uuid_of_stamp
from search.engine.chosen import open_reader
from search.registration import CONSUMER

# More waiting items than this are counted, not told apart.
MOST_WAITING = 10_000


def verify() -> VerifyReport:
    """Compare every public object with the index, by version, digest and the words of files.

    Objects whose change still waits in the outbox are not differences: the writer has yet to
    learn of them. Raises ``IndexUnavailableError`` when there is no index to compare.
    """
    before = _waiting()
    indexed = {uuid_of_stamp(stamp): stamp for stamp in open_reader().stamps()}
    found: list[Difference] = []
    checked = unread = 0
    for chunk in chunks(public_uuids()):
        views = get_versions(chunk)
        expected, waiting_files = _stamps(views)
        unread += waiting_files
        checked += len(expected)
        for uuid, stamp in expected.items():
            has = indexed.pop(uuid, None)
            if has != stamp:
                found.append(Difference(uuid, "missing" if has is None else "stale"))
    found.extend(Difference(uuid, "extra") for uuid in indexed)
    waiting = before | _waiting()
    return VerifyReport(checked, tuple(_still_there(found, waiting)), len(waiting), unread)


def _stamps(views: dict[UUID, VersionView]) -> tuple[dict[UUID, str], int]:
    """Return the stamps that the index must hold, and how many attached files are still unread."""
    files = attached_files(views.values())
    unread = sum(not file.is_read for each in files.values() for file in each)
    return {uuid: stamp_of(view, files[uuid]) for uuid, view in views.items()}, unread


def _still_there(found: list[Difference], waiting: set[UUID]) -> Iterator[Difference]:
    """Yield the differences that remain now: the writer may have worked during the comparison."""
    suspects = [difference for difference in found if difference.uuid not in waiting]
    if not suspects:
        return
    indexed = {uuid_of_stamp(stamp): stamp for stamp in open_reader().stamps()}
    for start in range(0, len(suspects), CHUNK):
        part = suspects[start : start + CHUNK]
        expected, _unread = _stamps(get_versions([difference.uuid for difference in part]))
        for difference in part:
            if indexed.get(difference.uuid) != expected.get(difference.uuid):
                yield difference


def _waiting() -> set[UUID]:
    items = pending(consumer=CONSUMER, limit=MOST_WAITING)
    return {uuid for item in items if (uuid := uuid_of_key(item.key)) is not None}
