"""What the pages of the bank share: who may be here, which item, how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.api import User, may
from accounts.errors import NotAllowed
from assessment.models import BankItem
from assessment.queries import get_item
from assessment.rules import SEE_KEYS, USE_BANK
from core.errors import TransitionRefused

Crumb = tuple[str, str]
View = Callable[..., HttpResponse]


def for_colleagues(view: View) -> View:
    """Give ``view`` the person: ``view(request, user, …)``. Visitors are asked to sign in."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or not may(user, USE_BANK):
            raise PermissionDenied
        return view(request, user, *args, **more)

    return guarded


def on_item(right: str = SEE_KEYS) -> Callable[[View], View]:
    """Give ``view`` the person and the item of the address.

    To those who may not see it the item does not exist; who lacks ``right`` is refused.
    """

    def decorate(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, uuid: UUID, **more: Any) -> HttpResponse:
            user, item = request.user, get_item(uuid=uuid)
            if item is None or not isinstance(user, User) or not may(user, SEE_KEYS, item):
                raise Http404
            if right != SEE_KEYS and not may(user, right, item):
                raise PermissionDenied
            return view(request, user, item, **more)

        return guarded

    return decorate


def attempt(request: HttpRequest, act: Callable[[], object], success: str = "") -> bool:
    """Do it and tell the person how it went; returns whether it went well."""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except TransitionRefused as error:
        if error.code == "permission":
            raise PermissionDenied from error
        words = error.reason or _("The item has changed meanwhile: this is not possible any more.")
        messages.error(request, words)
        return False
    if success:
        messages.success(request, success)
    return True


def item_url(item: BankItem) -> str:
    """Return the address of an item's page."""
    return reverse("assessment:item", args=[item.uuid])


def home_crumb(*, here: bool = False) -> Crumb:
    """Return the way to the list."""
    return (_("Item bank"), "" if here else reverse("assessment:items"))


def crumbs_of(item: BankItem, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of an item."""
    title = item.title if len(item.title) <= 60 else item.title[:59] + "…"
    return [home_crumb(), (title or item.key, item_url(item) if more else ""), *more]
