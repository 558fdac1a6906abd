"""Pages about packages that change nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import get_valid_filename
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.api import now
from exporters.data import (
    CHECKED,
    CONFIRMED,
    FAILED,
    IMPORT,
    READY,
    VERDICT_TABS,
    VERDICTS,
    WAITING,
)
from exporters.folder import package_path
from exporters.forms import ExportForm, UploadForm
from exporters.models import Transfer
from exporters.progress import read_progress
from exporters.queries import is_interrupted, lines_of, list_transfers
from exporters.states import REMOVABLE, RUNNING
from exporters.views.access import for_administrators, transfer_or_404

PAGE_SIZE = 20
LINES_PAGE_SIZE = 50
TONES = {
    "ready": "success", "done": "success", "checked": "info", "refused": "danger",
    "failed": "warning", "removed": "neutral",
}  # fmt: skip


@for_administrators
@require_safe
def show_transfers(request: HttpRequest) -> HttpResponse:
    """Show what was sent and received, and the ways to begin."""
    return transfers_page(request, ExportForm(), UploadForm())


def transfers_page(
    request: HttpRequest, export: ExportForm, upload: UploadForm, status: int = 200
) -> HttpResponse:
    """Answer with the list and both forms, as they stand."""
    page = Paginator(list_transfers(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(transfer, TONES.get(transfer.state, "info")) for transfer in page.object_list],
        "export_form": export,
        "upload_form": upload,
        "most_megabytes": settings.PACKAGE_MAX_BYTES // 1024**2,
    }
    return render(request, "exporters/transfers.html", context, status=status)


@for_administrators
@require_safe
def show_transfer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one transfer: how far it is, and what became or would become of every object."""
    transfer = transfer_or_404(uuid)
    chosen = request.GET.get("verdict", "")
    verdict = chosen if chosen in VERDICTS else ""
    lines = Paginator(lines_of(transfer, verdict=verdict), LINES_PAGE_SIZE)
    context = {
        **state_context(transfer),
        "page_obj": lines.get_page(request.GET.get("page")),
        "verdict": verdict,
        "tabs": _tabs(transfer, verdict),
        "breadcrumbs": [(_("Packages"), reverse("exporters:transfers")), (transfer.title, "")],
    }
    return render(request, "exporters/transfer.html", context)


def _tabs(transfer: Transfer, verdict: str) -> list[tuple[str, str, bool, int]]:
    counts = transfer.report.get("counts")
    if not counts:
        return []
    tabs = [("", _("All"), sum(counts.values()))]
    tabs += [(code, str(VERDICT_TABS[code]), counts.get(code, 0)) for code in VERDICTS]
    return [
        (label.capitalize(), "?" + urlencode({"verdict": code}), code == verdict, number)
        for code, label, number in tabs
    ]


@for_administrators
@require_safe
def show_state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show how far a transfer is; the page asks for it until there is nothing to wait for."""
    context = state_context(transfer_or_404(uuid))
    response = render(request, "exporters/_state.html", context)
    if not context["is_moving"]:
        # The whole page changes now: the preview, the result, the button.
        response.headers["HX-Refresh"] = "true"
    return response


def state_context(transfer: Transfer) -> dict[str, Any]:
    """Return what both the page and the fragment show of the state."""
    interrupted = is_interrupted(transfer, now=now())
    moving = transfer.state in (*RUNNING, WAITING, CONFIRMED) and not interrupted
    return {
        "transfer": transfer,
        "tone": TONES.get(transfer.state, "info"),
        "is_moving": moving,
        "is_interrupted": interrupted,
        "is_import": transfer.direction == IMPORT,
        "progress": read_progress(transfer.uuid) if moving else None,
        "may_download": transfer.state == READY,
        "may_confirm": transfer.state == CHECKED and transfer.report.get("changes"),
        "may_retry": transfer.state == FAILED or interrupted,
        "may_remove": transfer.state in REMOVABLE,
    }


@for_administrators
@require_safe
def download(request: HttpRequest, uuid: UUID) -> FileResponse:
    """Give the package out, as a file with a name that says when it was made."""
    transfer = transfer_or_404(uuid)
    path = package_path(uuid)
    if transfer.state != READY or not path.exists():
        raise Http404
    day = localtime(transfer.changed_at)
    name = get_valid_filename(f"mesh-library-{day:%Y-%m-%d-%H%M}.zip")
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    response.headers["Content-Type"] = "application/zip"
    return response
