"""Checking a report by its code, for whoever holds the paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning_objects.author_facts import digest_of
from learning_objects.models import AuthorReport


@never_cache
@require_safe
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a report and lead to it."""
    code = request.GET.get("code", "").strip().upper()
    if code and len(code) <= 20 and all(part.isalnum() for part in code.split("-")):
        return redirect("learning_objects:check_report", code=code)
    return render(request, "learning_objects/public/report_check.html", _context(code, None))


@never_cache
@require_safe
def check_report(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether the library made a report with this code, and what stands in it."""
    report = AuthorReport.objects.filter(code=code.upper()).first()
    context = _context(code, report)
    status = 200 if report else 404
    return render(request, "learning_objects/public/report_check.html", context, status=status)


def _context(code: str, report: AuthorReport | None) -> dict[str, object]:
    return {
        "code": code,
        "report": report,
        "holds": report is not None and digest_of(report.facts) == report.digest,
        "breadcrumbs": [(_("Checking a report"), "")],
    }
