"""What the pages of the calls share: who may be here, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.api import User, may
from moderation.commissions.queries import get_commission, get_taking
from moderation.commissions.rules import SEE_CALL, SEE_CALLS, SEE_TAKING
from moderation.commissions.states import MANAGE
from moderation.commissions.wording import REFUSALS, words_for
from moderation.models import Commission, Taking
from moderation.views.access import refused_in_words, signed_in, tell

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_writers(view: View[P]) -> View[P]:
    """Open a page to those who write for the library."""
    return _for(SEE_CALLS, view)


def for_methodologists(view: View[P]) -> View[P]:
    """Open a page to methodologists of any subject."""
    return _for(MANAGE, view)


def _for(action: str, view: View[P]) -> View[P]:
    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may(request.user, action):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    """Return who is signed in."""
    return signed_in(request)


def call_or_404(request: HttpRequest, uuid: UUID) -> Commission:
    """Return a call that the person may see; to everybody else it does not exist."""
    found = get_commission(uuid=uuid)
    if found is None or not may(request.user, SEE_CALL, found):
        raise Http404
    return found


def managed_or_404(request: HttpRequest, uuid: UUID) -> Commission:
    """Return a call that the person manages."""
    found = call_or_404(request, uuid)
    if not may(request.user, MANAGE, found):
        raise Http404
    return found


def taking_or_404(request: HttpRequest, uuid: UUID) -> Taking:
    """Return a part that the person may see."""
    found = get_taking(uuid=uuid)
    if found is None or not may(request.user, SEE_TAKING, found):
        raise Http404
    return found


def refusal_of(act: Callable[[], object]) -> str:
    """Do it and return in words why it was refused; empty when it is done."""
    return refused_in_words(act, REFUSALS, words_for)


def attempt(request: HttpRequest, act: Callable[[], object], success: str) -> bool:
    """Do it and tell the person how it went; returns whether it went well."""
    return tell(request, refusal_of(act), success)
