"""Typed values of ``accounts``: role codes, scopes, and the shape of a rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


Rule = Callable[["User | AnonymousUser", Any], bool]
