"""Typed values of ``accounts``: role codes, scopes, and the shapes that other packages register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

AUTHOR = "author"
MODERATOR = "moderator"
CHIEF_MODERATOR = "chief_moderator"
METHODOLOGIST = "methodologist"
TEACHER = "teacher"
ADMINISTRATOR = "administrator"

ROLE_LABELS: dict[str, str | Promise] = {
    AUTHOR: _("author"),
    MODERATOR: _("moderator"),
    CHIEF_MODERATOR: _("chief moderator"),
    METHODOLOGIST: _("methodologist"),
    TEACHER: _("teacher"),
    ADMINISTRATOR: _("administrator"),
}

SITE_SCOPE = "site"
SUBJECT_SCOPE = "subject"
ORGANISATION_SCOPE = "organisation"

SCOPE_LABELS: dict[str, str | Promise] = {
    SITE_SCOPE: _("everywhere"),
    SUBJECT_SCOPE: _("one subject"),
    ORGANISATION_SCOPE: _("one organisation"),
}
LETTER = "letter"
SHEET = "sheet"
INVITATION_OPEN = "open"
INVITATION_ACCEPTED = "accepted"
INVITATION_REVOKED = "revoked"
INVITATION_STATES = (INVITATION_OPEN, INVITATION_ACCEPTED, INVITATION_REVOKED)

# Roles that may hold in one subject only; the others would mean "everywhere" whatever was written.
SCOPED_ROLES = frozenset({MODERATOR, CHIEF_MODERATOR, METHODOLOGIST})
# In which scopes beside "everywhere" a role may hold: a publisher's people are authors.
ROLES_OF_SCOPE: dict[str, frozenset[str]] = {
    SUBJECT_SCOPE: SCOPED_ROLES,
    ORGANISATION_SCOPE: frozenset({AUTHOR}),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a role holds: everywhere (``site``) or within one thing named by its uuid."""

    code: str = SITE_SCOPE
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """One role of a person with its scope."""

    code: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class ScopeChoice:
    """One thing that a role may be limited to, e.g. a subject, with its name for people."""

    uuid: UUID
    label: str


@dataclass(frozen=True, slots=True)
class Admission:
    """Letting somebody in at a moment: ``person`` is ``None`` for a new account."""

    person: User | None
    now: datetime


@dataclass(frozen=True, slots=True)
class LifecyclePart:
    """What one package does when two accounts become one, or when one is erased.

    ``describe(user)`` says in words what will happen to what the person has there (no lines when
    there is nothing); ``apply`` does it. ``relations`` names the foreign keys that ``apply`` takes
    care of (``"app.Model.field"``); a merge moves all the others by itself.
    """

    describe: Callable[[User], list[str]]
    apply: Callable[..., None]
    relations: frozenset[str] = frozenset()


Decider = Callable[["User | AnonymousUser"], bool]
Rule = Callable[["User | AnonymousUser", Any], bool]
ScopeProvider = Callable[[], list[ScopeChoice]]
PeopleManager = Callable[["User", Admission], bool]
