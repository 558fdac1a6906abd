"""Typed values of ``schedule``."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLANNED = "planned"
HELD = "held"
CANCELLED = "cancelled"
STATUSES = (PLANNED, HELD, CANCELLED)
STATUS_LABELS: dict[str, str | Promise] = {
    PLANNED: _("planned"),
    HELD: _("held"),
    CANCELLED: _("cancelled"),
}

MOST_SLOTS = 14
