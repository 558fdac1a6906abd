"""Who this library is to others."""

from __future__ import annotations

from django.conf import settings

from exporters.models import Instance
from learning_objects.data import OriginFacts


def own_library() -> OriginFacts:
    """Return this library as packages name it; its uuid is made once and stays."""
    row, _made = Instance.objects.get_or_create(id=Instance.ONLY)
    return OriginFacts(row.uuid, settings.BASE_URL, str(settings.WAGTAIL_SITE_NAME))


def lock_library() -> None:
    """Let no other import run until this transaction ends."""
    Instance.objects.get_or_create(id=Instance.ONLY)
    Instance.objects.select_for_update().get(id=Instance.ONLY)
