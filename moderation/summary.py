"""The changes counted: "Stages: 3 changed. Pictures: 1 new"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from moderation.changes import CHANGED, MOVED
from moderation.data import Change
from moderation.items import ATTACHMENT, IMAGE, STAGE, TABLE
from moderation.places import FIELD
from moderation.words import ADDED, REMOVED

BLOCK = "block"
NAMES: dict[str, str | Promise] = {
    FIELD: _("Fields"),
    STAGE: _("Stages"),
    IMAGE: _("Pictures"),
    TABLE: _("Tables"),
    ATTACHMENT: _("Attachments"),
    BLOCK: _("Other blocks"),
}
KINDS: dict[str, str | Promise] = {
    CHANGED: pgettext_lazy("counted changes", "changed"),
    ADDED: pgettext_lazy("counted changes", "new"),
    MOVED: pgettext_lazy("counted changes", "moved"),
    REMOVED: pgettext_lazy("counted changes", "deleted"),
}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """How many things of one sort changed, by what became of them."""

    label: str | Promise
    counts: tuple[tuple[str | Promise, int], ...]


def summarise(changes: Sequence[Change]) -> list[SummaryLine]:
    """Return the numbers of fields, stages, pictures, … by what became of them.

    A stage has changed when its own words did or something in it; what was both moved and changed
    counts as changed.
    """
    counted = Counter((_sort(change), change.kind) for change in changes if change.what != STAGE)
    counted.update((STAGE, kind) for kind in _stages(changes).values())
    return [
        SummaryLine(name, counts)
        for sort, name in NAMES.items()
        if (counts := tuple((KINDS[k], counted[sort, k]) for k in KINDS if counted[sort, k]))
    ]


def _sort(change: Change) -> str:
    return change.what if change.what in NAMES else BLOCK


def _stages(changes: Sequence[Change]) -> dict[str, str]:
    """Return what became of each stage, by its id."""
    found = {change.place.block: change.kind for change in changes if change.what == STAGE}
    for change in changes:
        if change.what == STAGE:
            continue
        for stage in filter(None, change.stages):
            if found.get(stage, MOVED) == MOVED:
                found[stage] = CHANGED
    return found
