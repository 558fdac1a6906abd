"""With whom a shelf is shared, and what those see who come by a link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.api import now
from learning_objects.models import Shelf
from learning_objects.presenting import absolute
from learning_objects.shelves import queries, sharing
from learning_objects.shelves.actions import copy_linked_shelf
from learning_objects.shelves.errors import CannotShare, TooManyReaders, TooManyShelves
from learning_objects.shelves.forms import WRITE, LinkForm, ShareForm
from learning_objects.shelves.limits import MOST_READERS
from learning_objects.shelves.rules import OWN
from learning_objects.shelves.wording import title_of, words_for
from learning_objects.views.shelf_access import person_of, shelf_or_404, shelf_url, trail_of
from learning_objects.views.shelves import UNPROCESSABLE, page_of_items


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show with whom a shelf is shared, and share it with one more (POST)."""
    shelf = shelf_or_404(request, uuid, OWN)
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        colleague = form.cleaned_data["person"]
        try:
            sharing.share_shelf(
                shelf=shelf,
                user=colleague,
                may_write=form.cleaned_data["right"] == WRITE,
                by=person_of(request),
                now=now(),
            )
        except (CannotShare, TooManyReaders) as error:
            form.add_error("person", words_for(error))
        else:
            words = _("%(name)s sees the shelf now and finds it among notices.")
            messages.success(request, words % {"name": colleague.full_name})
            return _back(shelf)
    context = {
        "form": form,
        "shelf": shelf,
        "title": title_of(shelf),
        "shares": queries.shares_of(shelf),
        "most": MOST_READERS,
        "link": absolute(_link(shelf)) if shelf.link_key else "",
        "link_form": LinkForm(initial={"with_notes": shelf.link_notes}),
        "breadcrumbs": trail_of(shelf, (_("Sharing"), "")),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "learning_objects/shelves/sharing.html", context, status=status)


@login_required
@require_POST
def change_share(request: HttpRequest, uuid: UUID, share_uuid: UUID, verb: str) -> HttpResponse:
    """Give a colleague another right, or close the shelf to them."""
    shelf = shelf_or_404(request, uuid, OWN)
    found = next((row for row in queries.shares_of(shelf) if row.uuid == share_uuid), None)
    if found is None:
        raise Http404
    me = person_of(request)
    if verb == "end":
        sharing.end_share(share=found, by=me, now=now())
        words = _("The shelf is closed to %(name)s.") % {"name": found.user.full_name}
        messages.success(request, words)
    elif verb in ("read", "write"):
        sharing.share_shelf(shelf=shelf, user=found.user, may_write=verb == WRITE, by=me, now=now())
    else:
        raise Http404
    return _back(shelf)


@login_required
@require_POST
def change_link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a shelf to those who have its address, or revoke the address (``close``)."""
    shelf = shelf_or_404(request, uuid, OWN)
    me = person_of(request)
    if request.POST.get("close"):
        sharing.close_link(shelf=shelf, by=me, now=now())
        messages.success(request, _("The link opens nothing any more."))
    else:
        form = LinkForm(request.POST)
        with_notes = form.is_valid() and form.cleaned_data["with_notes"]
        sharing.open_link(shelf=shelf, with_notes=with_notes, by=me, now=now())
    return redirect(f"{reverse('learning_objects:share_shelf', args=[shelf.uuid])}#link")


@login_required
@require_POST
def leave(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Leave a shelf that somebody shares."""
    shelf = shelf_or_404(request, uuid)
    if sharing.leave_shelf(shelf=shelf, by=person_of(request), now=now()):
        words = _("You have left the shelf “%(title)s”; its owner is told.")
        messages.success(request, words % {"title": title_of(shelf)})
    return redirect(f"{reverse('learning_objects:shelves')}?side=shared")


@never_cache
@require_safe
def show_linked(request: HttpRequest, key: str) -> HttpResponse:
    """Show a shelf to whoever has its link; nothing tells search engines or other sites of it."""
    shelf = _linked(key)
    context = {
        "shelf": shelf,
        "key": key,
        "title": title_of(shelf),
        "page_obj": page_of_items(request, shelf, with_notes=shelf.link_notes),
        "is_mine": request.user.is_authenticated and shelf.owner_id == request.user.pk,
        "own_url": shelf_url(shelf),
        "breadcrumbs": [(title_of(shelf), "")],
    }
    response = render(request, "learning_objects/shelves/linked.html", context)
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_required
@require_POST
def copy_linked(request: HttpRequest, key: str) -> HttpResponse:
    """Copy a shelf that a link opens to one of one's own."""
    shelf = _linked(key)
    title = _("%(title)s (copy)") % {"title": title_of(shelf)}
    try:
        made = copy_linked_shelf(key=key, title=title, by=person_of(request), now=now())
    except TooManyShelves as error:
        messages.error(request, words_for(error))
        return redirect(_link(shelf))
    messages.success(request, _("The copy is yours: changes of the other shelf do not reach it."))
    return redirect(shelf_url(made))


def _linked(key: str) -> Shelf:
    shelf = queries.linked_shelf(key)
    if shelf is None:
        raise Http404
    return shelf


def _link(shelf: Shelf) -> str:
    return reverse("learning_objects:linked_shelf", args=[shelf.link_key])


def _back(shelf: Shelf) -> HttpResponse:
    return redirect("learning_objects:share_shelf", shelf.uuid)
