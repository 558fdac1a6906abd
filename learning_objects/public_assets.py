"""Which uploads the public may fetch: those that stand in a published version."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from learning_objects.data import RETIRE
from learning_objects.models import VersionAsset
from media_pipeline.api import MediaImage


def is_published_asset(user: Any, asset: Any) -> bool:
    """Say whether a version of an object that is not withdrawn shows ``asset``, whoever asks.

    Of a retired object the signed in go on reading: a lesson keeps what was planned for it.
    """
    code = "image" if isinstance(asset, MediaImage) else "document"
    readable = Q(version__learning_object__withdrawn_at__isnull=True)
    if user.is_authenticated:
        readable |= Q(version__learning_object__withdrawn_how=RETIRE)
    return VersionAsset.objects.filter(readable, code=code, asset_id=asset.pk).exists()
