"""The page of an author."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.api import User, get_user
from learning_objects import presenting, public_queries
from learning_objects.author_facts import is_author_page_hidden
from learning_objects.public_pages import public_page
from learning_objects.reader_queries import author_numbers, author_stamp
from learning_objects.usage_queries import usage_by_author
from learning_objects.usage_words import tell_both
from learning_objects.views.catalogue import page_of


@public_page(parameters=("page",), stamp_of=author_stamp)
@require_safe
def show_author(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a person's public objects; who has none has no page.

    Authors of received objects have a page too, though they have no account here.
    """
    person = get_user(uuid=uuid)
    if person is not None and person.merged_into is not None:
        return redirect("learning_objects:author", uuid=person.merged_into.uuid)
    if person is not None and is_author_page_hidden(person):
        raise Http404
    name = _name_of(person, uuid)
    page = page_of(request, public_queries.versions_by_author(uuid))
    if not name or not page.paginator.count:
        raise Http404
    context = {
        "name": name,
        "page_obj": page,
        "usage": tell_both(*usage_by_author(uuid)),
        "readers": presenting.readers_words(author_numbers(uuid)),
        "breadcrumbs": [(_("Authors"), ""), (name, "")],
    }
    return render(request, "learning_objects/public/author.html", context)


def _name_of(person: User | None, uuid: UUID) -> str:
    """Return the name that the public may know: of a received or erased author, the published."""
    if person is None:
        return public_queries.signed_name(uuid)
    return public_queries.published_name(uuid) if person.erased_at else person.full_name
