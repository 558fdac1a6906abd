"""The review screen: the object as a reader meets it, remarks, changes, checks, the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from accounts.api import User, may
from core.api import now
from learning_objects import api as objects
from moderation import api
from moderation.data import CLAIMED
from moderation.forms import ReplyForm, subject_name
from moderation.models import Submission
from moderation.places import outline
from moderation.states import ASSIGN, HAND_OVER, RELEASE
from moderation.views.access import (
    attempt,
    cabinet_address,
    first_error,
    remark_or_404,
    signed_in,
    submission_or_404,
)
from moderation.views.changes import changes_context
from moderation.views.decision_context import decision_context
from moderation.views.desk import remark_context, remark_form

# The ways to look at the object: the code in the address, the tab's name, the renderer's mode.
VIEWS = {
    "page": (gettext_lazy("As the teacher reads it"), "review"),
    "board": (gettext_lazy("Board"), "board"),
    "tablet": (gettext_lazy("Pupil's tablet"), "tablet"),
    "changes": (gettext_lazy("What changed"), ""),
    "checks": (gettext_lazy("Checks"), ""),
}
# Fields that the public page shows around the content, so that the renderer leaves them out.
PASSPORT = ("summary", "topics", "tags", "length_minutes", "language", "licence")
VERBS: dict[str, Callable[..., object]] = {
    "resolve": api.resolve_remark,
    "reopen": api.reopen_remark,
    "withdraw": api.withdraw_remark,
}


@login_required
@require_GET
def submission(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one submission to an expert of its subject."""
    return show_screen(request, submission_or_404(request, uuid))


def show_screen(request: HttpRequest, found: Submission, **typed: Any) -> HttpResponse:
    """Show the review screen; ``typed`` is what a refused form had in it, so that it stays."""
    view = request.GET.get("view", "page")
    if view not in VIEWS:
        raise Http404
    content = api.content_of(found)
    context = {
        **remark_context(request, found, content),
        **_view_context(found, content, view),
        "content_title": content["title"],
        "subject_name": subject_name(found.subject_uuid),
        "timeline": timeline_of(found.object_uuid, seen_by=signed_in(request)),
        "crumbs": [(_("Review queue"), reverse("moderation:queue")), (content["title"], "")],
        "is_overdue": api.is_overdue(found, now=now()),
        "may_give": may(request.user, ASSIGN, found)
        or (found.state == CLAIMED and may(request.user, HAND_OVER, found)),
        "may_release": found.state == CLAIMED and may(request.user, RELEASE, found),
        **decision_context(request, found, **typed),
    }
    return render(request, "moderation/submission.html", context)


def _view_context(found: Submission, content: dict[str, Any], view: str) -> dict[str, Any]:
    """Return what the chosen tab shows."""
    here = reverse("moderation:submission", args=[found.uuid])
    context: dict[str, Any] = {
        "view": view,
        "tabs": [  # whole addresses: a refused form shows this screen at its own address
            (label, f"{here}?view={code}", code == view, None)
            for code, (label, _mode) in VIEWS.items()
        ],
    }
    mode = VIEWS[view][1]
    if view == "page":
        context["passport"] = [place for place in outline(content) if place.field in PASSPORT]
    if mode:
        context["rendered"] = objects.render_content(
            content, kind=found.kind, mode=mode, anchored=True
        )
    elif view == "changes":
        context |= changes_context(found, content)
    else:
        context["place_base"] = f"{here}?view=page#"
        context["findings"] = objects.check_content(
            kind=found.kind, content=content, object_uuid=found.object_uuid
        )
    return context


def timeline_of(object_uuid: UUID, *, seen_by: User) -> list[dict[str, Any]]:
    """Return the object's history as the timeline component shows it."""
    tones = {
        "moderation.return": "warning",
        "moderation.approve": "success",
        "moderation.reject": "danger",
    }
    return [
        {
            "what": item.label,
            "who": item.person_name,
            "when": item.at,
            "text": item.text,
            "tone": tones.get(item.action),
        }
        for item in api.history_of(object_uuid, seen_by=seen_by).items
    ]


@login_required
@require_POST
def claim(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Claim the submission, or prolong one's own claim."""
    found, person = submission_or_404(request, uuid), signed_in(request)
    attempt(
        request,
        lambda: api.claim(submission=found, by=person, now=now()),
        _("The submission is yours for two hours; every remark prolongs that."),
    )
    return redirect("moderation:submission", uuid)


@login_required
@require_POST
def add_remark(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a remark; with htmx only the list of remarks comes back."""
    found, person = submission_or_404(request, uuid), signed_in(request)
    content = api.content_of(found)
    form = remark_form(request, found, content, request.POST)
    done = form.is_valid() and attempt(
        request,
        lambda: api.add_remark(submission=found, by=person, now=now(), **form.arguments()),
        _("The remark is added."),
    )
    if not request.htmx:  # type: ignore[attr-defined]
        if form.errors:
            messages.error(request, _("The remark is not added: see what is marked in its form."))
        if not done:
            return show_screen(request, fresh(found), remark_form=form)
        return redirect(f"{reverse('moderation:submission', args=[uuid])}#remarks")
    context = remark_context(request, found, content, None if done else form)
    return render(request, "moderation/_remarks.html", context)


@login_required
@require_POST
def settle_remark(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """Confirm, reopen or withdraw a remark as the expert at work."""
    remark, person = remark_or_404(request, uuid), signed_in(request)
    if verb not in VERBS:
        raise Http404
    attempt(request, lambda: VERBS[verb](remark=remark, by=person, now=now()))
    address = reverse("moderation:submission", args=[remark.submission.uuid])
    return redirect(f"{address}#remark-{uuid}")


@login_required
@require_POST
def reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer a remark, as the expert or as the author."""
    remark, person = remark_or_404(request, uuid), signed_in(request)
    form = ReplyForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        attempt(
            request,
            lambda: api.add_reply(remark=remark, text=text, by=person, now=now()),
            _("The answer is added."),
        )
    else:
        messages.error(request, first_error(form))
    if objects.is_author(person, remark.submission.learning_object):
        return redirect(cabinet_address(remark))
    address = reverse("moderation:submission", args=[remark.submission.uuid])
    return redirect(f"{address}#remark-{uuid}")


def fresh(found: Submission) -> Submission:
    """Return the submission as it stands after something was refused."""
    return api.get_submission(uuid=found.uuid) or found
