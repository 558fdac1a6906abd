"""The shelves of a person: the list, a shelf, its name, its list for a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User, may
from core.api import now
from learning_objects.models import Shelf
from learning_objects.selections.states import MAKE
from learning_objects.shelves import queries
from learning_objects.shelves.actions import (
    change_shelf,
    copy_shelf,
    delete_shelf,
    ensure_first_shelf,
    make_shelf,
    restore_shelf,
)
from learning_objects.shelves.errors import ShelfChanged, TooManyShelves
from learning_objects.shelves.forms import ShelfForm
from learning_objects.shelves.lists import shelf_csv
from learning_objects.shelves.rules import FILL, OWN
from learning_objects.shelves.wording import title_of, words_for
from learning_objects.views.catalogue import number_in
from learning_objects.views.shelf_access import (
    attempt,
    person_of,
    shelf_or_404,
    shelf_url,
    trail_of,
)

ITEMS_ON_PAGE = 50
SHELVES_ON_PAGE = 30
CONFLICT, UNPROCESSABLE = 409, 422


@never_cache
@login_required
@require_safe
def list_shelves(request: HttpRequest) -> HttpResponse:
    """Show one's own shelves, or those that colleagues share (``?side=shared``)."""
    me = person_of(request)
    ensure_first_shelf(by=me, now=now())
    shared = request.GET.get("side") == "shared"
    own, others = queries.shelves_of(me), queries.shelves_shared_with(me)
    page = Paginator(others if shared else own, SHELVES_ON_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": queries.lines_of(page.object_list),
        "shared": shared,
        "tabs": [
            (_("Mine"), "?", not shared, own.count()),
            (_("Colleagues'"), "?side=shared", shared, others.count()),
        ],
        "removed": _removed_shelf(request, me),
        "breadcrumbs": [(_("Shelves"), "")],
    }
    return render(request, "learning_objects/shelves/list.html", context)


def _removed_shelf(request: HttpRequest, me: User) -> dict[str, Any] | None:
    """Return the shelf that was deleted a moment ago, with the way to put it back."""
    try:
        shelf = queries.get_shelf(uuid=UUID(request.GET.get("removed", "")))
    except ValueError:
        return None
    if shelf is None or shelf.removed_at is None or not may(me, OWN, shelf):
        return None
    return {"title": title_of(shelf), "uuid": shelf.uuid}


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def add_shelf(request: HttpRequest) -> HttpResponse:
    """Make one more shelf."""
    form = ShelfForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        title, about = form.cleaned_data["title"], form.cleaned_data["about"]
        try:
            made = make_shelf(title=title, about=about, by=person_of(request), now=now())
        except TooManyShelves as error:
            form.add_error(None, words_for(error))
        else:
            messages.success(request, _("The shelf is ready. Put something on it."))
            return redirect(shelf_url(made))
    trail = [(_("Shelves"), reverse("learning_objects:shelves")), (_("New shelf"), "")]
    return _form(request, form, _("New shelf"), trail)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def edit_shelf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a shelf another title and description; what somebody else wrote meanwhile is kept."""
    shelf = shelf_or_404(request, uuid, OWN)
    initial = {"title": shelf.title, "about": shelf.about, "seen": shelf.serial}
    form = ShelfForm(request.POST or None, initial=initial, is_first=shelf.is_first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change_shelf(
                shelf=shelf,
                title=given["title"],
                about=given["about"],
                seen=given["seen"] or 0,
                by=person_of(request),
                now=now(),
            )
        except ShelfChanged as error:
            form.data = {**form.data.dict(), "seen": shelf.serial}  # type: ignore[attr-defined]
            form.add_error(None, words_for(error))
        else:
            return redirect(shelf_url(shelf))
    return _form(request, form, _("Edit the shelf"), trail_of(shelf, (_("Edit"), "")))


def _form(request: HttpRequest, form: Any, heading: str, trail: Any) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "button": _("Save"),
        "cancel_url": reverse("learning_objects:shelves"),
        "breadcrumbs": trail,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "learning_objects/public/reader_form.html", context, status=status)


@never_cache
@login_required
@require_safe
def show_shelf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a shelf to its owner and to those with whom it is shared."""
    return shelf_page(request, shelf_or_404(request, uuid))


