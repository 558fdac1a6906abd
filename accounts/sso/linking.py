"""Whose account a stranger's single sign-on opens: the rules, from the surest to none.

1. The subject (``sub``) was connected before: that account.
2. ``OIDC_MATCH_CLAIM`` (``sub`` by default) equals the number an administrator wrote beside a
   person.
3. The provider says that it has verified the e-mail, and the person has shown *here* that letters
   to it reach them. One of the two is not enough: either side could hold somebody else's address.
4. Nobody: refused, or a new account without roles (``OIDC_NEWCOMERS``).

Rules 2 and 3 never open the account of somebody who decides about others: they connect it
themselves, being signed in.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.actions.people import create_user
from accounts.models import User
from accounts.queries import (
    assignments_of,
    get_user_by_email,
    get_user_by_external_id,
    get_user_by_login,
)
from accounts.second_factor.policy import decides_about_others
from core.api import derived_uuid

READER = "reader"
REFUSE = "refuse"
NAME_LIMIT = 150


def find_person(claims: dict[str, Any]) -> User | None:
    """Return the person whom rules 2 and 3 connect with ``claims``, or ``None``."""
    found = _by_number(claims) or _by_email(claims)
    if found is None or found.is_shell or _is_to_decide(found):
        return None
    return found


def _is_to_decide(person: User) -> bool:
    """Say whether ``person`` decides about others, or will again: a suspended one has no roles."""
    held = {role.code for role in assignments_of(person)}
    return bool(held & settings.SECOND_FACTOR_ROLES) or decides_about_others(person)


def let_in_newcomer(claims: dict[str, Any], *, now: datetime) -> User | None:
    """Return a new account without roles for ``claims`` if newcomers are let in, else ``None``."""
    if settings.OIDC_NEWCOMERS != READER:
        return None
    names = read_names(claims)
    try:
        return create_user(
            login=_free_login(claims),
            by=None,
            now=now,
            last_name=names["last_name"],
            first_name=names["first_name"],
            patronymic=names["patronymic"],
        )
    except ValidationError:
        return None


def read_names(claims: dict[str, Any]) -> dict[str, str]:
    """Return surname, first name and patronymic from the claims, as far as they are there."""
    surname, first = _text(claims, "family_name"), _text(claims, "given_name")
    if not surname and not first:
        surname, _space, first = _text(claims, "name").partition(" ")
    patronymic = _text(claims, "middle_name")
    if not patronymic:  # many providers put both names into one claim
        first, _space, patronymic = first.partition(" ")
    return {"last_name": surname, "first_name": first, "patronymic": patronymic}


def number_of(claims: dict[str, Any]) -> str:
    """Return the claim that people are matched by, as the administrator has to write it."""
    return _text(claims, settings.OIDC_MATCH_CLAIM, 200)


def _by_number(claims: dict[str, Any]) -> User | None:
    return get_user_by_external_id(number_of(claims))


def _by_email(claims: dict[str, Any]) -> User | None:
    # Exactly true: "false" as a string is true for Python.
    if claims.get("email_verified") is not True:
        return None
    found = get_user_by_email(_text(claims, "email", 254))
    return found if found is not None and found.email_confirmed else None


def _free_login(claims: dict[str, Any]) -> str:
    wanted = re.sub(r"[^\w.+-]", "", _text(claims, "preferred_username").partition("@")[0])
    if wanted and get_user_by_login(wanted) is None:
        return wanted
    return f"sso-{derived_uuid('sso', settings.OIDC_SERVER, claims['sub']).hex[:12]}"


def _text(claims: dict[str, Any], name: str, limit: int = NAME_LIMIT) -> str:
    value = claims.get(name)
    return " ".join(value.split())[:limit] if isinstance(value, str) else ""
