"""Who is a teacher as far as ratings go: packages that know say so."""

from __future__ import annotations

from collections.abc import Callable

from accounts.api import User, has_role
from accounts.data import TEACHER
from core.data import Registry

Verifier = Callable[[User], bool]
verifiers: Registry[Verifier] = Registry("verifiers of teachers")


def register_verifier(code: str, verifier: Verifier) -> None:
    """Let a package vouch for teachers: ``verifier(user)`` says that it knows this one."""
    verifiers.register(code, verifier)


def is_verified_teacher(user: User) -> bool:
    """Say whether anybody vouches for ``user``; nobody does for the suspended."""
    return user.is_active and any(verifier(user) for _code, verifier in verifiers)


def has_teacher_role(user: User) -> bool:
    """The library's own verifier: an administrator gave the role of a teacher."""
    return has_role(user, TEACHER)
