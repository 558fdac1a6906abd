"""Granting and revoking roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actions.administrators import refuse_losing_the_last
from accounts.actions.people import refuse_shell
from accounts.data import (
    ADMINISTRATOR,
    ROLE_LABELS,
    ROLES_OF_SCOPE,
    SCOPE_LABELS,
    SITE_SCOPE,
    Scope,
)
from accounts.models import RoleAssignment, User
from accounts.rules import require_manager
from core.api import record


class UnknownRole(ValueError):
    """A role code that the design does not know."""


class WrongScope(ValueError):
    """A scope that does not exist, or that the role cannot have."""


@transaction.atomic
def grant_role(
    *, user: User, role: str, by: User | None, now: datetime, scope: Scope | None = None
) -> RoleAssignment:
    """Give ``user`` the role within ``scope`` (everywhere by default); granting twice is harmless.

    ``by`` is ``None`` for the system, else an administrator. Raises :class:`UnknownRole`,
    :class:`WrongScope`, ``NotAllowed``.
    """
    require_manager(by)
    where = scope or Scope()
    _check(role, where)
    refuse_shell(user)
    assignment, created = RoleAssignment.objects.get_or_create(
        user=user,
        role=role,
        scope_code=where.code,
        scope_uuid=where.uuid,
        defaults={"granted_at": now, "granted_by": by},
    )
    if created:
        _record_change("accounts.grant_role", user=user, role=role, scope=where, by=by, now=now)
        _forget_roles(user)
    return assignment


@transaction.atomic
def revoke_role(
    *, user: User, role: str, by: User | None, now: datetime, scope: Scope | None = None
) -> bool:
    """Take the role back; returns whether the person had it. Raises ``LastAdministrator``."""
    require_manager(by)
    where = scope or Scope()
    if role == ADMINISTRATOR:
        refuse_losing_the_last(user)
    deleted, _rows = RoleAssignment.objects.filter(
        user=user, role=role, scope_code=where.code, scope_uuid=where.uuid
    ).delete()
    if deleted:
        _record_change("accounts.revoke_role", user=user, role=role, scope=where, by=by, now=now)
        _forget_roles(user)
    return bool(deleted)


def _check(role: str, scope: Scope) -> None:
    if role not in ROLE_LABELS:
        raise UnknownRole(role)
    if scope.code not in SCOPE_LABELS or (scope.code == SITE_SCOPE) != (scope.uuid is None):
        raise WrongScope(scope.code)
    if scope.code != SITE_SCOPE and role not in ROLES_OF_SCOPE[scope.code]:
        raise WrongScope(f"{role}: {scope.code}")


def _record_change(
    action: str, *, user: User, role: str, scope: Scope, by: User | None, now: datetime
) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
        data={"role": role, "scope": scope.code, "uuid": str(scope.uuid or "")},
    )


def _forget_roles(user: User) -> None:
    user.__dict__.pop("_mesh_roles", None)
