"""Pages about packages that change something; each makes one call into an action."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from core.api import now
from core.errors import TransitionRefused
from exporters.actions.running import settle_interrupted
from exporters.actions.transfers import (
    confirm_import,
    receive_upload,
    remove_transfer,
    retry_transfer,
    start_export,
)
from exporters.forms import CHOSEN, QUERY, ExportForm, UploadForm
from exporters.refusal import PackageRefused
from exporters.views.access import for_administrators, person, transfer_or_404
from exporters.views.pages import transfers_page


@for_administrators
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Begin to pack."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return transfers_page(request, form, UploadForm(), status=422)
    made = start_export(
        scope=form.scope(), title=_title(form.cleaned_data), by=person(request), now=now()
    )
    return redirect("exporters:transfer", made.uuid)


def _title(cleaned: dict[str, Any]) -> str:
    if cleaned["what"] == QUERY:
        return _("Search: %(query)s") % {"query": cleaned["query"].strip()}
    if cleaned["what"] == CHOSEN:
        return _("Chosen materials: %(number)d") % {"number": len(cleaned["uuids"])}
    return _("The whole library")


@csrf_exempt
@for_administrators
@require_POST
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a package in to look at it.

    The token is compared within: the middleware would read gigabytes before anybody has asked who
    sends them.
    """
    return _upload(request)


@csrf_protect
def _upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return transfers_page(request, ExportForm(), form, status=422)
    file = form.cleaned_data["package"]
    try:
        made = receive_upload(title=file.name, chunks=file.chunks(), by=person(request), now=now())
    except PackageRefused:
        most = settings.PACKAGE_MAX_BYTES // 1024**2
        form.add_error("package", _("A package may have %(most)d MB at most.") % {"most": most})
    except OSError:
        form.add_error("package", _("There is no room for the package on the disk."))
    else:
        return redirect("exporters:transfer", made.uuid)
    return transfers_page(request, ExportForm(), form, status=422)


@for_administrators
@require_POST
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Have a checked package taken in."""
    transfer = transfer_or_404(uuid)
    try:
        confirm_import(transfer=transfer, by=person(request), now=now())
    except TransitionRefused:
        messages.error(request, _("The package is not waiting for that any more."))
    return redirect("exporters:transfer", uuid)


@for_administrators
@require_POST
def retry(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin an interrupted transfer again."""
    transfer = transfer_or_404(uuid)
    settle_interrupted(now=now())
    try:
        retry_transfer(transfer=transfer, by=person(request), now=now())
    except TransitionRefused:
        messages.error(request, _("The package is not waiting for that any more."))
    return redirect("exporters:transfer", uuid)


@for_administrators
@require_POST
def remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Delete the package of a transfer."""
    transfer = transfer_or_404(uuid)
    try:
        remove_transfer(transfer=transfer, by=person(request), now=now())
    except TransitionRefused:
        messages.error(request, _("The package is not waiting for that any more."))
        return redirect("exporters:transfer", uuid)
    messages.success(request, _("The package is removed. What was taken in from it stays."))
    return redirect("exporters:transfers")
