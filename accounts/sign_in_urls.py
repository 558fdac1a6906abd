"""Allauth's addresses that people need; the others answer 404 and still resolve by name."""

from __future__ import annotations

from typing import Any

from allauth.account.urls import urlpatterns as allauth_patterns
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern

OPEN_NAMES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer as if the address did not exist: no sign-up, no e-mail management, no codes."""
    raise Http404


# The names stay, because allauth reverses some of them while it draws its own open pages.
urlpatterns = [
    item if item.name in OPEN_NAMES else URLPattern(item.pattern, closed, name=item.name)
    for item in allauth_patterns
]
