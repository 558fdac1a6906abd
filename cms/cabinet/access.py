"""Who comes into the cabinet, and to which object."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.api import User, may, require
from learning_objects.api import LearningObject, get_object

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_authors(view: View[P]) -> View[P]:
    """Open a view to those who write; others are asked to sign in or told that they may not."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        require(request.user, "learning_objects.create")
        return view(request, *args, **kwargs)

    return guarded


def person(request: HttpRequest) -> User:
    """Return the signed-in person; views behind :func:`for_authors` have one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def own_object(request: HttpRequest, uuid: UUID) -> LearningObject:
    """Return the person's own object; another's answers as if it did not exist."""
    found = get_object(uuid=uuid)
    if found is None or not may(request.user, "learning_objects.see_draft", found):
        raise Http404
    return found


def breadcrumbs(found: LearningObject, last: str) -> list[tuple[str, str]]:
    """Return the way from the cabinet to a page about ``found``; ``last`` names the page itself."""
    way = [(_("My materials"), reverse("cabinet:list"))]
    if last != found.draft_title:
        way.append((found.draft_title, reverse("cabinet:object", args=[found.uuid])))
    return [*way, (last, "")]
