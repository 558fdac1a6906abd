"""Keeping rendered public pages for readers without an account.

A page is kept under the stamp of the library and of the framework, so the first request after a
publication, a withdrawal or an import renders anew: nobody sees yesterday's page. A kept page
costs one query (the stamp). Whoever has a session, or a message to read, gets a page of their own,
never a kept one.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from framework.api import get_tree
from learning_objects.public_queries import library_stamp

View = Callable[..., HttpResponse]

KEEP_SECONDS = 600
# A browser asks each time (a 304 by the ETag): a withdrawn object is gone at once, everywhere.
SHARED = "public, max-age=0, must-revalidate"
COMPRESSION = 6
# Messages for a reader who has just signed out wait in this cookie, and any page shows them.
MESSAGES_COOKIE = CookieStorage.cookie_name
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))")


def public_page(
    *,
    parameters: tuple[str, ...] = (),
    stamp: Callable[[], str] = library_stamp,
    stamp_of: Callable[..., str] | None = None,
) -> Callable[[View], View]:
    """Keep what a view gives to readers without a session.

    ``parameters`` names the query parameters that the page depends on; a request with any other
    is answered, but neither kept nor taken from what is kept. ``stamp`` gives the text that
    changes whenever the page may: by default with every publication and withdrawal. ``stamp_of``
    does the same from the arguments of the address, for a page that tells a number of its own.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not _may_be_kept(request, parameters):
                return _personal(view(request, *args, **kwargs))
            key = _key(request, parameters, stamp_of(**kwargs) if stamp_of else stamp())
            return _Kept(request, key).answer(lambda: view(request, *args, **kwargs))

        return answer

    return decorate


def _may_be_kept(request: HttpRequest, parameters: tuple[str, ...]) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and request.COOKIES.keys().isdisjoint({settings.SESSION_COOKIE_NAME, MESSAGES_COOKIE})
        and all(name in parameters for name in request.GET)
    )


def _personal(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Cache-Control", "private, no-cache")
    patch_vary_headers(response, ["Cookie"])
    return response


def _key(request: HttpRequest, parameters: tuple[str, ...], stamp: str) -> str:
    chosen = [f"{name}={request.GET.getlist(name)}" for name in parameters if name in request.GET]
    facts = (request.path, *chosen, get_language() or "", stamp, get_tree().stamp)
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


class _Kept:
    """One request for a page that may be kept under ``key``."""

    def __init__(self, request: HttpRequest, key: str) -> None:
        self.request = request
        self.key = key
        self.etag = f'W/"{key[:32]}"'

    def answer(self, make: Callable[[], HttpResponse]) -> HttpResponse:
        """Return 304, the kept page, or a new one that is kept from now on."""
        cache = caches["pages"]
        kept: tuple[bytes, str, str] | None = cache.get(f"page:{self.key}")
        if kept is None:
            response = make()
            if response.status_code != 200 or response.streaming or response.cookies:
                return response
            kept = (
                gzip.compress(response.content, COMPRESSION, mtime=0),
                response.headers["Content-Type"],
                response.headers.get("Last-Modified", ""),
            )
            cache.set(f"page:{self.key}", kept, KEEP_SECONDS)
        response = self._respond(*kept)
        return get_conditional_response(self.request, etag=self.etag, response=response) or response

    def _respond(self, packed: bytes, content_type: str, modified: str) -> HttpResponse:
        accepts = bool(_GZIP.search(self.request.headers.get("Accept-Encoding", "")))
        body = packed if accepts else gzip.decompress(packed)
        response = HttpResponse(body, content_type=content_type)
        if accepts:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(body))
        response.headers["ETag"] = self.etag
        if modified:
            response.headers["Last-Modified"] = modified
        # With any cookie (the language switch) the page is this reader's own.
        shared = not self.request.COOKIES
        response.headers["Cache-Control"] = SHARED if shared else "private, no-cache"
        # Signing in or switching the language must not show what the browser kept before.
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        return response
