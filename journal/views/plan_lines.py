"""One lesson of a plan: its topic is accepted, chosen anew, or the lesson is left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.api import User
from core.api import now
from journal import api
from journal.models import LessonPlan
from journal.plans.data import COLUMNS, PlanLine
from journal.plans.forms import ChooseForm
from journal.plans.pages import likely_topics
from journal.plans.presenting import line_view
from journal.views.access import signed_in
from journal.views.plans import UNPROCESSABLE, attempt, own_plan


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_line(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Show one lesson with the topics that its words may mean, and take the choice."""
    plan, person = own_plan(request, uuid), signed_in(request)
    line = _line_or_404(plan, number)
    if request.method != "POST":
        return _page(request, plan, line, ChooseForm(plan=plan, initial={"topic": line.topic}))
    verb = request.POST.get("verb", "choose")
    if verb in VERBS:
        attempt(request, partial(VERBS[verb], plan, number, person))
        return _back(plan, number)
    data = request.POST.copy()
    if request.POST.get("suggested"):
        data["topic"] = request.POST["suggested"]
    form = ChooseForm(data, plan=plan)
    if form.is_valid():
        topic = form.cleaned_data["topic"]
        act = partial(api.choose_topic, plan=plan, number=number, topic=topic, by=person, now=now())
        if attempt(request, act):
            return _back(plan, number)
    return _page(request, plan, line, form, UNPROCESSABLE)


def _line_or_404(plan: LessonPlan, number: int) -> PlanLine:
    if plan.state == COLUMNS:
        raise Http404
    for line in plan.read_lines():
        if line.number == number:
            return line
    raise Http404


def _page(
    request: HttpRequest, plan: LessonPlan, line: PlanLine, form: ChooseForm, status: int = 200
) -> HttpResponse:
    address = reverse("journal:plan", args=[plan.uuid])
    context = {
        "plan": plan,
        "view": line_view(plan, line),
        "form": form,
        "suggestions": likely_topics(plan, line),
        "plan_url": address,
        "breadcrumbs": [
            (_("Plans of a year"), reverse("journal:plans")),
            (f"{plan.group.title}, {plan.subject_title}", address),
            (_("Lesson %(number)d") % {"number": line.number}, ""),
        ],
    }
    return render(request, "journal/plan_line.html", context, status=status)


def _back(plan: LessonPlan, number: int) -> HttpResponse:
    return redirect(f"{reverse('journal:plan', args=[plan.uuid])}?at={number}#line-{number}")


def _accept(plan: LessonPlan, number: int, person: User) -> None:
    api.accept_lines(plan=plan, numbers={number}, by=person, now=now())


def _leave(plan: LessonPlan, number: int, person: User) -> None:
    api.leave_out(plan=plan, number=number, by=person, now=now())


def _take(plan: LessonPlan, number: int, person: User) -> None:
    api.take_in(plan=plan, number=number, by=person, now=now())


VERBS: dict[str, Callable[[LessonPlan, int, User], None]] = {
    "accept": _accept,
    "leave": _leave,
    "take": _take,
}
