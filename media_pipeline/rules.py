"""Who may do what to uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, register_role_permissions, register_rule
from accounts.data import ADMINISTRATOR, AUTHOR, CHIEF_MODERATOR, METHODOLOGIST, MODERATOR
from media_pipeline.public_assets import is_fixed, is_open_to

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from media_pipeline.public_assets import Asset

    Person = User | AnonymousUser

UPLOADERS = (AUTHOR, METHODOLOGIST, MODERATOR, CHIEF_MODERATOR, ADMINISTRATOR)


def register_rules() -> None:
    """Register the rules, and open Wagtail's admin to those who upload (its choosers ask)."""
    register_rule("media_pipeline.upload", may_upload)
    register_rule("media_pipeline.change_asset", may_change)
    register_rule("media_pipeline.delete_asset", may_delete)
    register_rule("media_pipeline.read_document", may_read)
    for role in UPLOADERS:
        register_role_permissions(role, ["wagtailadmin.access_admin"])


def may_upload(user: Person, obj: Any = None) -> bool:
    """Everybody who writes or reviews uploads."""
    return has_role(user, *UPLOADERS)


def may_change(user: Person, obj: Asset) -> bool:
    """One's own uploads; administrators all."""
    return may_upload(user) and (obj.uploaded_by_user_id == user.pk or is_administrator(user))


def may_delete(user: Person, obj: Asset) -> bool:
    """Like changing, but what stands in a published version or before an expert stays."""
    return may_change(user, obj) and not is_fixed(obj)


def may_read(user: Person, obj: Asset) -> bool:
    """One's own, administrators all, and what a package opens to the user."""
    return may_change(user, obj) or is_open_to(user, obj)
