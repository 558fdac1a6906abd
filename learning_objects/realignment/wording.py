"""Realignment in words for people."""

from __future__ import annotations

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from framework.data import MERGED, MOVED, RENAMED, RETIRED, SPLIT
from learning_objects.data import COVERS, NEXT, PREREQUISITE
from learning_objects.realignment.data import ACCEPTED, DECLINED, OUTDATED, PROPOSED

CHANGE_LABELS: dict[str, str | Promise] = {
    RETIRED: pgettext_lazy("what became of a topic", "taken out"),
    MERGED: pgettext_lazy("what became of a topic", "merged with another"),
    SPLIT: pgettext_lazy("what became of a topic", "split"),
    MOVED: pgettext_lazy("what became of a topic", "moved and written anew"),
    RENAMED: pgettext_lazy("what became of a topic", "written anew"),
}
STATE_LABELS: dict[str, str | Promise] = {
    PROPOSED: pgettext_lazy("proposals", "to decide"),
    ACCEPTED: pgettext_lazy("proposals", "accepted"),
    DECLINED: pgettext_lazy("proposals", "left as they were"),
    OUTDATED: pgettext_lazy("proposals", "outdated"),
}
STATE_TONES = {PROPOSED: "info", ACCEPTED: "success", DECLINED: "neutral", OUTDATED: "neutral"}
RELATION_LABELS: dict[str, str | Promise] = {
    COVERS: gettext_lazy("the material covers it"),
    PREREQUISITE: gettext_lazy("must be known before the material"),
    NEXT: gettext_lazy("comes after the material"),
}


def confidence_words(confidence: Decimal) -> str:
    """Say how sure the change map is that the offered topics are the right ones."""
    if confidence >= 1:
        return _("The edition says so: sure.")
    if confidence >= Decimal("0.9"):
        return _("Found by likeness: very likely.")
    if confidence >= Decimal("0.7"):
        return _("Found by likeness: likely, a look is worth it.")
    return _("Found by likeness: doubtful, look before you accept.")
