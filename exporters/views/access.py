"""Who comes to the pages about packages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from accounts.api import User, require
from exporters.models import Transfer
from exporters.queries import get_transfer
from exporters.states import TRANSFER

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def for_administrators(view: View[P]) -> View[P]:
    """Open a view to administrators; visitors are asked to sign in, others are refused."""

    @wraps(view)
    @never_cache
    @login_required
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        require(request.user, TRANSFER)
        return view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    """Return the signed-in person; views behind :func:`for_administrators` have one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def transfer_or_404(uuid: UUID) -> Transfer:
    """Return the transfer."""
    found = get_transfer(uuid=uuid)
    if found is None:
        raise Http404
    return found
