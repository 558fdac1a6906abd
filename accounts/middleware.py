"""Middleware of ``accounts``."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse


class OneTimePasswordMiddleware:
    """Leads a person with a one-time password to the form that changes it, and nowhere else.

    The administrator knows that password; until it is changed two people share the account.
    Visitors without a session cookie cost nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or redirect."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and self._must_change(request):
            return HttpResponseRedirect(reverse("account_change_password"))
        return self.get_response(request)

    def _must_change(self, request: HttpRequest) -> bool:
        return not _is_open(request.path_info) and getattr(
            request.user, "must_change_password", False
        )


def _is_open(path: str) -> bool:
    open_paths = (
        reverse("account_change_password"),
        reverse("account_logout"),
        reverse("set_language"),
        settings.STATIC_URL,
    )
    return path.startswith(open_paths)
