"""Publishers: whom the library works with, what they published; their facts for administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api import User, may, require
from core.api import now
from learning_objects.actions.publishers import NameTaken, save_organisation
from learning_objects.author_rules import MANAGE_PUBLISHERS
from learning_objects.models import Organisation
from learning_objects.publisher_forms import OrganisationForm
from learning_objects.publisher_queries import (
    get_organisation,
    organisations,
    versions_published_by,
)
from learning_objects.views.catalogue import PAGE_SIZE, page_of


@never_cache
@require_safe
def list_publishers(request: HttpRequest) -> HttpResponse:
    """Show the publishers: those with a contract to everybody, all to administrators."""
    manages = may(request.user, MANAGE_PUBLISHERS)
    found = organisations() if manages else organisations().filter(has_contract=True)
    context = {
        "page_obj": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_manage": manages,
        "breadcrumbs": [(_("Publishers"), "")],
    }
    return render(request, "learning_objects/public/publishers.html", context)


@never_cache
@require_safe
def show_publisher(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a publisher and what is in the library in its name."""
    found = _find(uuid)
    context = {
        "publisher": found,
        "page_obj": page_of(request, versions_published_by(found)),
        "may_manage": may(request.user, MANAGE_PUBLISHERS),
        "breadcrumbs": [
            (_("Publishers"), reverse("learning_objects:publishers")),
            (found.title, ""),
        ],
    }
    return render(request, "learning_objects/public/publisher.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def add_publisher(request: HttpRequest) -> HttpResponse:
    """Write a new publisher down."""
    return _edit(request, None)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change_publisher(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change a publisher's facts, the contract among them."""
    require(request.user, MANAGE_PUBLISHERS)
    return _edit(request, _find(uuid))


def _edit(request: HttpRequest, found: Organisation | None) -> HttpResponse:
    require(request.user, MANAGE_PUBLISHERS)
    if not isinstance(request.user, User):
        raise Http404
    title = found.title if found else _("New publisher")
    form = OrganisationForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_organisation(
                organisation=found, facts=form.facts(), by=request.user, now=now()
            )
        except NameTaken:
            form.add_error("title", _("Another publisher is called so."))
        else:
            messages.success(request, _("The publisher is saved."))
            return redirect("learning_objects:publisher", saved.uuid)
    context = {
        "form": form,
        "title": title,
        "breadcrumbs": [(_("Publishers"), reverse("learning_objects:publishers")), (title, "")],
    }
    return render(request, "learning_objects/publisher_form.html", context)


def _find(uuid: UUID) -> Organisation:
    found = get_organisation(uuid=uuid)
    if found is None:
        raise Http404
    return found
