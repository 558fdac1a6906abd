"""What stands on a shelf: keeping, ordering, noting, removing, many at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.api import User
from core.api import now
from learning_objects import presenting
from learning_objects.models import Shelf, ShelfItem
from learning_objects.public_queries import get_version
from learning_objects.shelves import items, queries
from learning_objects.shelves.actions import ensure_first_shelf
from learning_objects.shelves.errors import NoteChanged
from learning_objects.shelves.forms import KeepForm, NoteForm
from learning_objects.shelves.limits import MOST_AT_ONCE
from learning_objects.shelves.rules import FILL, SEE
from learning_objects.shelves.wording import REFUSALS, title_of, words_for
from learning_objects.views.catalogue import number_in
from learning_objects.views.shelf_access import (
    attempt,
    item_or_404,
    next_or,
    person_of,
    shelf_or_404,
    shelf_url,
)
from learning_objects.views.shelves import CONFLICT, UNPROCESSABLE, shelf_page


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Put a material on a shelf: asked for (GET), or done with one press (POST).

    Without a shelf it is the person's first one. A script asks with ``Accept: application/json``.
    """
    me = person_of(request)
    first = ensure_first_shelf(by=me, now=now())
    posted = request.POST if request.method == "POST" else None
    initial = {"object": request.GET.get("object"), "next": request.GET.get("next", "")}
    form = KeepForm(posted, initial=initial, shelves=queries.writable_shelves(me))
    if posted is None or not form.is_valid():
        return _ask_where(request, form, me)
    given = form.cleaned_data
    shelf = shelf_or_404(request, given["shelf"] or first.uuid, FILL)
    try:
        _item, made = items.keep_object(
            shelf=shelf,
            object_uuid=given["object"],
            number=given["number"],
            note=given["note"],
            by=me,
            now=now(),
        )
    except REFUSALS as error:
        return _answer(request, shelf, words_for(error), is_done=False)
    name = title_of(shelf)
    words = _("On the shelf “%(title)s”.") if made else _("It is on the shelf “%(title)s” already.")
    return _answer(request, shelf, words % {"title": name}, is_done=True)


def _answer(request: HttpRequest, shelf: Shelf, words: str, *, is_done: bool) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        body = {"words": words, "url": shelf_url(shelf), "open": _("Open the shelf")}
        return JsonResponse(body, status=200 if is_done else CONFLICT)
    link = format_html('{} <a href="{}">{}</a>', words, shelf_url(shelf), _("Open the shelf"))
    (messages.success if is_done else messages.error)(request, link)
    return redirect(next_or(request, shelf_url(shelf)))


def _ask_where(request: HttpRequest, form: KeepForm, me: User) -> HttpResponse:
    try:
        wanted = UUID(str(form["object"].value()))
    except ValueError as error:
        raise Http404 from error
    version = get_version(uuid=wanted)
    if version is None or version.withdrawn:
        raise Http404
    context = {
        "form": form,
        "version": version,
        "places": queries.places_of_object(me, wanted),
        "cancel_url": next_or(request, presenting.object_url(wanted)),
        "breadcrumbs": [(version.title, presenting.object_url(wanted)), (_("Put on a shelf"), "")],
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "learning_objects/shelves/keep.html", context, status=status)


@login_required
@require_POST
def change_item(request: HttpRequest, uuid: UUID, item_uuid: UUID, verb: str) -> HttpResponse:
    """Move, note, renew or remove one item."""
    shelf = shelf_or_404(request, uuid, FILL)
    item, me = item_or_404(shelf, item_uuid), person_of(request)
    if verb == "note":
        return _note(request, shelf, item, me)
    if verb == "remove":
        return _remove(request, shelf, [item.uuid], me)
    act = _VERBS.get(verb)
    if act is None:
        raise Http404
    attempt(request, partial(act, request, item, me))
    return _back(request, shelf, item.uuid)


def _step(step: str, request: HttpRequest, item: ShelfItem, me: User) -> None:
    items.move_item(item=item, step=step, by=me, now=now())


def _place(request: HttpRequest, item: ShelfItem, me: User) -> None:
    """Move before or behind the item that the form names."""
    places: dict[str, UUID] = {}
    for side in ("before", "after"):
        try:
            places[side] = UUID(request.POST.get(side, ""))
        except ValueError:
            continue
    before, after = places.get("before"), places.get("after")
    items.move_item(item=item, before=before, after=after, by=me, now=now())


def _renew(request: HttpRequest, item: ShelfItem, me: User) -> None:
    number = number_in(request.POST.get("number", ""))
    items.pin_version(item=item, number=number, by=me, now=now())
    words = _("Version %(number)d of “%(title)s” stands on the shelf now.")
    messages.success(request, words % {"number": number, "title": item.title})


