"""Template context of every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.api import User, may
from core.api import now
from notices.api import read_bell
from notices.data import Bell
from school.api import places_now
from school.data import STAFF
from ui.api import read_way_back

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
        "bell": SimpleLazyObject(lambda: _bell(request)),
        "footer_items": SimpleLazyObject(_footer_items),
        "way_back": SimpleLazyObject(lambda: _way_back(request)),
    }


def _way_back(request: HttpRequest) -> tuple[str, str] | None:
    """Return (words, path) for who came from a diary or a lesson; nobody else's path is shown."""
    path = read_way_back(request)
    user = getattr(request, "user", None)
    if not path or user is None or not user.is_authenticated:
        return None
    try:
        space = resolve(path.partition("?")[0]).namespace
    except Resolver404:
        return None
    words = {"diary": _("Back to the diary"), "journal": _("Back to the lesson")}
    return (words[space], path) if space in words and request.path != path else None


def _nav_items(request: HttpRequest) -> Iterator[NavItem]:
    yield _item(request, _("Catalogue"), "learning_objects:catalogue", "library")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    if may(user, "journal.have_lessons"):
        yield _item(request, _("My lessons"), "journal:week", "calendar-check")
    if may(user, "diary.keep"):
        yield _item(request, _("Diary"), "diary:week", "notebook-text")
    if may(user, "learning_objects.create"):
        yield _item(request, _("My materials"), "cabinet:list", "folder-open")
    yield from _institute_items(request, user)
    if may(user, "framework.manage"):
        yield _item(request, pgettext("menu", "Frameworks"), "framework:editions", "list-tree")
    if may(user, "accounts.manage_people"):
        yield _item(request, _("People"), "accounts:people", "users")
    if may(user, "exporters.transfer"):
        yield _item(request, _("Packages"), "exporters:transfers", "package")
    yield from _school_items(request, user)


def _institute_items(request: HttpRequest, user: Any) -> Iterator[NavItem]:
    """The institute's: calls, the queue, who reviews how, what is checked before people look."""
    if may(user, "moderation.commission"):
        yield _item(request, _("Calls"), "calls:list", "megaphone")
    if may(user, "moderation.see_queue"):
        yield _item(request, _("Review queue"), "moderation:queue", "clipboard-check")
    elif may(user, "moderation.manage_institute"):
        yield _item(request, _("Institutes"), "moderation:institutes", "landmark")
    if may(user, "moderation.edit_rules"):
        yield _item(request, _("Rules for drafts"), "moderation:rules", "list-checks")


def _school_items(request: HttpRequest, user: Any) -> Iterator[NavItem]:
    """The school and its timetable for those who work there; families have their diary."""
    roles = {place.role for place in places_now(user, now=now())}
    if roles & STAFF:
        yield _item(request, _("My school"), "school:schools", "school")
        yield _item(request, _("Timetable"), "schedule:mine", "calendar-days")
    elif may(user, "school.found"):
        yield _item(request, _("Schools"), "school:schools", "school")


def _item(request: HttpRequest, label: str, name: str, icon: str) -> NavItem:
    url = reverse(name)
    here = request.path.startswith(url) and not (
        name == "moderation:queue" and request.path.startswith(reverse("moderation:rules"))
    )
    return label, url, icon, here


def _account_items(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    yield _("My page"), reverse("accounts:profile"), "circle-user-round"
    yield _("Shelves"), reverse("learning_objects:shelves"), "bookmark"
    if may(user, "assessment.use_bank"):
        yield _("Item bank"), reverse("assessment:items"), "list-todo"
    if may(user, "learning_objects.make_selection"):
        yield _("My selections"), reverse("learning_objects:own_selections"), "list-checks"
    yield _("Saved searches"), reverse("search:saved"), "bell"
    yield _("Suggested edits"), reverse("cabinet:suggestions"), "messages-square"
    yield _("Invitations"), reverse("cabinet:offers"), "user-plus"
    if may(user, "learning_objects.see_coverage"):
        yield _("Coverage map"), reverse("learning_objects:coverage"), "grid-3x3"
    if may(user, "search.see_reports"):
        yield _("What is looked for"), reverse("search:report"), "chart-column"
    yield _("Mail about notices"), reverse("notices:settings"), "mail"


def _bell(request: HttpRequest) -> Bell | None:
    user = getattr(request, "user", None)
    return read_bell(user) if isinstance(user, User) else None


def _footer_items() -> list[tuple[str, str]]:
    items = [
        (_("About the library"), reverse("about")),
        (_("Help"), reverse("help")),
        (_("The tour"), reverse("tour")),
        (_("Frameworks"), reverse("learning_objects:frameworks")),
        (_("Selections"), reverse("learning_objects:selections")),
        (_("Publishers"), reverse("learning_objects:publishers")),
    ]
    items.append((_("Feed of new materials"), reverse("learning_objects:feed")))
    return items
