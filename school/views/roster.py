"""Taking in a list: paste or upload, look at it, then all at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.api import now
from school.actions.roster import RosterEntry, RosterFaulty, check_roster, import_roster
from school.data import RELATION_LABELS, ROLE_LABELS
from school.forms import RosterForm, first_day
from school.frame import school_crumbs
from school.models import School
from school.roster_file import MOST_ROWS, Fault, RosterLine, parse_roster
from school.rules import ADMINISTER
from school.views.access import school_or_404, signed_in, today_in
from school.views.people import show_passwords

EXAMPLE = """Фамилия;Имя;Отчество;Роль;Класс;Логин;Почта;Ученик
Ёлкин;Пётр;Ильич;ученик;8Б;;;
Ёлкина;Мария;Олеговна;мать;8Б;;;Ёлкин Пётр Ильич
Семёнова;Ольга;Викторовна;учитель;;;;"""


@never_cache
@login_required
def import_people(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read a list and show its faults; without any, take everybody in once confirmed."""
    school = school_or_404(request, uuid, ADMINISTER)
    start = first_day(today_in(school).day)
    form = RosterForm(request.POST or None, request.FILES or None, initial=start)
    if request.method != "POST" or not form.is_valid():
        return _screen(request, school, form)
    text, since = form.cleaned_data["text"], form.cleaned_data["since"]
    read = parse_roster(text)
    entries, found = check_roster(school=school, lines=read.lines, since=since)
    faults = sorted([*read.faults, *found], key=lambda fault: fault.line)
    if not faults and "confirmed" in request.POST:
        try:
            made = import_roster(
                school=school, lines=read.lines, since=since, by=signed_in(request), now=now()
            )
        except RosterFaulty as error:
            faults = error.faults
        else:
            return show_passwords(request, school, made)
    again = RosterForm(initial={"text": text, "since": since})
    return _screen(request, school, again, entries=entries, faults=faults)


def _screen(
    request: HttpRequest,
    school: School,
    form: RosterForm,
    *,
    entries: list[RosterEntry] | None = None,
    faults: list[Fault] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "school": school,
        "form": form,
        "faults": faults,
        "rows": None if entries is None else [_row(entry) for entry in entries],
        "ready": bool(entries) and not faults,
        "example": EXAMPLE,
        "most_rows": MOST_ROWS,
        "crumbs": school_crumbs(school, (_("A list of people"), "")),
    }
    return render(request, "school/import.html", context)


def _row(entry: RosterEntry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "login": entry.login,
        "role": _role(entry.line),
        "place": entry.group.title if entry.group else entry.line.pupil,
    }


def _role(line: RosterLine) -> str:
    label = RELATION_LABELS[line.relation] if line.relation else ROLE_LABELS[line.role]
    return capfirst(str(label))
