"""Plans from spreadsheets: the list, a plan, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.api import User, may, require
from accounts.errors import NotAllowed
from core.api import now
from journal import api
from journal.models import LessonPlan
from journal.plans.data import COLUMNS
from journal.plans.forms import ColumnsForm, SourceForm
from journal.plans.pages import columns_context, columns_form, plan_context
from journal.plans.states import PLAN
from journal.plans.timetable import courses_of
from journal.plans.words import REFUSALS, words_for
from journal.rules import TEACH
from journal.views.access import signed_in
from school.api import school_day, school_year, schools_now

UNPROCESSABLE = 422
PAGE_SIZE = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_plans(request: HttpRequest) -> HttpResponse:
    """Show the teacher's plans, and take a new one."""
    person = signed_in(request)
    require(person, TEACH)
    courses = courses_of(person, _year(person))
    form = SourceForm(request.POST or None, request.FILES or None, courses=courses)
    if request.method == "POST" and form.is_valid():
        plan = _start(request, form, person)
        if plan is not None:
            return redirect("journal:plan", plan.uuid)
    plans = LessonPlan.objects.filter(teacher=person).select_related("group").defer("table")
    context = {
        "form": form,
        "courses": courses,
        "page_obj": Paginator(plans, PAGE_SIZE).get_page(request.GET.get("page")),
        "breadcrumbs": [(_("My lessons"), reverse("journal:week")), (_("Plans of a year"), "")],
    }
    refused = request.method == "POST"
    return render(request, "journal/plans.html", context, status=UNPROCESSABLE if refused else 200)


def _year(person: User) -> int:
    moment = now()
    schools = schools_now(person, now=moment)
    return school_year(school_day(schools[0], moment) if schools else moment.date())


def _start(request: HttpRequest, form: SourceForm, person: User) -> LessonPlan | None:
    file = form.cleaned_data["file"]
    try:
        return api.start_plan(
            course=form.course_chosen(),
            content=file.read() if file else b"",
            text=form.cleaned_data["text"],
            source=file.name if file else "",
            by=person,
            now=now(),
        )
    except NotAllowed as error:
        raise PermissionDenied from error
    except REFUSALS as error:
        form.add_error("file" if file else "text", words_for(error))
        return None


def own_plan(request: HttpRequest, uuid: UUID) -> LessonPlan:
    """Return a plan of the person's own; another's does not exist."""
    plans = LessonPlan.objects.select_related("group__school", "group__parent", "teacher")
    plan = plans.filter(uuid=uuid).first()
    if plan is None or not may(request.user, PLAN, plan):
        raise Http404
    return plan


@never_cache
@login_required
@require_safe
def show_plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the columns of the table, or the lessons with their topics."""
    plan, person = own_plan(request, uuid), signed_in(request)
    if plan.state == COLUMNS:
        return _columns_page(request, plan, columns_form(plan))
    context = {**plan_context(request.GET, plan, person), "breadcrumbs": _breadcrumbs(plan)}
    return render(request, "journal/plan.html", context)


def _columns_page(
    request: HttpRequest, plan: LessonPlan, form: ColumnsForm, status: int = 200
) -> HttpResponse:
    context = {**columns_context(plan, form), "breadcrumbs": _breadcrumbs(plan)}
    return render(request, "journal/plan_columns.html", context, status=status)


def _breadcrumbs(plan: LessonPlan) -> list[tuple[str, str]]:
    return [
        (_("My lessons"), reverse("journal:week")),
        (_("Plans of a year"), reverse("journal:plans")),
        (f"{plan.group.title}, {plan.subject_title}", ""),
    ]


@login_required
@require_POST
def change_plan(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Lay, accept, write, undo, go back to the columns, or delete."""
    if verb != "lay" and verb not in VERBS:
        raise Http404
    plan, person = own_plan(request, uuid), signed_in(request)
    if verb == "lay":
        return _lay(request, plan, person)
    act, place = VERBS[verb]
    attempt(request, partial(act, request, plan, person))
    return redirect(reverse(place, args=[plan.uuid] if place == "journal:plan" else []))


