"""The door of ``accounts``."""

from accounts.actions.erasing import erase_person
from accounts.actions.factors import reset_factors
from accounts.actions.invitations import accept_invitation, invite_person, withdraw_invitations
from accounts.actions.merging import merge_people
from accounts.actions.people import create_user, issue_password, make_password_text, update_profile
from accounts.actions.roles import grant_role, revoke_role
from accounts.actions.sign_on import disconnect_sso, set_external_id
from accounts.actions.suspension import restore_user, suspend_user
from accounts.lifecycle import register_erasure, register_merge
from accounts.limits import within_limit
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
    merged_uuids,
    roles_of,
)
from accounts.rules import may, register_rule, require
from accounts.scopes import register_scope_choices, scope_choices, scope_labels
from accounts.second_factor.deciders import register_decider

__all__ = [
    "User",
    "accept_invitation",
    "assignments_of",
    "create_user",
    "disconnect_sso",
    "erase_person",
    "find_people",
    "get_user",
    "get_user_by_email",
    "get_user_by_login",
    "get_users",
    "grant_role",
    "has_role",
    "invite_person",
    "is_administrator",
    "issue_password",
    "make_password_text",
    "may",
    "merge_people",
    "merged_uuids",
    "register_decider",
    "register_erasure",
    "register_merge",
    "register_people_manager",
    "register_role_permissions",
    "register_rule",
    "register_scope_choices",
    "require",
    "reset_factors",
    "restore_user",
    "revoke_role",
    "roles_of",
    "scope_choices",
    "scope_labels",
    "set_external_id",
    "suspend_user",
    "update_profile",
    "withdraw_invitations",
    "within_limit",
]
