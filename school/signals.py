"""Signals of ``school``, sent within the transaction of the change."""

from __future__ import annotations

from django.dispatch import Signal

# Arguments: school (as it is now), now (the moment of the change).
time_zone_changed = Signal()
