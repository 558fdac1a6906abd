"""The door of ``accounts``."""

from accounts.actions.people import create_user, issue_password, make_password_text, update_profile
from accounts.actions.roles import grant_role, revoke_role
from accounts.actions.suspension import restore_user, suspend_user
from accounts.managers import register_people_manager
from accounts.models import User
from accounts.permissions import register_role_permissions
from accounts.queries import (
    assignments_of,
    find_people,
    get_user,
    get_user_by_email,
    get_user_by_login,
    get_users,
    has_role,
    is_administrator,
    roles_of,
)
from accounts.rules import may, register_rule, require
from accounts.scopes import register_scope_choices, scope_choices, scope_labels

__all__ = [
    "User",
    "assignments_of",
    "create_user",
    "find_people",
    "get_user",
    "get_user_by_email",
    "get_user_by_login",
    "get_users",
    "grant_role",
    "has_role",
    "is_administrator",
    "issue_password",
    "make_password_text",
    "may",
    "register_people_manager",
    "register_role_permissions",
    "register_rule",
    "register_scope_choices",
    "require",
    "restore_user",
    "revoke_role",
    "roles_of",
    "scope_choices",
    "scope_labels",
    "suspend_user",
    "update_profile",
]
