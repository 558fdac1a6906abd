"""Who must have a second factor, and whether this session has shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts.models import User
from accounts.queries import roles_of
from accounts.second_factor.deciders import deciders

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

REQUIRED = "required"
OPTIONAL = "optional"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# Set in the session in which the first factor was set up: it has just shown it.
SHOWN_KEY = "second_factor_shown"


def decides_about_others(user: User | AnonymousUser) -> bool:
    """Say whether the person's role is among ``SECOND_FACTOR_ROLES``, or a decider names them."""
    if any(role.code in settings.SECOND_FACTOR_ROLES for role in roles_of(user)):
        return True
    return user.is_active and any(decider(user) for _code, decider in deciders)


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Say whether ``user`` may work only with a second factor."""
    return settings.SECOND_FACTOR == REQUIRED and decides_about_others(user)


def has_second_factor(user: User) -> bool:
    """Say whether ``user`` has an authenticator app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def has_shown_factor(request: HttpRequest, user: User) -> bool:
    """Say whether a second factor was shown, or set up, in this session."""
    records = get_authentication_records(request, user)
    return request.session.get(SHOWN_KEY) == user.pk or any(
        record.get("method") == "mfa" for record in records
    )


def is_last_factor(authenticator: Authenticator) -> bool:
    """Say whether the person would be left without any factor."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()
