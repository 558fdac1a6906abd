"""Middleware of the site."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied

from accounts.errors import NotAllowed


class BodyLimitMiddleware:
    """Refuses a request whose body is larger than anything people upload here.

    ``LARGE_BODIES`` names the addresses that take more; their views ask who comes before they read.

    Stands before everything that reads the body: Django and the server would first write gigabytes
    to the disk and only then ask who sends them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 without reading when the announced length is over the limit."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.LARGE_BODIES.get(request.path_info, settings.MAX_BODY_BYTES)
        if not announced.isdecimal() or int(announced[:20]) > most:
            limit = most // 1024**2
            words = _("The request is too large. A file may have %(limit)d MB at most.")
            return HttpResponse(
                words % {"limit": limit}, status=413, content_type="text/plain; charset=utf-8"
            )
        return self.get_response(request)


class LanguageMiddleware:
    """Russian unless the reader chose otherwise by the language switch (a cookie).

    Django's own middleware would follow ``Accept-Language``: half of Russian school machines
    send English, and every public page would vary by it and could not be cached.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.codes = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for the time of the request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.codes else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class NotAllowedMiddleware:
    """Turns a refusal of ``accounts.api.require`` into words, once, for every package.

    A visitor is asked to sign in, a person gets the 403 page, a program gets 403 in JSON.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; every other exception goes its way."""
        if not isinstance(error, NotAllowed):
            return None
        if request.path_info.startswith("/api/"):
            return JsonResponse({"detail": "Forbidden"}, status=403)
        if not request.user.is_authenticated and request.method == "GET":
            return redirect_to_login(request.get_full_path())
        return permission_denied(request, error)
