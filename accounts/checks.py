"""What is checked at start-up about signing in."""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from accounts.second_factor.policy import OPTIONAL, REQUIRED
from accounts.sso.linking import READER, REFUSE


@register()
def check_sign_in(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse settings that would leave a door open, or that nobody could get through."""
    return [*_second_factor(), *_single_sign_on()]


def _second_factor() -> list[CheckMessage]:
    if settings.SECOND_FACTOR not in {REQUIRED, OPTIONAL}:
        return [Error("SECOND_FACTOR must be “required” or “optional”.", id="accounts.E001")]
    if settings.SECOND_FACTOR == OPTIONAL and not settings.DEMO:
        hint = "Moderators and administrators sign in by a password alone. Leave it “required”."
        return [
            checks.Warning("SECOND_FACTOR is “optional” outside a demo.", hint, id="accounts.W001")
        ]
    return []


def _single_sign_on() -> list[CheckMessage]:
    if not settings.OIDC_SERVER:
        return []
    found: list[CheckMessage] = []
    if not settings.OIDC_CLIENT_ID:
        found.append(Error("OIDC_SERVER is set, OIDC_CLIENT_ID is not.", id="accounts.E002"))
    if not _is_safe(settings.OIDC_SERVER):
        text = "OIDC_SERVER must begin with https:// (http:// only on this machine)."
        found.append(Error(text, id="accounts.E003"))
    if settings.OIDC_NEWCOMERS not in {REFUSE, READER}:
        found.append(Error("OIDC_NEWCOMERS must be “refuse” or “reader”.", id="accounts.E004"))
    if "openid" not in settings.OIDC_SCOPES:
        found.append(Error("OIDC_SCOPES must contain “openid”.", id="accounts.E005"))
    return found


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    host = parts.hostname or ""
    try:
        return parts.scheme == "http" and (
            host == "localhost" or ipaddress.ip_address(host).is_loopback
        )
    except ValueError:
        return False
