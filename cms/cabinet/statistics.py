"""What an author's work came to: the page of numbers, and the report for whoever pays for it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, get_user, may
from cms.cabinet.access import person
from core.api import now
from learning_objects.api import (
    author_facts,
    get_report,
    hide_author_page,
    is_author_page_hidden,
    make_report,
    report_csv,
    report_xlsx,
    reports_of,
    school_half,
    school_year,
)
from learning_objects.errors import InvalidPeriod
from ui.api import DayField

LAST_REPORTS = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodForm(forms.Form):
    """From one day to another, both in."""

    since = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("To"))

    def clean(self) -> dict[str, date]:
        """Refuse a period that ends before it begins."""
        found = self.cleaned_data
        if found.get("since") and found.get("until") and found["until"] < found["since"]:
            self.add_error("until", _("The period ends before it begins."))
        return found


@never_cache
@login_required
@require_GET
def show_statistics(request: HttpRequest, uuid: UUID | None = None) -> HttpResponse:
    """Show the numbers of a period: one's own, or any author's for who may."""
    author = _author(request, uuid)
    half = school_half(localdate())
    form = PeriodForm(request.GET if "since" in request.GET else None)
    period = half
    if form.is_bound and form.is_valid():
        period = form.cleaned_data["since"], form.cleaned_data["until"]
    context = {
        "author": author,
        "is_own": uuid is None,
        "form": form if form.is_bound else PeriodForm(initial=_days(half)),
        "since": period[0],
        "until": period[1],
        "facts": author_facts(author, since=period[0], until=period[1]),
        "periods": _presets(period),
        "reports": reports_of(author.uuid)[:LAST_REPORTS],
        "page_hidden": is_author_page_hidden(author),
        "breadcrumbs": [(_("My materials"), reverse("cabinet:list")), (_("Statistics"), "")],
    }
    return render(request, "cms/cabinet/statistics.html", context)


def _days(period: tuple[date, date]) -> dict[str, date]:
    return {"since": period[0], "until": period[1]}


def _presets(chosen: tuple[date, date]) -> list[tuple[str, str, bool, None]]:
    """Return tabs of this half of the school year and of the whole of it."""
    named = [
        (_("This half of the school year"), school_half(localdate())),
        (_("This school year"), school_year(localdate())),
    ]
    return [
        (label, f"?since={days[0].isoformat()}&until={days[1].isoformat()}", days == chosen, None)
        for label, days in named
    ]


@login_required
@require_POST
def produce_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write the report of a period and show it."""
    author, form = _author(request, uuid), PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the first and the last day of the period."))
        return redirect("cabinet:statistics_of", author.uuid)
    try:
        made = make_report(author=author, by=person(request), now=now(), **form.cleaned_data)
    except InvalidPeriod:
        messages.error(request, _("A report covers at most five years."))
        return redirect("cabinet:statistics_of", author.uuid)
    return redirect("cabinet:report", made.uuid)


@never_cache
@login_required
@require_GET
def show_report(request: HttpRequest, uuid: UUID, form: str = "") -> HttpResponse:
    """Show a report for printing, or give it as a file (``csv``, ``xlsx``)."""
    report = get_report(uuid=uuid)
    author = get_user(uuid=report.author_uuid) if report else None
    if report is None or author is None:
        raise Http404
    if not may(request.user, "learning_objects.report_on_author", author):
        raise Http404
    if not form:
        way = [(_("Statistics"), reverse("cabinet:statistics_of", args=[author.uuid]))]
        context = {"report": report, "breadcrumbs": [*way, (_("Report on an author's work"), "")]}
        return render(request, "cms/cabinet/report.html", context)
    makers = {"csv": (report_csv, "text/csv; charset=utf-8"), "xlsx": (report_xlsx, XLSX)}
    if form not in makers:
        raise Http404
    make, content_type = makers[form]
    response = HttpResponse(make(report), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="report-{report.code}.{form}"'
    return response


@login_required
@require_POST
def switch_author_page(request: HttpRequest) -> HttpResponse:
    """Take one's own public page away, or put it back."""
    hidden = bool(request.POST.get("hidden"))
    hide_author_page(user=person(request), hidden=hidden, now=now())
    messages.success(
        request, _("Your page is closed.") if hidden else _("Your page is open again.")
    )
    return redirect("cabinet:statistics")


def _author(request: HttpRequest, uuid: UUID | None) -> User:
    found = person(request) if uuid is None else get_user(uuid=uuid)
    if found is None or not may(request.user, "learning_objects.report_on_author", found):
        raise Http404
    return found
