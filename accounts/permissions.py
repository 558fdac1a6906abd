"""Django permissions of roles, filled by the packages whose stock views they open."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.data import ROLE_LABELS

_role_permissions: dict[str, set[str]] = {}


def register_role_permissions(role: str, perms: Iterable[str]) -> None:
    """Let everyone with ``role`` hold Django permissions ``app_label.codename``.

    Several packages may add to one role, and two may add the same permission (both need Wagtail's
    admin open). They only open stock views; the object is asked of ``accounts.api.may``. Raises
    ``ValueError`` for an unknown role or a malformed permission.
    """
    added = set(perms)
    malformed = [perm for perm in added if perm.count(".") != 1]
    if role not in ROLE_LABELS or malformed:
        raise ValueError(f"unknown role or malformed permissions: {role} {malformed}")
    _role_permissions.setdefault(role, set()).update(added)


def permissions_of_role(role: str) -> frozenset[str]:
    """Return what was registered for ``role``."""
    return frozenset(_role_permissions.get(role, ()))
