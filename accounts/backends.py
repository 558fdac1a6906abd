"""Sign-in by login or e-mail, and Django permissions from roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend

from accounts.permissions import permissions_of_role
from accounts.queries import get_user_by_email, get_user_by_login, roles_of

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    Person = AbstractBaseUser | AnonymousUser


class SignInBackend(AuthenticationBackend):
    """Allauth's backend, finding people by the folded login and e-mail.

    Permissions never come from Django's groups here, so it says "no" without a query.
    """

    def _authenticate_by_username(self, username: str, password: str) -> Any:
        return self._check_password(get_user_by_login(username), password)

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return self._check_password(get_user_by_email(email), password)

    def get_all_permissions(self, user_obj: Person, obj: Any = None) -> set[str]:
        """Return nothing: permissions come from roles."""
        return set()

    def has_perm(self, user_obj: Person, perm: str, obj: Any = None) -> bool:
        """Say no: permissions come from roles."""
        return False

    def has_module_perms(self, user_obj: Person, app_label: str) -> bool:
        """Say no: permissions come from roles."""
        return False


class RoleBackend(BaseBackend):
    """Answers ``user.has_perm`` from what packages registered for the person's roles.

    It only opens the door of Wagtail's admin; who may touch which object is asked of
    ``accounts.api.may`` by the policies behind it. Suspended people have no roles.
    """

    def get_user_permissions(self, user_obj: Person, obj: Any = None) -> set[str]:
        """Return the permissions of all the person's roles."""
        held: set[str] = set()
        for role in roles_of(user_obj):  # type: ignore[arg-type]
            held |= permissions_of_role(role.code)
        return held

    def has_module_perms(self, user_obj: Person, app_label: str) -> bool:
        """Say whether any held permission is of ``app_label``."""
        return any(perm.startswith(f"{app_label}.") for perm in self.get_user_permissions(user_obj))
