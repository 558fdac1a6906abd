"""The door of ``accounts``."""

from accounts.actions.people import create_user
from accounts.actions.roles import grant_role, revoke_role
from accounts.models import User
from accounts.queries import (
    find_people,
    get_user,
    get_user_by_login,
    get_users,
    has_role,
    is_administrator,
    roles_of,
)
from accounts.rules import may, register_rule, require

__all__ = [
    "User",
    "create_user",
    "find_people",
    "get_user",
    "get_user_by_login",
    "get_users",
    "grant_role",
    "has_role",
    "is_administrator",
    "may",
    "register_rule",
    "require",
    "revoke_role",
    "roles_of",
]
