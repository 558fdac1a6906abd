"""A reader of any kind says that something is wrong with a material: no account is needed.

The pages of materials are kept for everybody, so the form is a page of its own, never kept.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.api import User, may, within_limit
from core.api import now
from learning_objects.api import get_version, object_url
from learning_objects.data import VersionView
from moderation import api
from moderation.after.forms import ReportForm
from moderation.models import Signal
from moderation.rules import SEE_QUEUE
from moderation.views.access import refusal_of

# The name of the rates in ``ACCOUNT_RATE_LIMITS``.
LIMIT = "complaint"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask what is wrong with a public material (GET) and pass it on to the experts (POST)."""
    version = _version_or_404(uuid)
    if version.withdrawn:
        return redirect(object_url(uuid))
    form = ReportForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not within_limit(request, action=LIMIT, key=str(uuid)):
            form.add_error(None, _("Too many reports came from here. Send it again in an hour."))
            status = 429
        else:
            refused = _send(request, uuid, form)
            if not refused:
                return redirect("moderation:reported", uuid)
            form.add_error(None, refused)
    context = {"form": form, "version": version, **_way(version, _("Report a problem"))}
    return render(request, "moderation/report.html", context, status=status)


def _send(request: HttpRequest, uuid: UUID, form: ReportForm) -> str:
    """Pass the report on; returns in words why it was refused."""
    person = request.user if isinstance(request.user, User) else None
    source = Signal.Source.EXPERT if may(request.user, SEE_QUEUE) else Signal.Source.READER
    said = api.Report(
        reason=form.cleaned_data["reason"], text=form.cleaned_data["text"], source=source
    )
    return refusal_of(
        lambda: api.report_object(object_uuid=uuid, report=said, by=person, now=now())
    )


@never_cache
@require_GET
def reported(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Thank the reader and say what happens next."""
    version = _version_or_404(uuid)
    context = {"version": version, **_way(version, _("Thank you"))}
    return render(request, "moderation/reported.html", context)


def _version_or_404(uuid: UUID) -> VersionView:
    version = get_version(uuid=uuid)
    if version is None:
        raise Http404
    return version


def _way(version: VersionView, here: str) -> dict[str, object]:
    page = object_url(version.object_uuid)
    return {"object_url": page, "crumbs": [(version.title, page), (here, "")]}
