"""The institute itself."""

from __future__ import annotations

from moderation.models import Institute

CENTRAL_KEY = "central"
CENTRAL_TITLE = "Институт содержания образования"


def ensure_central_institute() -> Institute:
    """Return the central institute, made when absent; one query when it is there."""
    institute, _made = Institute.objects.get_or_create(
        key=CENTRAL_KEY, defaults={"title": CENTRAL_TITLE}
    )
    return institute
