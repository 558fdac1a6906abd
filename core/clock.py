"""The one place that reads the clock; everything below an entry point takes ``now``."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the current moment, timezone-aware (UTC inside)."""
    return timezone.now()