def shelf_page(
    request: HttpRequest, shelf: Shelf, *, status: int = 200, note: Any = None
) -> HttpResponse:
    """Render a shelf; ``note`` is (uuid, text, serial) of a note that could not be saved."""
    if shelf.removed_at is not None:
        raise Http404
    me = person_of(request)
    may_fill, may_own = may(me, FILL, shelf), may(me, OWN, shelf)
    page = page_of_items(request, shelf)
    context = {
        "shelf": shelf,
        "title": title_of(shelf),
        "page_obj": page,
        "may_fill": may_fill,
        "may_own": may_own,
        "is_shared_to_me": not may_own,
        "may_select": may_own and may(me, MAKE),
        "targets": [item for item in queries.writable_shelves(me) if item[0] != shelf.uuid]
        if may_fill
        else [],
        "readers": len(queries.shares_of(shelf)) if may_own else 0,
        "newer": sum(item.standing == "newer" for item in page.object_list),
        "removed": _removed_items(request, shelf),
        "unsaved": note,
        "breadcrumbs": trail_of(shelf),
    }
    return render(request, "learning_objects/shelves/shelf.html", context, status=status)


def page_of_items(request: HttpRequest, shelf: Shelf, *, with_notes: bool = True) -> Page[Any]:
    """Return the page of a shelf that is asked for; one past the end shows the last."""
    paginator = Paginator(queries.items_of(shelf), ITEMS_ON_PAGE)
    page: Page[Any] = paginator.get_page(number_in(request.GET.get("page", "1")) or 1)
    page.object_list = queries.views_of(page.object_list, with_notes=with_notes)
    return page


def _removed_items(request: HttpRequest, shelf: Shelf) -> dict[str, Any] | None:
    """Return what was taken off a moment ago, with the way to put it back."""
    try:
        removal = UUID(request.GET.get("removed", ""))
    except ValueError:
        return None
    number = queries.removed_count(shelf, removal)
    return {"removal": removal, "number": number} if number else None


@login_required
@require_POST
def remove_shelf(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Delete a shelf; the list offers to put it back."""
    shelf = shelf_or_404(request, uuid, OWN)
    if shelf.is_first:
        raise PermissionDenied
    delete_shelf(shelf=shelf, by=person_of(request), now=now())
    return redirect(f"{reverse('learning_objects:shelves')}?removed={shelf.uuid}")


@login_required
@require_POST
def put_shelf_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put a deleted shelf back."""
    shelf = shelf_or_404(request, uuid, OWN)
    act = partial(restore_shelf, shelf=shelf, by=person_of(request), now=now())
    if attempt(request, act, _("The shelf is back.")):
        return redirect(shelf_url(shelf))
    return redirect("learning_objects:shelves")


@login_required
@require_POST
def make_copy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Copy a shelf to one of one's own."""
    shelf = shelf_or_404(request, uuid)
    title = _("%(title)s (copy)") % {"title": title_of(shelf)}
    try:
        made = copy_shelf(shelf=shelf, title=title, by=person_of(request), now=now())
    except TooManyShelves as error:
        messages.error(request, words_for(error))
        return redirect(shelf_url(shelf))
    messages.success(request, _("The copy is yours: changes of the other shelf do not reach it."))
    return redirect(shelf_url(made))


@never_cache
@login_required
@require_safe
def download_csv(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the list of a shelf as CSV."""
    shelf = shelf_or_404(request, uuid)
    response = HttpResponse(shelf_csv(shelf), content_type="text/csv; charset=utf-8")
    name = f"{title_of(shelf)}.csv"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
