"""Telling authors that their material stands elsewhere: once an object and edition, in digests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from framework.api import path_label
from learning_objects.models import Authorship
from notices.api import notify_each
from notices.data import Note

REALIGNED = "learning_objects.realigned"


@dataclass(frozen=True, slots=True)
class Moved:
    """An object (``pk``, ``uuid``, the title that is public) and the nodes it was put at."""

    pk: int
    uuid: UUID
    title: str
    realignment: int
    chosen: tuple[UUID, ...]


def tell_moved(moved: Sequence[Moved], *, now: datetime) -> None:
    """Tell the authors where their objects stand now; within the caller's transaction.

    What several proposals about one object decided at once is told together; what follows for
    the same edition is not told again, the object's page shows it. Of what was received nobody
    here is the author.
    """
    if not moved:
        return
    places: dict[tuple[int, int], dict[UUID, None]] = {}
    for one in moved:
        places.setdefault((one.pk, one.realignment), {}).update(dict.fromkeys(one.chosen))
    objects = {one.pk: one for one in moved}
    writers = Authorship.objects.filter(learning_object_id__in=objects).select_related("user")
    people: dict[int, list[Authorship]] = {}
    for row in writers:
        people.setdefault(row.learning_object_id, []).append(row)
    notes = [
        Note(row.user, _facts(objects[pk], nodes), _page(objects[pk]), _key(objects[pk], edition))
        for (pk, edition), nodes in places.items()
        for row in people.get(pk, ())
    ]
    notify_each(code=REALIGNED, notes=notes, now=now)


def _facts(item: Moved, nodes: dict[UUID, None]) -> dict[str, str]:
    with translation.override(settings.LANGUAGE_CODE):
        return {"title": item.title, "place": "; ".join(map(path_label, nodes))}


def _page(item: Moved) -> str:
    return reverse("learning_objects:object", args=[item.uuid])


def _key(item: Moved, edition: int) -> str:
    return f"{REALIGNED}:{item.uuid}:{edition}"
