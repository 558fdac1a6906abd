"""The author's side: submit, take back, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.api import now
from learning_objects.api import LearningObject, has_unreviewed_changes, run_checks
from learning_objects.data import IN_REVIEW, STOP
from moderation import api
from moderation.actions.planning import panel_of
from moderation.after.forms import AppealForm
from moderation.forms import ReplyForm
from moderation.views.access import (
    attempt,
    cabinet_address,
    first_error,
    own_object_or_404,
    refusal_of,
    remark_or_404,
    signed_in,
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the checks before submission (GET), submit (POST)."""
    learning_object, person = own_object_or_404(request, uuid), signed_in(request)
    if request.method == "POST":
        done = attempt(
            request,
            lambda: api.submit(learning_object=learning_object, by=person, now=now()),
            _("Sent for review. You will see here what the expert says."),
        )
        if done:
            return redirect("cabinet:object", uuid)
        return redirect("moderation:submit", uuid)
    return render(request, "moderation/submit.html", _submit_context(learning_object))


def _submit_context(learning_object: LearningObject) -> dict[str, Any]:
    """Return what an author should know before submitting."""
    findings = run_checks(learning_object)
    return {
        **_way_back(learning_object, _("Send for review")),
        "stops": [finding for finding in findings if finding.level == STOP],
        "hints": [finding for finding in findings if finding.level != STOP],
        "place_base": reverse("studio_objects:edit", args=[learning_object.pk]) + "?place=",
        "in_review": learning_object.state == IN_REVIEW,
        "unchanged": not has_unreviewed_changes(learning_object),
        "open_remarks": api.history_of(learning_object.uuid).open_remarks,
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask (GET) and take the object back from the institute (POST)."""
    learning_object, person = own_object_or_404(request, uuid), signed_in(request)
    submission = api.submission_of(uuid)
    if submission is None or not submission.is_open:
        raise Http404
    if request.method == "POST":
        attempt(
            request,
            lambda: api.recall(submission=submission, by=person, now=now()),
            _("The object is yours again."),
        )
        return redirect("cabinet:object", uuid)
    context = _way_back(learning_object, _("Recall from review"))
    return render(request, "moderation/recall.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the decision and ask why the author does not agree (GET), appeal (POST)."""
    learning_object, person = own_object_or_404(request, uuid), signed_in(request)
    submission = api.submission_of(uuid)
    if submission is None or not api.can_appeal(submission, person):
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        refused = refusal_of(
            lambda: api.appeal(submission=submission, text=text, by=person, now=now())
        )
        if not refused:
            messages.success(request, _("Your appeal is with experts who have not voted on it."))
            return redirect("cabinet:object", uuid)
        form.add_error(None, refused)
    context = {
        "form": form,
        "submission": submission,
        "panel": panel_of(submission),
        **_way_back(learning_object, _("Appeal")),
    }
    return render(request, "moderation/appeal.html", context)


def _way_back(learning_object: LearningObject, here: str) -> dict[str, Any]:
    """Return the object, where it lives in the cabinet, and the breadcrumbs to this page."""
    back = reverse("cabinet:object", args=[learning_object.uuid])
    return {
        "object": learning_object,
        "back_url": back,
        "crumbs": [
            (_("My materials"), reverse("cabinet:list")),
            (learning_object.draft_title, back),
            (here, ""),
        ],
    }


@login_required
@require_POST
def remark_done(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a remark is mended, with an answer if there is one."""
    remark, person = remark_or_404(request, uuid), signed_in(request)
    form = ReplyForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        attempt(
            request,
            lambda: api.mark_remark_done(remark=remark, reply=text, by=person, now=now()),
            _("Marked as mended; the expert will look at it."),
        )
    else:  # marking it without the answer would lose the answer
        messages.error(request, first_error(form))
    return redirect(cabinet_address(remark))
