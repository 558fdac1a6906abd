"""Pages of control items: the list, making one, one with its results."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.api import User, may
from core.api import now
from moderation import api
from moderation.actions.rubrics import ensure_rubric
from moderation.data import CONTROL_VERDICTS, METHODICAL
from moderation.models import Control, Decision, VoteReason
from moderation.quality.dashboard import reason_words
from moderation.quality.expert_tables import control_table, result_table
from moderation.quality.experts import results_within
from moderation.quality.forms import ControlForm
from moderation.rules import MAKE_CONTROL, SEE_QUALITY
from moderation.views.access import refusal_of, signed_in
from moderation.views.quality import PAGE_SIZE, Asked, frame_of, read_question
from ui.api import format_day

A_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def chief_or_403(request: HttpRequest) -> User:
    """Return the person if control items are theirs to make."""
    user = signed_in(request)
    if not may(user, MAKE_CONTROL):
        raise PermissionDenied
    return user


def control_or_404(request: HttpRequest, uuid: UUID) -> Control:
    """Return a control item of an institute whose figures one sees; else it does not exist."""
    found = Control.objects.select_related("submission", "institute", "made_by").filter(uuid=uuid)
    control = found.first()
    if control is None or not may(request.user, SEE_QUALITY, control.institute):
        raise Http404
    return control


@login_required
@require_GET
def controls(request: HttpRequest) -> HttpResponse:
    """Show the control items and how experts judged them."""
    asked: Asked = read_question(request)
    right = Count("results", filter=Q(results__is_right=True))
    found = (
        Control.objects.filter(institute=asked.institute)
        .annotate(number=Count("results"), right=right)
        .order_by("-id")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    results = results_within(asked.institute, asked.period).order_by("-at", "-id")
    context = {
        "may_make": may(asked.user, MAKE_CONTROL),
        **frame_of(asked, "controls", _("Control items")),
        "page": page,
        "items": control_table(page.object_list),
        "tables": [result_table(results.select_related("by", "control")[:PAGE_SIZE])],
    }
    return render(request, "moderation/quality/controls.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_control(request: HttpRequest) -> HttpResponse:
    """Choose a decided revision of an object and say what an expert should find in it."""
    user = chief_or_403(request)
    typed = request.GET.get("object", "").strip()
    context: dict[str, Any] = {"typed": typed, "crumbs": _crumbs(_("New control item"))}
    decisions = _decisions(user, typed)
    if typed and not decisions:
        context["error"] = _(
            "No decision about a draft was found under this address. Copy the address of the object"
            " page or of its review."
        )
    if not decisions:
        return render(request, "moderation/quality/new_control.html", context)
    form = _control_form(request, decisions)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        chosen = next(item for item in decisions if item.pk == facts.pop("decision"))
        refused = refusal_of(lambda: api.make_control(decision=chosen, by=user, now=now(), **facts))
        if not refused:
            messages.success(request, _("The control item is in the queue."))
            return redirect("moderation:controls")
        form.add_error(None, refused)
    context |= {"form": form, "title_of_object": decisions[0].submission.title}
    return render(request, "moderation/quality/new_control.html", context)


def _crumbs(*ends: str) -> list[tuple[str, str]]:
    return [
        (_("Review queue"), reverse("moderation:queue")),
        (_("Control items"), reverse("moderation:controls")),
        *((end, "") for end in ends),
    ]


def _decisions(user: User, typed: str) -> list[Decision]:
    """Return the newest decisions about drafts of the object whose address was typed."""
    match = A_UUID.search(typed)
    if match is None:
        return []
    found = UUID(match.group())
    rows = (
        Decision.objects.filter(
            Q(submission__object_uuid=found) | Q(submission__uuid=found),
            verdict__in=CONTROL_VERDICTS,
        )
        .select_related("submission__institute", "submission__submitted_by")
        .order_by("-id")[:20]
    )
    return [row for row in rows if may(user, MAKE_CONTROL, row.submission)]


def _control_form(request: HttpRequest, decisions: list[Decision]) -> ControlForm:
    """Return the form, filled with what was decided about the newest revision."""
    first = decisions[0]
    source = first.submission
    rubric = ensure_rubric(institute=source.institute, kind=source.kind, stage=METHODICAL)
    words = reason_words(source.institute)
    reasons = VoteReason.objects.filter(
        vote__submission=source, vote__round=first.round, vote__is_appeal=first.is_appeal
    )
    known = set(reasons.values_list("code", flat=True)) & set(rubric.codes)
    return ControlForm(
        request.POST or None,
        decisions=[(item.pk, _decision_words(item)) for item in decisions],
        criteria=[(code, words.get(code, code)) for code in rubric.codes],
        initial={
            "decision": first.pk,
            "verdict": first.verdict,
            "failed": sorted(known) if first.verdict != "approve" else [],
            "wanted": 1,
        },
    )


def _decision_words(decision: Decision) -> str:
    facts = {
        "round": decision.round,
        "verdict": decision.get_verdict_display(),
        "day": format_day(decision.at),
    }
    return _("round %(round)s, %(day)s: %(verdict)s") % facts


@login_required
@require_GET
def control(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one control item, what should be found, and what experts found."""
    found = control_or_404(request, uuid)
    words = reason_words(found.institute)
    results = found.results.select_related("by", "control")
    context = {
        "control": found,
        "may_end": not found.ended_at and may(request.user, MAKE_CONTROL, found),
        "faults": [words.get(code, code) for code in found.failed],
        "results": result_table(results),
        "crumbs": _crumbs(found.title),
    }
    return render(request, "moderation/quality/control.html", context)


@login_required
@require_POST
def end_control(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a control item out of the queue."""
    found, user = control_or_404(request, uuid), chief_or_403(request)
    api.end_control(control=found, by=user, now=now())
    messages.success(request, _("The control item is out of the queue; its results stay."))
    return redirect("moderation:control", uuid)
