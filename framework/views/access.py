"""What the pages of the workbench share: who may be here, the way back, how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.api import User, may
from framework.actions.drafting import NotADraft
from framework.models import FrameworkVersion
from framework.states import MANAGE
from framework.workbench.editions import find_edition, framework_title, tone_of
from framework.workbench.wording import words_for

Crumb = tuple[str, str]
View = Callable[..., HttpResponse]


def manager_or_403(request: HttpRequest) -> User:
    """Return the person if the framework is theirs to keep."""
    user = request.user
    if not isinstance(user, User) or not may(user, MANAGE):
        raise PermissionDenied
    return user


def for_managers(view: View) -> View:
    """Give ``view`` the person: ``view(request, user, …)``. Visitors are asked to sign in."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        return view(request, manager_or_403(request), *args, **more)

    return guarded


def on_edition(view: View) -> View:
    """Give ``view`` the person and the edition of the address."""

    @for_managers
    @wraps(view)
    def guarded(request: HttpRequest, user: User, version: UUID, **more: Any) -> HttpResponse:
        edition = find_edition(version)
        if edition is None:
            words = words_for(FrameworkVersion.DoesNotExist())
            return refused(request, words, reverse("framework:editions"), status=404)
        return view(request, user, edition, **more)

    return guarded


def on_draft(view: View) -> View:
    """The same for what is possible in a draft only; else the person is told what happened."""

    @on_edition
    @wraps(view)
    def guarded(
        request: HttpRequest, user: User, edition: FrameworkVersion, **more: Any
    ) -> HttpResponse:
        if edition.status != FrameworkVersion.Status.DRAFT:
            back = reverse("framework:changes", args=[edition.uuid])
            return refused(request, words_for(NotADraft()), back)
        return view(request, user, edition, **more)

    return guarded


def refused(request: HttpRequest, words: str, back: str, *, status: int = 409) -> HttpResponse:
    """Tell why something was not done: a page with the way back, or plain words for a script."""
    if request.headers.get("X-Part"):
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    context = {"words": words, "back": back, "crumbs": [*home_crumbs(), (_("Not done"), "")]}
    return render(request, "framework/workbench/refused.html", context, status=status)


def home_crumbs() -> list[Crumb]:
    """Return the way to the list of frameworks."""
    return [(_("Frameworks"), reverse("framework:editions"))]


def edition_name(edition: FrameworkVersion) -> str:
    """Return the name of the edition with its framework's."""
    return f"{framework_title(edition.framework)}, {edition.label}"


def page_of(edition: FrameworkVersion, here: str, *crumbs: Crumb) -> dict[str, Any]:
    """Return what every page of one edition shows: its name, tabs and the way back."""
    is_draft = edition.status == FrameworkVersion.Status.DRAFT
    places = [("changes", _("What it changes"))]
    if is_draft:
        places = [("editor", _("Tree")), ("publish", _("What it changes and publication"))]
    urls = [
        (name, label, reverse(f"framework:{name}", args=[edition.uuid])) for name, label in places
    ]
    return {
        "edition": edition,
        "edition_name": edition_name(edition),
        "edition_tone": tone_of(edition),
        "is_draft": is_draft,
        "editor_url": editor_url(edition),
        "tabs": [(label, url, name == here, None) for name, label, url in urls],
        "crumbs": [*home_crumbs(), (edition_name(edition), urls[0][2]), *crumbs],
    }


def editor_url(draft: FrameworkVersion, node: UUID | None = None) -> str:
    """Return the address of the tree, with ``node`` open."""
    url = reverse("framework:editor", args=[draft.uuid])
    return f"{url}?node={node}" if node else url


def uuid_in(text: str | None) -> UUID | None:
    """Return the uuid that a parameter names, ``None`` for anything else."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
