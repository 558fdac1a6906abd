"""Keeping the numbers of readers true, with every rating and thanks and by command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count

from learning_objects.models import LearningObject, Rating, ReaderCount, Thanks
from learning_objects.scores import STARS, score_of

FIELDS = ("one", "two", "three", "four", "five")
_BATCH = 500

Numbers = tuple[int, ...]  # of one … five stars, then of thanks


def lock_count(learning_object: LearningObject) -> ReaderCount:
    """Return the object's row, locked until the caller's transaction ends; made when missing."""
    fresh = ReaderCount(learning_object=learning_object)
    ReaderCount.objects.bulk_create([fresh], ignore_conflicts=True)
    return ReaderCount.objects.select_for_update().get(learning_object=learning_object)


def move_count(
    row: ReaderCount, *, before: int | None = None, after: int | None = None, thanks: int = 0
) -> None:
    """Count ``after`` stars instead of ``before`` and more ``thanks``; ``row`` is locked."""
    for stars, difference in ((before, -1), (after, 1)):
        if stars is not None:
            field = FIELDS[stars - 1]
            setattr(row, field, getattr(row, field) + difference)
    row.thanks += thanks
    _save(row)


def _save(row: ReaderCount) -> None:
    """Store the row under a new serial, with the score that belongs to its numbers."""
    row.score = score_of(row.numbers) if any(row.numbers) else 0.0
    row.serial += 1
    row.save()


def recount_readers(*, repair: bool = True) -> dict[int, tuple[Numbers, Numbers]]:
    """Compare all rows with ratings and thanks; return (kept, true) by object id where they differ.

    ``repair`` writes the true numbers, each object under its own lock.
    """
    touched = Rating.objects.values("learning_object_id").union(
        Thanks.objects.values("learning_object_id"),
        ReaderCount.objects.values("learning_object_id"),
    )
    wrong: dict[int, tuple[Numbers, Numbers]] = {}
    ids = sorted(row["learning_object_id"] for row in touched)
    for start in range(0, len(ids), _BATCH):
        wrong.update(_differences(ids[start : start + _BATCH]))
    if repair:
        for pk in wrong:
            _mend(pk)
    return wrong


def _differences(ids: list[int]) -> Iterator[tuple[int, tuple[Numbers, Numbers]]]:
    rows = ReaderCount.objects.filter(learning_object_id__in=ids)
    kept = {row.learning_object_id: (*row.numbers, row.thanks) for row in rows}
    true = _count(ids)
    for pk in ids:
        pair = kept.get(pk, (0,) * 6), true[pk]
        if pair[0] != pair[1]:
            yield pk, pair


def _count(ids: list[int]) -> dict[int, Numbers]:
    """Count what is shown of each object; two queries."""
    shown = Rating.objects.filter(learning_object_id__in=ids, hidden_at=None).order_by()
    stars = Counter[tuple[int, int]]()
    for pk, number, many in shown.values_list("learning_object_id", "stars").annotate(
        n=Count("id")
    ):
        stars[pk, number] = many
    said = Thanks.objects.filter(learning_object_id__in=ids).order_by()
    thanks = dict(said.values_list("learning_object_id").annotate(n=Count("id")))
    return {pk: (*(stars[pk, star] for star in STARS), thanks.get(pk, 0)) for pk in ids}


@transaction.atomic
def _mend(pk: int) -> None:
    row = lock_count(LearningObject.objects.get(pk=pk))
    *numbers, row.thanks = _count([pk])[pk]
    for field, number in zip(FIELDS, numbers, strict=True):
        setattr(row, field, number)
    _save(row)
