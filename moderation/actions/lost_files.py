"""Files that published objects show and that are not there any more: each opens a second look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext, override

from learning_objects.api import shown_assets
from media_pipeline.api import lost_assets
from moderation.actions.rechecking import raise_signal
from moderation.models import Signal

BATCH = 500
# When so large a part of the files seems lost, it is the storage that is away, not the files.
MOST_LOST = 0.2
FEW = 20


class StorageAway(Exception):
    """Too many files seem lost at once; nothing was reported."""


def signal_lost_files(*, now: datetime) -> int:
    """Report published objects whose pictures or documents are lost; return how many are new.

    Looks at every file of every current public version once. Raises :class:`StorageAway` instead
    of reporting half of the library when a disk is not mounted.
    """
    lost, looked_at = _find_lost()
    number = sum(len(uuids) for uuids in lost.values())
    if number > FEW and number > MOST_LOST * looked_at:
        raise StorageAway(f"{number} of {looked_at} files are not there")
    by_object: dict[UUID, set[str]] = defaultdict(set)
    for title, uuids in lost.items():
        for uuid in uuids:
            by_object[uuid].add(title)
    return sum(_report(uuid, titles, now) for uuid, titles in sorted(by_object.items()))


def _find_lost() -> tuple[dict[str, list[UUID]], int]:
    """Return the titles of lost files with the objects that show them, and how many were seen."""
    lost: dict[str, list[UUID]] = defaultdict(list)
    seen = 0
    shown = shown_assets()
    while rows := list(islice(shown, BATCH)):
        users: dict[tuple[str, int], list[UUID]] = defaultdict(list)
        for uuid, code, pk in rows:
            users[code, pk].append(uuid)
        seen += len(users)
        for code in {code for code, _pk in users}:
            ids = [pk for kind, pk in users if kind == code]
            for pk, title in lost_assets(code=code, ids=ids).items():
                lost[title or f"{code} {pk}"] += users[code, pk]
    return lost, seen


def _report(uuid: UUID, titles: Iterable[str], now: datetime) -> bool:
    with override("ru"):
        words = gettext("Files that are lost: %(titles)s") % {
            "titles": ", ".join(f"«{title}»" for title in sorted(titles))
        }
    signal = raise_signal(
        object_uuid=uuid,
        source=Signal.Source.ASSET,
        reason=Signal.Reason.BROKEN,
        text=words,
        now=now,
    )
    return signal is not None
