"""The collection of an institute: what it has approved."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from learning_objects import public_queries
from learning_objects.public_pages import public_page
from learning_objects.views.catalogue import page_of


@public_page(parameters=("page",))
@require_safe
def show_institute(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what an institute has published; an institute without any has no page."""
    page = page_of(request, public_queries.versions_by_institute(uuid))
    title = public_queries.institute_title(uuid)
    if not title:
        raise Http404
    context = {
        "title": title,
        "page_obj": page,
        "breadcrumbs": [(_("Collections"), ""), (title, "")],
    }
    return render(request, "learning_objects/public/institute.html", context)
