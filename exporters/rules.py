"""Who may do what with packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import is_administrator, register_rule
from exporters.states import TRANSFER

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User


def register_rules() -> None:
    """Register the one rule of the package."""
    register_rule(TRANSFER, may_transfer)


def may_transfer(user: User | AnonymousUser, obj: Any = None) -> bool:
    """Only the administrator of the region sends and receives."""
    return is_administrator(user)
