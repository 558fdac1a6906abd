"""The rubrics of an institute: each change is a new version, made from the last one."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.api import now
from learning_objects.data import KIND_LABELS
from moderation.actions.rubrics import ensure_rubric, revise_rubric
from moderation.data import STAGES
from moderation.institutes.forms import BaseRubricFormSet, RubricFormSet
from moderation.institutes.queries import (
    criteria_in_force,
    known_codes,
    rubric_versions,
    rubrics_of,
    shipped_criteria,
)
from moderation.institutes.views.access import managed_or_404, page_of, refusal_of
from moderation.models import Institute, Rubric, Submission
from moderation.rubric_form import words_of


@login_required
@require_GET
def rubrics(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show which rubric is in force for every stage and kind."""
    _user, found = managed_or_404(request, uuid)
    own = rubrics_of(found)
    groups = [
        (Submission.Stage(stage).label, [_line(own, stage, kind) for kind in KIND_LABELS])
        for stage in STAGES
    ]
    context = {**page_of(found, "institute_rubrics"), "groups": groups}
    return render(request, "moderation/institutes/rubrics.html", context)


def _line(own: dict[tuple[str, str], Rubric], stage: str, kind: str) -> dict[str, Any]:
    rubric = own.get((stage, kind))
    criteria = rubric.criteria if rubric else shipped_criteria(stage, kind)
    return {
        "stage": stage,
        "kind": kind,
        "label": KIND_LABELS[kind],
        "number": rubric.number if rubric else 1,
        "made_at": rubric.made_at if rubric and rubric.made_by_uuid else None,
        "length": len(criteria),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rubric(request: HttpRequest, uuid: UUID, stage: str, kind: str) -> HttpResponse:
    """Write the next version of a rubric, look at it first, read the versions before."""
    user, found = managed_or_404(request, uuid)
    if stage not in STAGES or kind not in KIND_LABELS:
        raise Http404
    versions = rubric_versions(found, stage, kind)
    criteria = criteria_in_force(versions, stage, kind)
    formset = cast(
        "BaseRubricFormSet", RubricFormSet(request.POST or None, initial=criteria, prefix="c")
    )
    written: list[dict[str, Any]] = []
    refused = ""
    if request.method == "POST" and formset.is_valid():
        written = formset.criteria(known=known_codes(versions, criteria))
        if "preview" not in request.POST:
            last = ensure_rubric(institute=found, kind=kind, stage=stage)
            refused = refusal_of(
                lambda: revise_rubric(rubric=last, criteria=written, by=user, now=now())
            )
            if not refused:
                messages.success(request, _("The new version is in force for the next votes."))
                return redirect("moderation:institute_rubric", uuid, stage, kind)
    context = {
        **_heading(found, stage, kind),
        "formset": formset,
        "refused": refused,
        "preview": [_shown(item) for item in written],
        "versions": [(item, [_shown(each) for each in item.criteria]) for item in versions],
    }
    return render(request, "moderation/institutes/rubric.html", context)


def _heading(found: Institute, stage: str, kind: str) -> dict[str, Any]:
    title = f"{str(KIND_LABELS[kind]).capitalize()}: {Submission.Stage(stage).label}"
    back = reverse("moderation:institute_rubrics", args=[found.uuid])
    crumbs = ((_("Rubrics"), back), (title, ""))
    return {**page_of(found, "institute_rubrics", *crumbs), "title": title, "back_url": back}


def _shown(criterion: dict[str, Any]) -> dict[str, str]:
    """Return a criterion as experts read it."""
    parts = ("fault", "hint")
    return {"text": words_of(criterion), **{name: words_of(criterion, name) for name in parts}}
