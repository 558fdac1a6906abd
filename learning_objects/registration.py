"""What ``learning_objects`` registers at start-up."""

from __future__ import annotations


def register() -> None:
    """Register the permission rules and the package's own submission checks."""
    from accounts.api import register_role_permissions
    from accounts.data import AUTHOR, METHODOLOGIST
    from learning_objects.checks import register_own_checks
    from learning_objects.rules import register_rules

    register_rules()
    register_own_checks()
    for role in (AUTHOR, METHODOLOGIST):
        register_role_permissions(role, ["wagtailadmin.access_admin"])
