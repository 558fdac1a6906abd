"""Keeping the counts true: with every publication and withdrawal, and by command."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.db.models import F

from learning_objects.models import LibraryMark, TopicSetCount
from learning_objects.topic_sets import count_sets, covered_by, digest_of_nodes, kept_sets

ATTEMPTS = 5


class CountsDisagree(Exception):
    """The table knows less objects of a set than the library: run ``library_recount``."""


class LibraryTooBusy(Exception):
    """Something was published during every attempt to count; nothing was written."""


@transaction.atomic
def move_counts(*, before: int | None, after: int | None) -> None:
    """Let an object be counted by version ``after`` instead of ``before`` (ids; ``None``: public
    no more, or not yet). Part of the caller's transaction.

    The mark is locked first and until the transaction ends, so two publications never wait for
    each other's sets crosswise, and readers meet serials in the order of the commits.
    """
    serial = _move_mark()
    old = None if before is None else covered_by(before)
    new = None if after is None else covered_by(after)
    if old == new:
        return
    if old is not None:
        _add(old, -1, serial)
    if new is not None:
        _add(new, 1, serial)


def recount_library(*, repair: bool = True) -> dict[str, tuple[int, int]]:
    """Compare the table with the library; return (kept, true) for every set that differed.

    ``repair`` writes the true numbers. Counting takes no lock, for at a million objects it lasts
    longer than a writer waits: when something was published meanwhile, it is done again. Raises
    :class:`LibraryTooBusy`.
    """
    for _attempt in range(ATTEMPTS):
        seen = _stamp()
        kept, true = kept_sets(), count_sets()
        wrong = {
            nodes: (kept.get(nodes, 0), true[nodes])
            for nodes in sorted(kept.keys() | true.keys())
            if kept.get(nodes, 0) != true[nodes]
        }
        done = _write(wrong, seen) if repair and wrong else _stamp() == seen
        if done:
            return wrong
    raise LibraryTooBusy


@transaction.atomic
def _write(wrong: dict[str, tuple[int, int]], seen: object) -> bool:
    """Write the true numbers unless the library is no longer the one that was counted."""
    _lock()
    if _stamp() != seen:
        return False
    serial = _move_mark()
    for nodes, (_kept, true) in wrong.items():
        TopicSetCount.objects.update_or_create(
            digest=digest_of_nodes(nodes),
            defaults={"nodes": nodes, "number": true, "changed": serial},
        )
    return True


def _add(nodes: str, difference: int, serial: int) -> None:
    digest = digest_of_nodes(nodes)
    if difference > 0:
        TopicSetCount.objects.get_or_create(
            digest=digest, defaults={"nodes": nodes, "changed": serial}
        )
    row = TopicSetCount.objects.filter(digest=digest)
    if not row.update(number=F("number") + difference, changed=serial):
        raise CountsDisagree(nodes)


def _move_mark() -> int:
    mark = _lock()
    mark.serial, mark.stamp = mark.serial + 1, uuid4()
    mark.save(update_fields=["serial", "stamp"])
    return mark.serial


def _lock() -> LibraryMark:
    # The migration made the row; here it is made anew only where every table was emptied.
    found = LibraryMark.objects.select_for_update()
    return found.get_or_create(id=LibraryMark.ONLY, defaults={"stamp": uuid4()})[0]


def _stamp() -> object:
    return LibraryMark.objects.filter(id=LibraryMark.ONLY).values_list("stamp").first()
