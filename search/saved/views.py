"""Saved searches: the list, saving, and what is done with one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User
from core.api import now
from search import api
from search.errors import SavedAlreadyError, TooBroadError, TooManySavedError
from search.models import SavedSearch
from search.models.saved import LONGEST_NAME
from search.params import read_request, write_request
from search.saved.anchors import request_of
from search.saved.queries import get_saved, saved_by
from search.wording import filters_in_words

PAGE_SIZE = 20


@never_cache
@login_required
@require_safe
def show_saved(request: HttpRequest) -> HttpResponse:
    """List one's own saved searches and wishes; what was just deleted can be taken back."""
    person = signed_in(request)
    page = Paginator(saved_by(person), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page)
    words = filters_in_words(request_of(row.query) for row in rows)
    context = {
        "rows": list(zip(rows, words, strict=True)),
        "page_obj": page,
        "deleted": _deleted(person, request.GET.get("deleted", "")),
        "longest": LONGEST_NAME,
        "breadcrumbs": [(_("Search"), reverse("search:results")), (_("Saved searches"), "")],
    }
    return render(request, "search/saved/list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Save the search of the address under a name."""
    wanted = read_request(request.GET)
    query = write_request(wanted)
    problem = ""
    if request.method == "POST":
        name = request.POST.get("name", "")
        facts: dict[str, Any] = {"by": signed_in(request), "now": now()}
        try:
            api.save_search(request=wanted, name=name, **facts)
        except SavedAlreadyError:
            messages.info(request, _("You have saved this search already."))
            return redirect("search:saved")
        except TooManySavedError as error:
            problem = _("You have %(most)d saved searches; delete one you do not need.") % {
                "most": error.most
            }
        except TooBroadError:
            problem = too_broad()
        else:
            messages.success(
                request, _("The search is saved. New materials will be told behind the bell.")
            )
            return redirect("search:saved")
    context = {
        "wanted": wanted,
        "filters": filters_in_words([wanted])[0],
        "back_url": f"{reverse('search:results')}?{query}",
        "problem": problem,
        "longest": LONGEST_NAME,
        "name": request.POST.get("name", wanted.text),
        "breadcrumbs": [(_("Search"), reverse("search:results")), (_("Save the search"), "")],
    }
    return render(request, "search/saved/save.html", context, status=409 if problem else 200)


def too_broad() -> str:
    """Return why a search that everything matches is not kept."""
    return _("Everything would match this. Add a word, a topic, a subject or another filter.")


@login_required
@require_POST
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Rename, pause, resume, delete or take back (``verb``) one's own saved search."""
    person = signed_in(request)
    saved = get_saved(person, uuid)
    if saved is None:
        raise Http404
    verb = request.POST.get("verb", "")
    if verb == "delete":
        api.delete_search(saved=saved, by=person, now=now())
        return redirect(f"{reverse('search:saved')}?{urlencode({'deleted': saved.uuid})}")
    if verb == "restore":
        _restore(request, saved, person)
    elif verb == "rename":
        api.rename_search(saved=saved, name=request.POST.get("name", ""), by=person)
        messages.success(request, _("The name is changed."))
    elif verb in ("pause", "resume"):
        api.pause_search(saved=saved, paused=verb == "pause", by=person, now=now())
    else:
        raise Http404
    return redirect(f"{reverse('search:saved')}#saved-{saved.uuid}")


def _restore(request: HttpRequest, saved: SavedSearch, person: User) -> None:
    try:
        api.restore_search(saved=saved, by=person)
    except SavedAlreadyError:
        messages.info(request, _("You have saved this search already."))
    else:
        messages.success(request, _("The search is back."))


def _deleted(person: User, text: str) -> SavedSearch | None:
    try:
        found = get_saved(person, UUID(text))
    except ValueError:
        return None
    return found if found and found.deleted_at else None


def signed_in(request: HttpRequest) -> User:
    """Return the person; views that call it ask for one first."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
