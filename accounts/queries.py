"""Reads of ``accounts``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.data import ADMINISTRATOR, Role, Scope
from accounts.identifiers import fold_identifier
from accounts.models import RoleAssignment, User
from core.api import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def roles_of(user: User | AnonymousUser) -> tuple[Role, ...]:
    """Return the roles of ``user``, one query for the life of the user instance."""
    if not isinstance(user, User) or not user.is_active:
        return ()
    cached: tuple[Role, ...] | None = getattr(user, "_mesh_roles", None)
    if cached is None:
        rows = RoleAssignment.objects.filter(user=user).values_list(
            "role", "scope_code", "scope_uuid"
        )
        cached = tuple(Role(code, Scope(scope, uuid)) for code, scope, uuid in rows)
        user._mesh_roles = cached  # type: ignore[attr-defined]
    return cached


def has_role(user: User | AnonymousUser, *codes: str, subject: UUID | None = None) -> bool:
    """Say whether ``user`` has one of the roles ``codes``.

    With ``subject`` the role must hold there: everywhere, or with that subject as its scope.
    Without it any scope will do.
    """
    return any(
        role.code in codes
        and (subject is None or role.scope.code == "site" or role.scope.uuid == subject)
        for role in roles_of(user)
    )


def is_administrator(user: User | AnonymousUser) -> bool:
    """Say whether ``user`` administers the site."""
    return has_role(user, ADMINISTRATOR)


def get_user(*, uuid: UUID) -> User | None:
    """Return the person with ``uuid`` or ``None``."""
    return User.objects.filter(uuid=uuid).first()


def get_user_by_login(login: str) -> User | None:
    """Return the person whose login is ``login``, whatever its case, or ``None``."""
    return User.objects.filter(login_folded=fold_identifier(login)).first()


def get_user_by_email(email: str) -> User | None:
    """Return the person whose e-mail is ``email``, whatever its case, or ``None``."""
    folded = fold_identifier(email)
    return User.objects.filter(email_folded=folded).first() if folded else None


def get_user_by_external_id(number: str) -> User | None:
    """Return the person with this number in the single sign-on, or ``None``."""
    return User.objects.filter(external_id=number).first() if number else None


def get_users(*, uuids: Iterable[UUID]) -> dict[UUID, User]:
    """Return the people with ``uuids`` in one query, by uuid; unknown ones are left out."""
    return {user.uuid: user for user in User.objects.filter(uuid__in=list(uuids))}


def merged_uuids(*, uuid: UUID) -> list[UUID]:
    """Return the uuids of the accounts that were merged into the one with ``uuid``."""
    return list(User.objects.filter(merged_into__uuid=uuid).values_list("uuid", flat=True))


def find_people(*, text: str = "", role: str = "", active: bool | None = None) -> QuerySet[User]:
    """Return people by part of name, login or e-mail (any case, ё = е), in Russian order.

    ``role`` keeps those who hold it in any scope; ``active`` keeps the suspended (``False``) or the
    others (``True``). The rows come with their role assignments in one more query.
    """
    found = User.objects.order_by("sort_name", "id").prefetch_related("role_assignments")
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    if role:
        holders = RoleAssignment.objects.filter(role=role, user=OuterRef("pk"))
        found = found.filter(Exists(holders))
    if active is not None:
        found = found.filter(is_active=active)
    return found


def assignments_of(user: User) -> list[Role]:
    """Return the roles as granted, also those of a suspended person, in the order of granting."""
    rows = sorted(user.role_assignments.all(), key=lambda row: row.pk)
    return [Role(row.role, Scope(row.scope_code, row.scope_uuid)) for row in rows]
