"""The experts and the authors of an institute."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.api import now
from moderation import api
from moderation.institutes import actions
from moderation.institutes.forms import PersonForm
from moderation.institutes.queries import authors_of_institute, experts_of
from moderation.institutes.views.access import managed_or_404, page_of, refusal_of
from moderation.models import Membership, Submission
from moderation.work_forms import CompetenceForm

PAGE_SIZE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the experts of an institute, and take another one on."""
    user, found = managed_or_404(request, uuid)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["login"]
        refused = refusal_of(
            lambda: actions.join_institute(institute=found, person=person, by=user, now=now())
        )
        if not refused:
            messages.success(request, _("The expert works for the institute now."))
            return redirect("moderation:institute_expert", uuid, person.uuid)
        form.add_error("login", refused)
    page = Paginator(experts_of(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **page_of(found, "institute_experts"),
        "form": form,
        "page": page,
        "rows": [(row, *_competence(row)) for row in page],
    }
    return render(request, "moderation/institutes/experts.html", context)


def _competence(row: Membership) -> tuple[str, str]:
    """Return the stages and the grades that an expert is given, in words."""
    stages = dict(Submission.Stage.choices)
    names = [str(stages[code]) for code in row.stages if code in stages]
    return ", ".join(names), ", ".join(str(grade) for grade in row.grades)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def expert(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Say what an expert is given in this institute."""
    user, found = managed_or_404(request, uuid)
    membership = get_object_or_404(experts_of(found), person__uuid=person)
    names = ("kinds", "stages", "grades", "capacity")
    form = CompetenceForm(
        request.POST or None, initial={name: getattr(membership, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = form.cleaned_data
        api.set_competence(person=membership.person, institute=found, by=user, **facts)
        messages.success(request, _("Saved."))
        return redirect("moderation:institute_experts", uuid)
    back = reverse("moderation:institute_experts", args=[uuid])
    crumbs = ((_("Experts"), back), (membership.person.full_name, ""))
    context = {
        **page_of(found, "institute_experts", *crumbs),
        "form": form,
        "person": membership.person,
        "back_url": back,
        "leave_url": reverse("moderation:leave_institute", args=[uuid, person]),
    }
    return render(request, "moderation/institutes/expert.html", context)


@login_required
@require_POST
def leave(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Let an expert go."""
    user, found = managed_or_404(request, uuid)
    membership = get_object_or_404(experts_of(found), person__uuid=person)
    refused = refusal_of(lambda: actions.leave_institute(membership=membership, by=user, now=now()))
    if refused:
        messages.error(request, refused)
        return redirect("moderation:institute_expert", uuid, person)
    messages.success(request, _("The expert does not work for the institute any more."))
    return redirect("moderation:institute_experts", uuid)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show whose works come to this institute, and add an author."""
    user, found = managed_or_404(request, uuid)
    if not found.is_regional:  # everybody else's works go there anyway
        raise Http404
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["login"]
        refused = refusal_of(
            lambda: actions.affiliate(institute=found, person=person, by=user, now=now())
        )
        if not refused:
            messages.success(request, _("What this author sends from now on comes here."))
            return redirect("moderation:institute_authors", uuid)
        form.add_error("login", refused)
    page = Paginator(authors_of_institute(found), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {**page_of(found, "institute_authors"), "form": form, "page": page}
    return render(request, "moderation/institutes/authors.html", context)


@login_required
@require_POST
def release(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Send an author's further works to the central institute."""
    user, found = managed_or_404(request, uuid)
    row = get_object_or_404(authors_of_institute(found), person__uuid=person)
    actions.release_affiliation(affiliation=row, by=user, now=now())
    messages.success(request, _("What this author sends from now on goes to the central one."))
    return redirect("moderation:institute_authors", uuid)
