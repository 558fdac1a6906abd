"""Who may do what to the framework."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role
from accounts.data import ADMINISTRATOR, METHODOLOGIST

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User


def may_manage(user: User | AnonymousUser, obj: Any = None) -> bool:
    """Methodologists own the framework; administrators stand in for them."""
    return has_role(user, METHODOLOGIST, ADMINISTRATOR)
