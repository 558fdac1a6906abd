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
AssetHold = Callable[[Any], bool]
asset_holds: Registry[AssetHold] = Registry("asset holds")
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


def register_asset_hold(code: str, hold: AssetHold) -> None:
    """Let ``hold(asset)`` keep a file as it is, though it is not published.

    ``moderation`` holds what an expert is reading: a version must show the very file that was
    reviewed.
    """
    asset_holds.register(code, hold)


def is_fixed(asset: Asset) -> bool:
    """Say whether ``asset`` can be neither exchanged nor deleted: published, or held."""
    return is_open_to(AnonymousUser(), asset) or any(hold(asset) for _code, hold in asset_holds)
