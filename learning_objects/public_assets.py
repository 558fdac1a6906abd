"""Which uploads the public may fetch: those that stand in a published version."""

from __future__ import annotations

from typing import Any

from learning_objects.models import VersionAsset
from media_pipeline.api import MediaImage


def is_published_asset(user: Any, asset: Any) -> bool:
    """Say whether a version of an object that is not withdrawn shows ``asset``, whoever asks."""
    code = "image" if isinstance(asset, MediaImage) else "document"
    return VersionAsset.objects.filter(
        code=code,
        asset_id=asset.pk,
        version__learning_object__withdrawn_at__isnull=True,
    ).exists()
