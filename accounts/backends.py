"""Django permissions from roles, for the parts of Wagtail's admin that ask Django."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend

from accounts.queries import roles_of
from core.data import Registry

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

role_permissions: Registry[frozenset[str]] = Registry("Django permissions of roles")


class RoleBackend(BaseBackend):
    """Answers ``user.has_perm`` from what packages registered for the person's roles.

    It only opens the door of Wagtail's admin; who may touch which object is asked of
    ``accounts.api.may`` by the policies behind it.
    """

    def has_perm(
        self, user_obj: AbstractBaseUser | AnonymousUser, perm: str, obj: Any = None
    ) -> bool:
        """Say whether one of the person's roles carries ``perm`` (``app_label.codename``)."""
        return any(
            perm in (role_permissions.find(role.code) or ())
            for role in roles_of(user_obj)  # type: ignore[arg-type]
        )
