"""Template context of every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.api import may

NavItem = tuple[str, str, str, bool]


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name and address, and the ways that this reader has.

    The lists are made when a template asks for them: fragments and feeds do not pay for roles.
    """
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "base_url": settings.BASE_URL,
        "nav_items": SimpleLazyObject(lambda: list(_nav_items(request))),
        "account_items": SimpleLazyObject(lambda: list(_account_items(request))),
        "footer_items": SimpleLazyObject(_footer_items),
    }


def _nav_items(request: HttpRequest) -> Iterator[NavItem]:
    yield _item(request, _("Catalogue"), "learning_objects:catalogue", "library")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    if may(user, "learning_objects.create"):
        yield _item(request, _("My materials"), "cabinet:list", "folder-open")
    if may(user, "moderation.see_queue"):
        yield _item(request, _("Review queue"), "moderation:queue", "clipboard-check")
    if may(user, "accounts.manage_people"):
        yield _item(request, _("People"), "accounts:people", "users")
    if may(user, "exporters.transfer"):
        yield _item(request, _("Packages"), "exporters:transfers", "package")


def _item(request: HttpRequest, label: str, name: str, icon: str) -> NavItem:
    url = reverse(name)
    return label, url, icon, request.path.startswith(url)


def _account_items(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    yield _("My page"), reverse("accounts:profile"), "circle-user-round"


def _footer_items() -> list[tuple[str, str]]:
    items = [(_("About the library"), reverse("about")), (_("Help"), reverse("help"))]
    items.append((_("Feed of new materials"), reverse("learning_objects:feed")))
    return items
