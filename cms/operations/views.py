"""The addresses that machines ask; none of them for people."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from cms.operations import metrics
from cms.operations.insiders import is_insider
from cms.operations.probes import NOT_READY, readiness


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; it asks nobody else, for a restart would mend nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether readers may be sent here; which part is away is told to insiders only."""
    found = readiness()
    status = 503 if found.state == NOT_READY else 200
    told: dict[str, object] = {"status": found.state}
    if is_insider(request):
        told["parts"] = dict(found.parts)
    return JsonResponse(told, status=status)


@never_cache
@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures to insiders; to others the address does not exist."""
    if not is_insider(request):
        raise Http404
    return HttpResponse(metrics.text(), content_type=CONTENT_TYPE_LATEST)
