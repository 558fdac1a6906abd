"""Selections for everybody: the list, and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.api import may
from learning_objects import presenting
from learning_objects.data import DRAFT
from learning_objects.models import Selection
from learning_objects.public_pages import public_page
from learning_objects.selections import queries
from learning_objects.selections.states import EDIT, MAKE
from learning_objects.views.catalogue import number_in

PAGE_SIZE = 20


def selection_url(selection: Selection) -> str:
    """Return the address of a selection."""
    return reverse("learning_objects:selection", args=[selection.slug])


@public_page(parameters=("page",))
@require_safe
def list_selections(request: HttpRequest) -> HttpResponse:
    """Show the published selections, the newest first."""
    paginator = Paginator(queries.public_selections(), PAGE_SIZE)
    number = number_in(request.GET.get("page", "1"))
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    page = paginator.page(number)
    context = {
        "page_obj": page,
        "lines": queries.selection_lines(page.object_list),  # type: ignore[arg-type]
        "may_make": request.user.is_authenticated and may(request.user, MAKE),
        "breadcrumbs": [(_("Selections"), "")],
    }
    return render(request, "learning_objects/selections/list.html", context)


@public_page()
@require_safe
def show_selection(request: HttpRequest, name: str) -> HttpResponse:
    """Show a selection by its slug; by its uuid it leads there. A draft is its makers' alone."""
    found = queries.find_selection(name)
    if found is None:
        raise Http404
    may_edit = request.user.is_authenticated and may(request.user, EDIT, found)
    if found.state == DRAFT and not may_edit:
        raise Http404
    if found.slug != name:
        return redirect(selection_url(found))
    context = {
        "selection": found,
        "may_edit": may_edit,
        "nodes": queries.nodes_of(found),
        "breadcrumbs": [(_("Selections"), _list_url()), (found.title, "")],
        "canonical": presenting.absolute(selection_url(found)),
    }
    if not found.is_public and not may_edit:
        return render(request, "learning_objects/selections/gone.html", context, status=410)
    context["sections"] = queries.sections_of(found)
    return render(request, "learning_objects/selections/selection.html", context)


def _list_url() -> str:
    return reverse("learning_objects:selections")


def selection_or_404(request: HttpRequest, uuid: UUID) -> Selection:
    """Return a selection that the person may edit; to others its desk does not exist."""
    found = queries.get_selection(uuid=uuid)
    if found is None or not may(request.user, EDIT, found):
        raise Http404
    return found
