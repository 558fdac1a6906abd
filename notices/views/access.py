"""Who comes onto the pages of notices: everybody who is signed in, to their own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.api import User


def signed_in(request: HttpRequest) -> User:
    """Return the person of a view behind ``login_required``."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
