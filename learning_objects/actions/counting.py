"""Keeping the counts true: with every publication and withdrawal, and by command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Subquery

from learning_objects.models import LibraryMark, TopicSetCount
from learning_objects.topic_sets import (
    all_covered_by,
    batched,
    count_sets,
    covered_by,
    digest_of_nodes,
    kept_sets,
)

ATTEMPTS = 5
SERIAL = Subquery(LibraryMark.objects.filter(id=LibraryMark.ONLY).values("serial")[:1])


class CountsDisagree(Exception):
    """The table knows fewer objects of a set than the library: run ``library_recount``."""


class LibraryTooBusy(Exception):
    """Something was published during every attempt to count; nothing was written."""


def move_counts(*, before: int | None, after: int | None) -> None:
    """Let an object be counted by version ``after`` instead of ``before`` (ids; ``None``: public
    no more, or not yet). The caller holds the transaction.

    The mark is locked first and until the transaction ends, so two publications never wait for
    each other's sets crosswise, and readers meet serials in the order of the commits.
    """
    move_mark()
    _move(
        None if before is None else covered_by(before), None if after is None else covered_by(after)
    )


def move_set(before: str, after: str) -> None:
    """Let an object whose version stays be counted at another set of nodes (``nodes_text``).

    The mark moves on even when the sets are the same: pages show links that are not counted.
    """
    move_mark()
    _move(before, after)


def _move(old: str | None, new: str | None) -> None:
    if old == new:
        return
    if old is not None:
        _add(old, -1)
    if new is not None:
        _add(new, 1)


def move_all_counts(moves: Iterable[tuple[int | None, int | None]]) -> None:
    """Do what :func:`move_counts` does for many objects, given as (before, after), at once.

    The statements are as many as there are different sets, at most four for 500 of them.
    """
    pairs = list(moves)
    move_mark()
    sets = all_covered_by({pk for pair in pairs for pk in pair if pk is not None})
    gained = Counter[str]()
    for before, after in pairs:
        if before is not None:
            gained[sets[before]] -= 1
        if after is not None:
            gained[sets[after]] += 1
    changed = {digest_of_nodes(nodes): nodes for nodes, gain in gained.items() if gain}
    for part in batched(changed):
        _add_many({digest: (changed[digest], gained[changed[digest]]) for digest in part})


def _add_many(gains: dict[str, tuple[str, int]]) -> None:
    """Add to the numbers of sets, given as digest → (nodes, gain); the mark is ours."""
    serial = LibraryMark.objects.values_list("serial", flat=True).get(id=LibraryMark.ONLY)
    rows = {row.digest: row for row in TopicSetCount.objects.filter(digest__in=gains)}
    missing = []
    for digest, (nodes, gain) in gains.items():
        row = rows.get(digest)
        if row is None:
            row = TopicSetCount(digest=digest, nodes=nodes, number=0)
            missing.append(row)
        row.number, row.changed = row.number + gain, serial
        if row.number < 0:
            raise CountsDisagree(nodes)
    TopicSetCount.objects.bulk_update(rows.values(), ["number", "changed"])
    TopicSetCount.objects.bulk_create(missing)


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
    LibraryMark.objects.select_for_update().filter(id=LibraryMark.ONLY).first()
    if _stamp() != seen:
        return False
    move_mark()
    for nodes, (_kept, true) in wrong.items():
        TopicSetCount.objects.update_or_create(
            digest=digest_of_nodes(nodes),
            defaults={"nodes": nodes, "number": true, "changed": SERIAL},
        )
    return True


def _add(nodes: str, difference: int) -> None:
    digest = digest_of_nodes(nodes)
    row = TopicSetCount.objects.filter(digest=digest)
    if row.update(number=F("number") + difference, changed=SERIAL):
        return
    if difference < 0:
        raise CountsDisagree(nodes)
    # Nobody else can be making it: the mark is ours.
    TopicSetCount.objects.create(digest=digest, nodes=nodes, number=difference, changed=SERIAL)


def move_mark() -> None:
    """Say that public pages show something else now; the caller holds the transaction."""
    mark = LibraryMark.objects.filter(id=LibraryMark.ONLY)
    if not mark.update(serial=F("serial") + 1, stamp=uuid4()):
        # The migration made the row; it is missing only where every table was emptied. Several
        # may find it missing at once: one makes it, the others wait for it and move it on.
        fresh = LibraryMark(id=LibraryMark.ONLY, serial=0, stamp=uuid4())
        LibraryMark.objects.bulk_create([fresh], ignore_conflicts=True)
        mark.update(serial=F("serial") + 1, stamp=uuid4())


def _stamp() -> object:
    return LibraryMark.objects.filter(id=LibraryMark.ONLY).values_list("stamp").first()