def _lay(request: HttpRequest, plan: LessonPlan, person: User) -> HttpResponse:
    form = columns_form(plan, request.POST)
    if not form.is_valid():
        return _columns_page(request, plan, form, UNPROCESSABLE)
    fields, first = form.chosen(), form.cleaned_data["first"]
    act = partial(api.lay_plan, plan=plan, fields=fields, first=first, by=person, now=now())
    if not attempt(request, act):
        return _columns_page(request, plan, form, UNPROCESSABLE)
    return redirect("journal:plan", plan.uuid)


def attempt(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do it and tell a refusal; returns whether it went well."""
    try:
        act()
    except NotAllowed as error:
        raise PermissionDenied from error
    except REFUSALS as error:
        messages.error(request, words_for(error))
        return False
    return True


def _accept(request: HttpRequest, plan: LessonPlan, person: User) -> None:
    """Accept all, or those that are sure or likely."""
    numbers = None
    if request.POST.get("which") == "sure":
        numbers = {line.number for line in plan.read_lines() if not line.needs_a_look}
    done = api.accept_lines(plan=plan, numbers=numbers, by=person, now=now())
    words = ngettext("%(number)d topic is accepted.", "%(number)d topics are accepted.", done)
    messages.success(request, words % {"number": done})


def _write(request: HttpRequest, plan: LessonPlan, person: User) -> None:
    try:
        start = UUID(request.POST.get("start", ""))
    except ValueError:
        start = None
    replacing = request.POST.get("replacing") == "on"
    report = api.write_plan(plan=plan, start=start, replacing=replacing, by=person, now=now())
    words = [_told(report.written)]
    if report.kept:
        kept = ngettext(
            "%(number)d lesson had a topic already and keeps it.",
            "%(number)d lessons had a topic already and keep it.",
            report.kept,
        )
        words.append(kept % {"number": report.kept})
    messages.add_message(
        request, messages.SUCCESS if report.written else messages.WARNING, " ".join(words)
    )


def _told(written: int) -> str:
    """Return on how many lessons a plan was written, or that it was on none."""
    if not written:
        return _("Nothing was written.")
    words = ngettext(
        "The plan is written on %(number)d lesson.",
        "The plan is written on %(number)d lessons.",
        written,
    )
    return words % {"number": written}


def _undo(request: HttpRequest, plan: LessonPlan, person: User) -> None:
    report = api.undo_plan(plan=plan, by=person, now=now())
    words = ngettext(
        "%(number)d lesson is as it was before.",
        "%(number)d lessons are as they were before.",
        report.restored,
    ) % {"number": report.restored}
    if report.changed:
        changed = ngettext(
            "%(number)d lesson was changed since and stays as it is.",
            "%(number)d lessons were changed since and stay as they are.",
            report.changed,
        )
        words = f"{words} {changed % {'number': report.changed}}"
    messages.success(request, words)


def _columns(request: HttpRequest, plan: LessonPlan, person: User) -> None:
    api.choose_columns(plan=plan, by=person, now=now())


def _delete(request: HttpRequest, plan: LessonPlan, person: User) -> None:
    api.delete_plan(plan=plan, by=person, now=now())
    messages.success(request, DELETED)


DELETED = gettext_lazy("The plan is deleted. What was written from it stays on the lessons.")
Act = Callable[[HttpRequest, LessonPlan, User], None]
# What each verb does, and where it leads.
VERBS: dict[str, tuple[Act, str]] = {
    "accept": (_accept, "journal:plan"),
    "write": (_write, "journal:plan"),
    "undo": (_undo, "journal:plan"),
    "columns": (_columns, "journal:plan"),
    "delete": (_delete, "journal:plans"),
}
