"""Keeping the numbers of works in queues short and true; triggers write them with every move."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum, Value

from moderation.data import OPEN_STATES
from moderation.models import QueueCount, Submission

QUEUE = ("institute_id", "state", "subject_uuid", "grade", "kind", "stage", "purpose", "is_late")
# Rows of one statement.
BATCH = 500


@transaction.atomic
def fold_counts() -> int:
    """Replace the rows of each queue by one; returns how many rows fewer there are.

    Rows that others are just adding are not seen and stay; a second sweeper finds these locked.
    """
    rows = QueueCount.objects.select_for_update(skip_locked=True).values_list(
        "id", *QUEUE, "number"
    )
    sums: Counter[tuple[Any, ...]] = Counter()
    ids = []
    for pk, *queue, number in rows:
        ids.append(pk)
        sums[tuple(queue)] += number
    kept = {queue: number for queue, number in sums.items() if number}
    if len(ids) == len(kept):
        return 0
    for start in range(0, len(ids), BATCH):
        QueueCount.objects.filter(pk__in=ids[start : start + BATCH]).delete()
    _add(kept)
    return len(ids) - len(kept)


def recount_queues(*, repair: bool = True) -> dict[tuple[Any, ...], tuple[int, int]]:
    """Compare the numbers with the submissions; return (kept, true) for every queue that differed.

    One statement reads both, so moves meanwhile are in both or in neither; ``repair`` adds what was
    missing, which is right whatever has moved since.
    """
    kept = QueueCount.objects.values(*QUEUE).annotate(found=Sum("number"), side=Value(0))
    true = Submission.objects.filter(state__in=OPEN_STATES).values(*QUEUE)
    both = kept.order_by().union(
        true.annotate(found=Count("pk"), side=Value(1)).order_by(), all=True
    )
    numbers: dict[tuple[Any, ...], list[int]] = {}
    for *queue, found, side in both.values_list(*QUEUE, "found", "side"):
        numbers.setdefault(tuple(queue), [0, 0])[side] = found
    wrong = {queue: (both[0], both[1]) for queue, both in numbers.items() if both[0] != both[1]}
    if repair:
        _add({queue: true - kept for queue, (kept, true) in wrong.items()})
    return wrong


def _add(numbers: dict[tuple[Any, ...], int]) -> None:
    QueueCount.objects.bulk_create(
        (
            QueueCount(**dict(zip(QUEUE, queue, strict=True)), number=number)
            for queue, number in numbers.items()
        ),
        batch_size=BATCH,
    )
