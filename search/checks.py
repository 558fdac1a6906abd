"""Start-up check: the engine that the settings name can be used."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from search.engine.chosen import current_engine


@register()
def check_engine(**kwargs: Any) -> list[CheckMessage]:
    """Report a wrong ``SEARCH_ENGINE``, ``SEARCH_URL`` or ``SEARCH_PREFIX``; nothing is sent."""
    try:
        current_engine()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="search.E001")]
    return []
