"""What a provider says about itself: its addresses and its keys."""

from __future__ import annotations

import hashlib
from typing import Any

import requests
from django.conf import settings
from django.core.cache import cache

WELL_KNOWN = "/.well-known/openid-configuration"
KEPT = 600  # seconds: keys are exchanged rarely, and an unknown key asks anew at once
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderUnreachable(Exception):
    """The single sign-on does not answer, or not with what it should."""


def read_configuration() -> dict[str, Any]:
    """Return the provider's description of itself. Raises :class:`ProviderUnreachable`."""
    found = _read(settings.OIDC_SERVER + WELL_KNOWN)
    missing = [name for name in NEEDED if not isinstance(found.get(name), str)]
    if missing or found["issuer"].rstrip("/") != settings.OIDC_SERVER:
        raise ProviderUnreachable(f"wrong configuration: {missing or found['issuer']}")
    return found


def read_keys(*, anew: bool = False) -> dict[str, Any]:
    """Return the provider's JWK set; ``anew`` asks even if it is remembered."""
    return _read(read_configuration()["jwks_uri"], anew=anew)


def _read(url: str, *, anew: bool = False) -> dict[str, Any]:
    place = f"oidc:{hashlib.sha256(url.encode()).hexdigest()}"
    found: dict[str, Any] | None = None if anew else cache.get(place)
    if found is None:
        found = _fetch(url)
        cache.set(place, found, KEPT)
    return found


def _fetch(url: str) -> dict[str, Any]:
    try:
        answer = requests.get(
            url, timeout=settings.SOCIALACCOUNT_REQUESTS_TIMEOUT, allow_redirects=False
        )
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderUnreachable(f"{url}: {error}") from error
    if answer.status_code != 200 or not isinstance(found, dict):
        raise ProviderUnreachable(f"{url}: {answer.status_code}")
    return found