_VERBS: dict[str, Callable[[HttpRequest, ShelfItem, User], None]] = {
    items.FIRST: partial(_step, items.FIRST),
    items.UP: partial(_step, items.UP),
    items.DOWN: partial(_step, items.DOWN),
    items.LAST: partial(_step, items.LAST),
    "place": _place,
    "renew": _renew,
}


def _note(request: HttpRequest, shelf: Shelf, item: ShelfItem, me: User) -> HttpResponse:
    """Save a note; what cannot be saved comes back with what was typed."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A note has at most 300 characters; shorten it."))
        unsaved = (item.uuid, request.POST.get("note", ""), item.serial)
        return shelf_page(request, shelf, status=UNPROCESSABLE, note=unsaved)
    given = form.cleaned_data
    try:
        items.set_note(item=item, note=given["note"], seen=given["seen"], by=me, now=now())
    except NoteChanged as error:
        messages.error(request, words_for(error))
        unsaved = (item.uuid, given["note"], item.serial)
        return shelf_page(request, shelf, status=CONFLICT, note=unsaved)
    messages.success(request, pgettext("shelf", "The note is saved."))
    return _back(request, shelf, item.uuid)


@login_required
@require_POST
def change_items(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Do something with all marked items: compare, remove, put back, move, renew."""
    verb = request.POST.get("verb", "")
    shelf = shelf_or_404(request, uuid, SEE if verb == "compare" else FILL)
    me, chosen = person_of(request), _chosen(request, shelf)
    if verb == "restore":
        return _restore(request, shelf, me)
    if verb == "renew":
        number = items.pin_newest(shelf=shelf, by=me, now=now())
        words = ngettext(
            "%(number)d newer version taken.", "%(number)d newer versions taken.", number
        )
        messages.success(request, words % {"number": number})
        return _back(request, shelf)
    if not chosen:
        messages.error(request, _("Mark at least one material first."))
        return _back(request, shelf)
    if verb == "compare":
        wanted = [("o", str(uuid)) for uuid in chosen.values()]
        return redirect(f"{reverse('learning_objects:compare')}?{urlencode(wanted)}")
    if verb == "move":
        return _move(request, shelf, list(chosen), me)
    if verb == "remove":
        return _remove(request, shelf, list(chosen), me)
    raise Http404


def _chosen(request: HttpRequest, shelf: Shelf) -> dict[UUID, UUID]:
    """Return the marked items with their objects, in the order of the shelf."""
    marked = []
    for text in request.POST.getlist("item")[:MOST_AT_ONCE]:
        try:
            marked.append(UUID(text))
        except ValueError:
            continue
    rows = queries.items_of(shelf).filter(uuid__in=marked) if marked else ShelfItem.objects.none()
    return dict(rows.values_list("uuid", "object_uuid"))


def _move(request: HttpRequest, shelf: Shelf, chosen: list[UUID], me: User) -> HttpResponse:
    try:
        to = shelf_or_404(request, UUID(request.POST.get("to", "")), FILL)
    except ValueError:
        messages.error(request, _("Choose the shelf to move to."))
        return _back(request, shelf)
    act = partial(items.move_to_shelf, shelf=shelf, items=chosen, to=to, by=me, now=now())
    words = _("Moved to the shelf “%(title)s”.") % {"title": title_of(to)}
    attempt(request, act, words)
    return _back(request, shelf)


def _remove(request: HttpRequest, shelf: Shelf, chosen: list[UUID], me: User) -> HttpResponse:
    removal = items.remove_items(shelf=shelf, items=chosen, by=me, now=now())
    return _back(request, shelf, removed=str(removal or ""))


def _restore(request: HttpRequest, shelf: Shelf, me: User) -> HttpResponse:
    try:
        removal = UUID(request.POST.get("removal", ""))
    except ValueError as error:
        raise Http404 from error
    act = partial(items.restore_items, shelf=shelf, removal=removal, by=me, now=now())
    attempt(request, act, _("They are back where they stood."))
    return _back(request, shelf)


def _back(
    request: HttpRequest, shelf: Shelf, item: UUID | None = None, *, removed: str = ""
) -> HttpResponse:
    """Lead back to the same page of the shelf, to the item if it is still there."""
    page = number_in(request.POST.get("page", ""))
    kept = {"page": page if page > 1 else "", "removed": removed}
    query = urlencode({name: value for name, value in kept.items() if value})
    place = f"#item-{item}" if item else ""
    return redirect(f"{shelf_url(shelf)}{'?' if query else ''}{query}{place}")
