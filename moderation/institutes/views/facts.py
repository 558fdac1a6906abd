"""The list of institutes, a new one, and the facts of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.api import may
from core.api import now
from moderation.forms import subject_name
from moderation.institutes import actions
from moderation.institutes.forms import InstituteForm
from moderation.institutes.queries import managed_institutes
from moderation.institutes.rules import FOUND
from moderation.institutes.views.access import (
    managed_or_404,
    manager_or_403,
    page_of,
    refusal_of,
)
from moderation.institutes.zones import ZONE_LABELS
from moderation.models import Institute
from moderation.rules import SEE_QUEUE

PAGE_SIZE = 50


@login_required
@require_GET
def institutes(request: HttpRequest) -> HttpResponse:
    """Show the institutes that the person manages, and how much each has to do."""
    user = manager_or_403(request)
    page = Paginator(managed_institutes(user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, _subjects(row), ZONE_LABELS.get(row.time_zone)) for row in page],
        "may_found": may(user, FOUND),
    }
    if may(user, SEE_QUEUE):  # administrators come from the menu
        context["crumbs"] = [
            (_("Review queue"), reverse("moderation:queue")),
            (_("Institutes"), ""),
        ]
    return render(request, "moderation/institutes/list.html", context)


def _subjects(row: Institute) -> str:
    names = [name for uuid in row.subjects if (name := subject_name(UUID(uuid)))]
    return ", ".join(names)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make a regional institute."""
    user = manager_or_403(request)
    if not may(user, FOUND):
        raise PermissionDenied
    form = InstituteForm(request.POST or None, institute=None)
    made: list[Institute] = []
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        del facts["is_open"]
        refused = refusal_of(
            lambda: made.append(actions.create_institute(by=user, now=now(), **facts))
        )
        if not refused:
            messages.success(request, _("The institute is made. Take its experts on now."))
            return redirect("moderation:institute_experts", made[0].uuid)
        form.add_error("title", refused)
    title = _("New regional institute")
    context = {
        "form": form,
        "title": title,
        "crumbs": [(_("Institutes"), reverse("moderation:institutes")), (title, "")],
    }
    return render(request, "moderation/institutes/new.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def institute(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show and change the facts of an institute."""
    user, found = managed_or_404(request, uuid)
    form = InstituteForm(request.POST or None, institute=found, initial=_facts_of(found))
    if not may(user, FOUND):
        form.fields.pop("is_open", None)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        if "is_open" not in form.fields:
            facts["is_open"] = found.is_open
        refused = refusal_of(
            lambda: actions.change_institute(institute=found, by=user, now=now(), **facts)
        )
        if not refused:
            messages.success(request, _("Saved."))
            return redirect("moderation:institute", uuid)
        form.add_error("title", refused)
    context = {**page_of(found, "institute"), "form": form}
    return render(request, "moderation/institutes/institute.html", context)


def _facts_of(found: Institute) -> dict[str, Any]:
    names = ("title", "time_zone", "subjects", "is_open")
    return {name: getattr(found, name) for name in names}
