"""What the pages of institutes share: who may be here, tabs, how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.api import User, may
from moderation.institutes.queries import get_institute
from moderation.institutes.rules import MANAGE
from moderation.institutes.wording import REFUSALS, words_for
from moderation.models import Institute
from moderation.views.access import refused_in_words, signed_in

Crumb = tuple[str, str]


def manager_or_403(request: HttpRequest) -> User:
    """Return the person if they manage any institute."""
    user = signed_in(request)
    if not may(user, MANAGE):
        raise PermissionDenied
    return user


def managed_or_404(request: HttpRequest, uuid: UUID) -> tuple[User, Institute]:
    """Return who asks, and an institute of theirs; others' do not exist."""
    user, found = manager_or_403(request), get_institute(uuid=uuid)
    if found is None or not may(user, MANAGE, found):
        raise Http404
    return user, found


def page_of(institute: Institute, here: str, *crumbs: Crumb) -> dict[str, Any]:
    """Return what every page of one institute shows: tabs and the way back."""
    places = [
        ("institute", _("Institute")),
        ("institute_rules", _("Review rules")),
        ("institute_rubrics", _("Rubrics")),
        ("institute_experts", _("Experts")),
        ("institute_authors", _("Authors")),
    ]
    if not institute.is_regional:
        places = places[:-1]
    urls = [
        (name, label, reverse(f"moderation:{name}", args=[institute.uuid]))
        for name, label in places
    ]
    home = reverse("moderation:institute", args=[institute.uuid])
    trail = [(_("Institutes"), reverse("moderation:institutes")), (institute.title, home), *crumbs]
    return {
        "institute": institute,
        "tabs": [(label, url, name == here, None) for name, label, url in urls],
        "crumbs": trail,
    }


def refusal_of(act: Callable[[], object]) -> str:
    """Do it and return in words why it was refused; empty when it is done."""
    return refused_in_words(act, REFUSALS, words_for)
