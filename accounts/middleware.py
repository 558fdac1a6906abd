"""Middleware of ``accounts``: what stands between a session and the site."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.second_factor.policy import has_second_factor, has_shown_factor, needs_second_factor

Answer = Callable[[HttpRequest], HttpResponse]
LAST_SEEN_KEY = "last_seen"
LAST_SEEN_EVERY = 600  # seconds between two notes of when a session was used


class OneTimePasswordMiddleware:
    """Leads a person with a one-time password to the form that changes it, and nowhere else.

    The administrator knows that password; until it is changed two people share the account.
    Visitors without a session cookie cost nothing.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or redirect."""
        user = _person(request)
        if user is None or not user.must_change_password or _is_open(request):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("account_change_password"))


class SecondFactorMiddleware:
    """Leads those who decide about others to their second factor, and nowhere else.

    Without one they set it up; with one, a session that has not shown it is asked for it. A
    program gets 403 in JSON.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or redirect."""
        user = _person(request)
        if user is None or user.must_change_password or not needs_second_factor(user):
            return self.get_response(request)
        if not has_second_factor(user):
            target, passed = reverse("accounts:security"), _is_open(request, *_set_up_paths())
        elif not has_shown_factor(request, user):
            target, passed = reverse("mfa_reauthenticate"), _is_open(request, *_show_paths())
        else:
            passed = True
        return self.get_response(request) if passed else _lead(request, target)


class LastSeenMiddleware:
    """Keeps when and from where each session was last used, at most every ten minutes."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and remember the moment."""
        if _person(request) is not None:
            moment = time.time()
            # Set at the sign-in; a session that never passed it is not in the list either.
            if moment - request.session.get(LAST_SEEN_KEY, moment) > LAST_SEEN_EVERY:
                note_session(request)
        return self.get_response(request)


def note_session(request: HttpRequest) -> None:
    """Write down that the session is being used now, and from where."""
    request.session[LAST_SEEN_KEY] = int(time.time())
    UserSession.objects.create_from_request(request)


def _person(request: HttpRequest) -> User | None:
    """Return the signed-in person; visitors without a session cookie cost nothing."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user if isinstance(request.user, User) else None


def _is_open(request: HttpRequest, *more: str) -> bool:
    always = (
        reverse("account_change_password"),
        reverse("account_logout"),
        reverse("set_language"),
        settings.STATIC_URL,
    )
    return request.path_info.startswith((*always, *more))


def _set_up_paths() -> tuple[str, ...]:
    names = ("accounts:security", "mfa_index", "account_reauthenticate")
    return tuple(reverse(name) for name in names)


def _show_paths() -> tuple[str, ...]:
    return (reverse("mfa_reauthenticate"), reverse("mfa_reauthenticate_webauthn"))


def _lead(request: HttpRequest, target: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": "A second factor is required"}, status=403)
    if request.method == "GET":
        target = f"{target}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseRedirect(target)
