"""Frameworks and their editions: the list, the next draft, leaving a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api import User
from core.api import now
from framework.actions.drafting import discard_draft, open_draft
from framework.models import FrameworkVersion
from framework.views.access import for_managers, home_crumbs, on_draft, page_of, refused
from framework.workbench.editions import (
    all_frameworks,
    count_nodes,
    find_framework,
    framework_cards,
    framework_title,
)
from framework.workbench.forms import EditionForm
from framework.workbench.wording import refusal_of

PAGE_SIZE = 20


@for_managers
@require_safe
def editions(request: HttpRequest, user: User) -> HttpResponse:
    """Show the frameworks with their editions."""
    page = Paginator(all_frameworks(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "cards": framework_cards(page.object_list)}
    return render(request, "framework/workbench/editions.html", context)


@for_managers
@require_http_methods(["GET", "HEAD", "POST"])
def new_draft(request: HttpRequest, user: User, framework: UUID) -> HttpResponse:
    """Open a draft of the next edition."""
    owner = find_framework(framework)
    if owner is None:
        raise Http404
    form = EditionForm(request.POST or None)
    made: list[FrameworkVersion] = []
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = form.cleaned_data
        refusal = refusal_of(
            lambda: made.append(open_draft(framework=framework, by=user, now=now(), **facts))
        )
        if not refusal:
            messages.success(request, _("The draft is open: it holds every node as it is now."))
            return redirect("framework:editor", made[0].uuid)
        form.add_error("label", refusal)
    title = _("Next edition")
    context = {
        "form": form,
        "title": title,
        "framework_title": framework_title(owner),
        "crumbs": [*home_crumbs(), (framework_title(owner), ""), (title, "")],
    }
    return render(request, "framework/workbench/new_draft.html", context)


@on_draft
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, user: User, draft: FrameworkVersion) -> HttpResponse:
    """Throw a draft away, after a question."""
    here = page_of(draft, "", (_("Discard the draft"), ""))
    if request.method == "POST":
        refusal = refusal_of(lambda: discard_draft(version=draft.uuid, by=user, now=now()))
        if refusal:
            return refused(request, refusal, here["editor_url"])
        messages.success(request, _("The draft is discarded."))
        return redirect("framework:editions")
    context = {**here, "nodes": count_nodes([draft.pk])[draft.pk]}
    return render(request, "framework/workbench/discard.html", context)
