"""Files in and out: what a file would bring, writing it, what a format cannot say, downloads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api import User, may
from assessment import api
from assessment.data import CHANGED, NEW, REFUSED, SAME, AddedLine
from assessment.errors import FormatRefused, ImportGone, ItemsRefused
from assessment.exporting import write_items
from assessment.format_names import (
    FORMAT_NAMES,
    REASONS,
    WEIGHTS,
    WRITTEN_WEIGHTS,
    format_choices,
)
from assessment.formats.exchange import WrittenFile
from assessment.formats.registry import FORMATS
from assessment.models import BankItem, ItemImport
from assessment.queries import list_items
from assessment.rules import ADD_ITEM
from assessment.views.access import for_colleagues, home_crumb
from assessment.views.bank import FilterForm
from assessment.wording.words import words_for
from core.api import now

MOST_MEGABYTES = 20
MOST_SHOWN = 200
MOST_EXPORTED = 500
UNPROCESSABLE = 422


class ImportForm(forms.Form):
    """A file, and of what format it is where that cannot be seen."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Moodle XML, GIFT, Aiken, QTI (package or item), CSV, XLSX, numbered text; up to 20 MB."
        ),
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False, choices=format_choices)

    def clean_file(self) -> Any:
        """Refuse what is too large to be read while a person waits."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1024 * 1024:
            words = _("The file is larger than %(most)d MB. An administrator can import it.")
            raise forms.ValidationError(words % {"most": MOST_MEGABYTES})
        return file


@for_colleagues
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, user: User) -> HttpResponse:
    """Take a file and read it; what it would bring is shown next."""
    if not may(user, ADD_ITEM):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = api.read_import(
                name=file.name,
                content=file.read(),
                format_name=form.cleaned_data["format"],
                by=user,
                now=now(),
            )
        except FormatRefused as error:
            place = f" ({error.place})" if error.place else ""
            form.add_error("file", words_for(error.code, error.params) + place)
        else:
            return redirect("assessment:write_import", staged.uuid)
    context = {"form": form, "crumbs": [home_crumb(), (_("Import a file"), "")]}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "assessment/import.html", context, status=status)


@for_colleagues
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, user: User, uuid: UUID) -> HttpResponse:
    """Show what a file would bring; write it (POST)."""
    staged = ItemImport.objects.filter(uuid=uuid, owner=user).first()
    if staged is None:
        raise Http404
    if request.method == "POST":
        try:
            report = api.write_import(staged=staged, by=user, now=now())
        except ImportGone:
            messages.info(request, _("This file is in the bank already."))
        except ItemsRefused:
            return redirect("assessment:write_import", staged.uuid)
        else:
            number = report.count(NEW) + report.count(CHANGED)
            words = ngettext(
                "%(number)d item is in your bank, as a draft or as its next version.",
                "%(number)d items are in your bank, as drafts or as their next versions.",
                number,
            )
            messages.success(request, words % {"number": number})
        return redirect(f"{reverse('assessment:items')}?whose=own")
    report = api.preview_import(staged=staged, by=user)
    context = {
        "staged": staged,
        "format": FORMAT_NAMES.get(staged.format, staged.format),
        "counts": [(code, words, report.count(code)) for code, words in _outcomes()],
        "lines": [_line(line) for line in report.lines[:MOST_SHOWN]],
        "more": max(len(report.lines) - MOST_SHOWN, 0),
        "problems": [_told(problem) for problem in staged.problems[:MOST_SHOWN]],
        "more_problems": max(len(staged.problems) - MOST_SHOWN, 0),
        "may_write": report.is_written and bool(report.lines) and staged.written_at is None,
        "crumbs": [
            home_crumb(),
            (_("Import a file"), reverse("assessment:import")),
            (staged.name, ""),
        ],
    }
    return render(request, "assessment/import_report.html", context)


def _outcomes() -> list[tuple[str, str]]:
    return [
        (NEW, pgettext("items of a file", "new")),
        (CHANGED, _("with another content")),
        (SAME, _("the same as in the bank")),
        (REFUSED, _("not possible")),
    ]


def _line(line: AddedLine) -> dict[str, str]:
    reason = str(REASONS.get(line.reason, line.reason))
    words = dict(_outcomes())[line.outcome]
    return {"title": line.title, "place": line.place, "outcome": words, "reason": reason}


def _told(problem: dict[str, Any]) -> dict[str, str]:
    return {
        "place": problem["place"],
        "weight": str(WEIGHTS[problem["weight"]]),
        "words": words_for(problem["code"], problem["params"]),
    }


@for_colleagues
@require_safe
def export(request: HttpRequest, user: User) -> HttpResponse:
    """Let a format be chosen for the items of the filter, and say what it cannot express."""
    rows = _chosen(request, user)
    chosen = request.GET.get("format", "")
    is_written = chosen in FORMATS and FORMATS[chosen].write is not None
    written = write_items(rows, chosen) if is_written else None
    query = request.GET.copy()
    query.pop("format", None)
    names = [(name, FORMAT_NAMES[name]) for name in FORMATS if FORMATS[name].write]
    left_out = len(written.left_out) if written else 0
    context = {
        "found": len(rows),
        "count": len(rows) - left_out,
        "left_out": left_out,
        "most": MOST_EXPORTED,
        "formats": [(name, label, name == chosen) for name, label in names],
        "chosen": chosen if written else "",
        "label": FORMAT_NAMES.get(chosen, ""),
        "query": query.urlencode(),
        "problems": _export_problems(written) if written else [],
        "crumbs": [home_crumb(), (_("Export of items"), "")],
    }
    return render(request, "assessment/export.html", context)


@for_colleagues
@require_safe
def download(request: HttpRequest, user: User, form: str) -> HttpResponse:
    """Give the items of the filter as a file."""
    chosen = FORMATS.get(form)
    rows = _chosen(request, user)
    if chosen is None or chosen.write is None or not rows:
        raise Http404
    response = HttpResponse(
        write_items(rows, form).content, content_type="application/octet-stream"
    )
    name = f"items-{form}{chosen.ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _chosen(request: HttpRequest, user: User) -> list[BankItem]:
    found = list_items(user, FilterForm(request.GET).read_filter())
    if item := request.GET.get("item", ""):
        try:
            found = found.filter(uuid=UUID(item))
        except ValueError as error:
            raise Http404 from error
    return list(found[:MOST_EXPORTED])


def _export_problems(written: WrittenFile) -> list[dict[str, Any]]:
    """Return what cannot be said, each thing once, with the items that it is true of."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for problem in written.problems:
        said = (problem.weight.value, words_for(problem.code, problem.params))
        groups.setdefault(said, {})[problem.place] = None
    order = list(WRITTEN_WEIGHTS)
    told = sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    return [
        {"weight": str(WRITTEN_WEIGHTS[weight]), "words": words, "places": list(places)}
        for (weight, words), places in told
    ]
