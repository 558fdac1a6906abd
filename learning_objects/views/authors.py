"""The page of an author."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.api import get_user
from learning_objects import public_queries
from learning_objects.public_pages import public_page
from learning_objects.views.catalogue import page_of


@public_page(parameters=("page",))
@require_safe
def show_author(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a person's public objects; who has none has no page.

    Authors of received objects have a page too, though they have no account here.
    """
    person = get_user(uuid=uuid)
    name = person.full_name if person else public_queries.signed_name(uuid)
    page = page_of(request, public_queries.versions_by_author(uuid))
    if not name or not page.paginator.count:
        raise Http404
    context = {
        "name": name,
        "page_obj": page,
        "breadcrumbs": [(_("Authors"), ""), (name, "")],
    }
    return render(request, "learning_objects/public/author.html", context)
