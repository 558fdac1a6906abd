"""The way back: a page that was opened from a diary or a lesson says how to return there.

The page that is left puts its own path into the address (``?back=/diary/…``). Whoever shows the
link must know the path: an address from a query string is never followed blindly.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest

BACK = "back"
LONGEST = 300


def with_way_back(url: str, back: str) -> str:
    """Return ``url`` with the path to come back to; an empty ``url`` stays empty."""
    if not url:
        return ""
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}{urlencode({BACK: back}, safe='/')}"


def read_way_back(request: HttpRequest) -> str:
    """Return the path of this site to come back to, empty when there is none or a foreign one."""
    path = request.GET.get(BACK, "")
    here = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if here and len(path) <= LONGEST and path.isprintable() else ""
