"""Counting the coverage in the background, and keeping it for the maps.

A map of a million objects cannot be made while somebody waits for it, and an object that covers
three topics of a section must count once there: no grouped query knows what lies above a node. So
the sweeper reads the library once, in the order of the versions, and keeps a cell for every place
and kind. It may use a sixtieth of the time: a library that is counted in a second is at most a
minute behind, one that takes half a minute half an hour.
"""

from __future__ import annotations

import hashlib
import time
from array import array
from collections.abc import Iterator
from dataclasses import astuple, fields
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from django.db import transaction
from django.db.models import CharField, F, Max, Q, Sum
from django.db.models.functions import Cast
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from framework.api import get_tree
from learning_objects.coverage_map.adding import Counted, ObjectFacts, add_up
from learning_objects.coverage_map.data import Cell, CellKey, month_of
from learning_objects.data import COVERS
from learning_objects.models import (
    CoverageCell,
    CoverageMark,
    LearningObject,
    LearningObjectVersion,
    LibraryMark,
    ReaderCount,
    VersionTopic,
)
from learning_objects.scores import STARS
from learning_objects.tasks import count_coverage

# Of all time, what counting may take.
SHARE = 60
# No count takes longer; a worker that was stopped leaves its task as one that is running.
LONGEST = timedelta(hours=1)
_CHUNK = 5_000
_VALUES = [item.name for item in fields(Cell)]


def refresh_coverage(*, now: datetime, at_once: bool = False) -> bool:
    """Count anew when something has changed and it is time; ``at_once``: in any case.

    Returns whether it counted.
    """
    mark, stamp = CoverageMark.objects.filter(id=CoverageMark.ONLY).first(), _stamp()
    if mark is not None and not at_once and not _is_due(mark, stamp, now):
        return False
    started = time.monotonic()
    counted = add_up(get_tree(), read_objects())
    _keep(counted, stamp=stamp, seconds=time.monotonic() - started, now=now)
    return True


def _is_due(mark: CoverageMark, stamp: str, now: datetime) -> bool:
    rested = now - mark.counted_at >= timedelta(seconds=SHARE * mark.seconds)
    return mark.stamp != stamp and rested


def is_behind(mark: CoverageMark) -> bool:
    """Say whether the library, its ratings or the framework moved on since the count."""
    return mark.stamp != _stamp()


def is_waiting(*, now: datetime) -> bool:
    """Say whether a count that somebody asked for waits for a worker or is being made."""
    asked = DBTaskResult.objects.filter(task_path=count_coverage.module_path)
    # The worker of one that has been running for so long is gone.
    running = Q(status=TaskResultStatus.RUNNING, started_at__gt=now - LONGEST)
    return asked.filter(Q(status=TaskResultStatus.READY) | running).exists()


def _stamp() -> str:
    library = LibraryMark.objects.filter(id=LibraryMark.ONLY).values_list("stamp", flat=True)
    ratings = ReaderCount.objects.aggregate(Sum("serial"), Max("id"))
    facts = [library.first(), sorted(ratings.items()), get_tree().stamp]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def read_objects() -> Iterator[ObjectFacts]:
    """Yield all public objects in the order of their versions; four queries, none of them sorts.

    Each walks an index or a narrow table and touches no row that holds content: two of them are
    answered by ``lo_version_newest`` and ``lo_public_kind`` alone.
    """
    months, ratings = _months(), _ratings()
    topics = groupby(_topics(), key=itemgetter(0))
    version, nodes = next(topics, (0, iter(())))
    for current, kind, pk in _public():
        if current >= len(months):  # published since: the next count has it
            return
        while version and version < current:
            version, nodes = next(topics, (0, iter(())))
        covered = [node for _version, node in nodes] if version == current else []
        yield ObjectFacts(kind, months[current], *ratings.get(pk, (0, 0)), covered)


def _public() -> Iterator[tuple[int, str, int]]:
    rows = LearningObject.objects.filter(withdrawn_at=None, current_version__isnull=False)
    found = rows.order_by("current_version_id").values_list("current_version_id", "kind", "id")
    yield from found.iterator(chunk_size=_CHUNK)


def _topics() -> Iterator[tuple[int, str]]:
    rows = VersionTopic.objects.filter(relation=COVERS).order_by("version_id")
    text = rows.annotate(node=Cast("node_uuid", CharField())).values_list("version_id", "node")
    return text.iterator(chunk_size=_CHUNK)


def _months() -> array[int]:
    """Return the month of publication of each version, by the version's id."""
    last = LearningObjectVersion.objects.aggregate(last=Max("id"))["last"] or 0
    months = array("L", bytes(array("L").itemsize * (last + 1)))
    rows = LearningObjectVersion.objects.order_by("-published_at", "-id")
    text = rows.annotate(day=Cast("published_at", CharField())).values_list("id", "day")
    for pk, day in text.iterator(chunk_size=_CHUNK):
        if pk <= last:
            months[pk] = month_of(int(day[:4]), int(day[5:7]))
    return months


def _ratings() -> dict[int, tuple[int, int]]:
    """Return (votes, stars) of the objects that somebody rated."""
    names = ("one", "two", "three", "four", "five")
    votes = sum((F(name) for name in names[1:]), F(names[0]))
    rows = ReaderCount.objects.annotate(votes=votes).filter(votes__gt=0)
    found = {}
    for pk, *numbers in rows.values_list("learning_object_id", *names).iterator():
        stars = sum(star * number for star, number in zip(STARS, numbers, strict=True))
        found[pk] = (sum(numbers), stars)
    return found


@transaction.atomic
def _keep(counted: Counted, *, stamp: str, seconds: float, now: datetime) -> None:
    """Write what differs from the cells that are kept, usually a few; one counter at a time."""
    facts = {
        "counted_at": now,
        "seconds": seconds,
        "stamp": stamp,
        "objects_counted": counted.objects,
        "nowhere": counted.nowhere,
    }
    CoverageMark.objects.select_for_update().update_or_create(id=CoverageMark.ONLY, defaults=facts)
    kept: dict[CellKey, tuple[int, Cell]] = {}
    rows = CoverageCell.objects.values_list("id", "node_uuid", "grade", "kind", *_VALUES)
    for pk, node, grade, kind, *values in rows.iterator(chunk_size=_CHUNK):
        kept[node, grade, kind] = (pk, Cell(*values))
    gone = [pk for key, (pk, _cell) in kept.items() if key not in counted.cells]
    CoverageCell.objects.filter(id__in=gone).delete()
    fresh = [_row(key, cell) for key, cell in counted.cells.items() if key not in kept]
    CoverageCell.objects.bulk_create(fresh, _CHUNK)
    moved = [
        _row(key, cell, kept[key][0])
        for key, cell in counted.cells.items()
        if key in kept and kept[key][1] != cell
    ]
    CoverageCell.objects.bulk_update(moved, _VALUES, batch_size=500)


def _row(key: CellKey, cell: Cell, pk: int | None = None) -> CoverageCell:
    node, grade, kind = key
    values = dict(zip(_VALUES, astuple(cell), strict=True))
    return CoverageCell(id=pk, node_uuid=node, grade=grade, kind=kind, **values)
