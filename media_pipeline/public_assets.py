"""Which uploads strangers may read; the packages that use them say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from core.data import Registry

if TYPE_CHECKING:
    from accounts.api import User
    from media_pipeline.models import MediaDocument, MediaImage

    Person = User | AnonymousUser
    Asset = MediaImage | MediaDocument

AssetCheck = Callable[[Any, Any], bool]
asset_checks: Registry[AssetCheck] = Registry("public asset checks")


def register_public_asset_check(code: str, check: AssetCheck) -> None:
    """Let ``check(user, asset)`` open an image or document to others than its owner.

    ``learning_objects`` says yes for what stands in a published version (also for a visitor), and
    for what stands in a submission under review when ``user`` reviews it.
    """
    asset_checks.register(code, check)


def is_open_to(user: Person, asset: Asset) -> bool:
    """Say whether any package opens ``asset`` to ``user``."""
    return any(check(user, asset) for _code, check in asset_checks)


def is_published(asset: Asset) -> bool:
    """Say whether everybody may read ``asset``: then it can be neither exchanged nor deleted."""
    return is_open_to(AnonymousUser(), asset)
