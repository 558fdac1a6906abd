"""The page of one's notices, and the way from a notice to its place."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User
from core.api import now
from notices import api
from notices.bell import show_count
from notices.queries import by_day, count_read_at, get_notice, notices_of, unread_count
from notices.views.access import signed_in

PAGE_SIZE = 30
NEW = "new"


@never_cache
@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Show one's notices day by day, all or only the new ones."""
    person = signed_in(request)
    only_new = request.GET.get("show") == NEW
    rows = notices_of(person, only_new=only_new)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    unread = unread_count(person)
    here = reverse("notices:list")
    context = {
        "page": page,
        "days": by_day(page.object_list),
        "unread": unread,
        "only_new": only_new,
        "tabs": [
            (_("All"), here, not only_new, None),
            (_("New"), f"{here}?show={NEW}", only_new, show_count(unread) or None),
        ],
        **_just_read(request, person),
    }
    return render(request, "notices/list.html", context)


def _just_read(request: HttpRequest, person: User) -> dict[str, Any]:
    """Return what was marked as read a moment ago, to offer the way back; else no query."""
    moment = _moment(request.GET.get("marked", ""))
    if moment is None:
        return {}
    return {"marked": count_read_at(person, moment), "marked_at": moment.isoformat()}


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


@never_cache
@login_required
@require_GET
def follow(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Lead to the place of a notice; it is read now."""
    person = signed_in(request)
    found = get_notice(person, uuid=uuid)
    if found is None:
        raise Http404
    api.mark_read(uuids=[uuid], by=person, now=now())
    return redirect(found.url or reverse("notices:list"))


@login_required
@require_POST
def read_one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark one notice as read."""
    person, moment = signed_in(request), now()
    _own_or_404(person, uuid)
    api.mark_read(uuids=[uuid], by=person, now=moment)
    return _back(request, marked=moment)


@login_required
@require_POST
def unread_one(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make one notice new again."""
    person = signed_in(request)
    _own_or_404(person, uuid)
    api.mark_unread(uuids=[uuid], by=person)
    return _back(request)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read; the page offers to take it back."""
    moment = now()
    api.mark_all_read(by=signed_in(request), now=moment)
    return _back(request, marked=moment)


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Make new again what was marked as read at one moment."""
    moment = _moment(request.POST.get("moment", ""))
    if moment is not None:
        api.undo_reading(by=signed_in(request), moment=moment)
    return _back(request)


def _own_or_404(person: User, uuid: UUID) -> None:
    if get_notice(person, uuid=uuid) is None:
        raise Http404


def _back(request: HttpRequest, *, marked: datetime | None = None) -> HttpResponse:
    """Return to the tab and the page that the form was on."""
    query = {}
    if request.POST.get("show") == NEW:
        query["show"] = NEW
    if request.POST.get("page", "").isdecimal():
        query["page"] = request.POST["page"]
    if marked is not None:
        query["marked"] = marked.isoformat()
    address = reverse("notices:list")
    return redirect(f"{address}?{urlencode(query)}" if query else address)
