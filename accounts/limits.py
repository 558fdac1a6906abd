"""Limits of how often something may be tried, by address and by key; the rates are settings."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest


def within_limit(request: HttpRequest, *, action: str, key: str = "") -> bool:
    """Count one try and say whether it is allowed.

    The rates of ``action`` stand in ``ACCOUNT_RATE_LIMITS``: per address (``ip``), per ``key``.
    """
    return bool(ratelimit.consume(request, action=action, key=key or None))
