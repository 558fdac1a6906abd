"""What the views of shelves share: whose shelf it is, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.api import User, may
from accounts.errors import NotAllowed
from learning_objects.models import Shelf, ShelfItem
from learning_objects.shelves.queries import get_item, get_shelf
from learning_objects.shelves.rules import SEE
from learning_objects.shelves.wording import REFUSALS, title_of, words_for


def person_of(request: HttpRequest) -> User:
    """Return the person; the views are behind ``login_required``."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def shelf_or_404(request: HttpRequest, uuid: UUID, right: str = SEE) -> Shelf:
    """Return a shelf that the person may see and has ``right`` on.

    To strangers it does not exist; who may only read is refused (403).
    """
    shelf = get_shelf(uuid=uuid)
    if shelf is None or not may(request.user, SEE, shelf):
        raise Http404
    if right != SEE and not may(request.user, right, shelf):
        raise PermissionDenied
    return shelf


def item_or_404(shelf: Shelf, uuid: UUID) -> ShelfItem:
    """Return an item that stands on the shelf."""
    item = get_item(shelf=shelf, uuid=uuid)
    if item is None:
        raise Http404
    return item


def attempt(request: HttpRequest, act: Callable[[], object], success: str = "") -> bool:
    """Do it and tell the person how it went; returns whether it went well."""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except ShelfItem.DoesNotExist as error:
        raise Http404 from error
    except REFUSALS as error:
        messages.error(request, words_for(error))
        return False
    if success:
        messages.success(request, success)
    return True


def shelf_url(shelf: Shelf) -> str:
    """Return the address of a shelf."""
    return reverse("learning_objects:shelf", args=[shelf.uuid])


def next_or(request: HttpRequest, otherwise: str) -> str:
    """Return the page of this site that a form names, or that it stood on, or another."""
    path = str(request.POST.get("next") or request.GET.get("next") or _came_from(request))
    is_here = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_here else otherwise


def _came_from(request: HttpRequest) -> str:
    """Return the path of the page that a form was sent from; of another site nothing."""
    came = urlsplit(request.headers.get("Referer", ""))
    if request.method != "POST" or came.netloc != request.get_host():
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def trail_of(shelf: Shelf, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the breadcrumbs of a page of a shelf."""
    own = (title_of(shelf), shelf_url(shelf) if more else "")
    return [(_("Shelves"), reverse("learning_objects:shelves")), own, *more]
