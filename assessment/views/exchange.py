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
from django.utils.translation import gettext_lazy, ngettext, npgettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.api import User, may
from assessment import api
from assessment.actions.importing import entries_of
from assessment.content import interactions_column, item_of, plain
from assessment.data import CHANGED, NEW, REFUSED, SAME, AddedLine, NewItem
from assessment.errors import FormatRefused, ImportGone, ItemsRefused
from assessment.exporting import uuid_of, write_items
from assessment.fields import asked_lines
from assessment.format_names import (
    FORMAT_NAMES,
    REASONS,
    WEIGHTS,
    WRITTEN_WEIGHTS,
    format_choices,
)
from assessment.formats.exchange import Weight, WrittenFile
from assessment.formats.registry import FORMATS
from assessment.formats.samples import SAMPLES
from assessment.interaction_names import names_of
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
TAKEN = (NEW, CHANGED, SAME)
# Of these people read the lines or the rows.
_OF_LINES = ("gift", "aiken", "text", "csv", "xlsx")
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
    samples = [(name, FORMAT_NAMES[name]) for name in SAMPLES]
    crumbs = [home_crumb(), (_("Import a file"), "")]
    context = {"form": form, "samples": samples, "crumbs": crumbs}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "assessment/import.html", context, status=status)


@for_colleagues
@require_safe
def sample(request: HttpRequest, user: User, name: str) -> HttpResponse:
    """Give a file that shows how a format is written."""
    if not may(user, ADD_ITEM):
        raise PermissionDenied
    if name not in SAMPLES:
        raise Http404
    ending, made = SAMPLES[name]
    return _attached(made(), f"sample-{name}{ending}")


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
    return render(request, "assessment/import_report.html", _report_of(staged, user))


def _report_of(staged: ItemImport, user: User) -> dict[str, Any]:
    report = api.preview_import(staged=staged, by=user)
    refused = report.count(REFUSED) + _refused_questions(staged)
    entries = entries_of(staged)[:MOST_SHOWN]
    return {
        "staged": staged,
        "format": FORMAT_NAMES.get(staged.format, staged.format),
        "counts": [
            *((report.count(code), _outcome(code, report.count(code))) for code in TAKEN),
            (refused, _outcome(REFUSED, refused)),
        ],
        "left_out": _lines_left_out(staged),
        "lines": [
            _line(line, entry, staged.format)
            for line, entry in zip(report.lines, entries, strict=False)
        ],
        "more": max(len(report.lines) - MOST_SHOWN, 0),
        "problems": [_told(problem, staged.format) for problem in staged.problems[:MOST_SHOWN]],
        "more_problems": max(len(staged.problems) - MOST_SHOWN, 0),
        "may_write": report.is_written and bool(report.lines) and staged.written_at is None,
        "crumbs": [
            home_crumb(),
            (_("Import a file"), reverse("assessment:import")),
            (staged.name, ""),
        ],
    }


def _outcome(code: str, number: int) -> str:
    """Return what became of so many items; the number itself stands beside."""
    words = {
        NEW: npgettext("items of a file", "new", "new", number),
        CHANGED: _("with another content"),
        SAME: ngettext("the same as in the bank", "the same as in the bank", number),
        REFUSED: pgettext("items of a file", "not taken"),
    }
    return words[code]


def _refused_questions(staged: ItemImport) -> int:
    """Return how many questions of the file are not among its items."""
    refused = (row for row in staged.problems if row["weight"] == Weight.REFUSED)
    return len({row.get("number") or row["place"] for row in refused})


def _lines_left_out(staged: ItemImport) -> int:
    """Return how many lines belong to no question."""
    if staged.format not in _OF_LINES:
        return 0
    lost = (row for row in staged.problems if row["weight"] == Weight.LOST)
    return len({row["place"] for row in lost if row["place"] and not row.get("number", 1)})


def _line(line: AddedLine, entry: NewItem, format_name: str) -> dict[str, Any]:
    item = item_of(entry.item)
    return {
        "title": line.title,
        "place": _place(line.place, 0, format_name),
        "outcome": _outcome(line.outcome, 1),
        "reason": str(REASONS.get(line.reason, line.reason)),
        "kinds": ", ".join(names_of(interactions_column(item))),
        "stimulus": plain(item.stimulus),
        "tags": ", ".join(item.tags),
        "parts": [(plain(part.prompt), asked_lines(part)) for part in item.parts],
    }


def _told(problem: dict[str, Any], format_name: str) -> dict[str, str]:
    return {
        "place": _place(problem["place"], problem.get("number", 0), format_name),
        "weight": str(WEIGHTS[problem["weight"]]),
        "words": words_for(problem["code"], problem["params"]),
    }


def _place(place: str, number: int, format_name: str) -> str:
    """Return where something stands, as people look for it: a line, or which question it is."""
    if place.isdecimal() and not (number and format_name not in _OF_LINES):
        if format_name in _OF_LINES:
            return _("line %(number)s") % {"number": place}
        return _("question %(number)s") % {"number": place}
    if not number:
        return place
    asked = _("question %(number)s") % {"number": number}
    is_known = place == str(number) or uuid_of(place.removesuffix(".xml"))
    return asked if is_known else f"{asked}, {place}"


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
    return _attached(write_items(rows, form).content, f"items-{form}{chosen.ending}")


def _attached(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
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
