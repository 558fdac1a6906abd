"""Who comes onto the pages about people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.queries import get_user
from accounts.rules import require

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_managers(view: View[P]) -> View[P]:
    """Open a view to administrators; visitors are asked to sign in, others are refused."""

    @wraps(view)
    @never_cache
    @login_required
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(request.user, "accounts.manage_people")
        return view(request, *args, **kwargs)

    return guarded


def after_confirming(view: View[P]) -> View[P]:
    """Let a person confirm that it is them, unless they have just done so."""
    guarded: View[P] = reauthentication_required(view)
    return guarded


def signed_in(request: HttpRequest) -> User:
    """Return the person of a view behind ``login_required``."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def person_or_404(uuid: UUID) -> User:
    """Return the person with ``uuid``."""
    found = get_user(uuid=uuid)
    if found is None:
        raise Http404
    return found
