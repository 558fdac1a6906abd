"""The page of ready texts: one's own, and those of the institute."""

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

from accounts.api import may
from core.api import now
from moderation import api
from moderation.canned_forms import CannedForm
from moderation.models import CannedRemark
from moderation.rules import KEEP_TEXT
from moderation.views.access import attempt, refusal_of, signed_in
from moderation.views.queue import expert_or_403


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest) -> HttpResponse:
    """Show the ready texts that one is offered (GET), keep a new one (POST)."""
    user = expert_or_403(request)
    form = CannedForm(request.POST or None, institutes=api.kept_institutes(user))
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(lambda: api.keep_text(by=user, now=now(), **form.facts()))
        if not refused:
            messages.success(request, _("Saved."))
            return redirect("moderation:texts")
        form.add_error("text", refused)
    return _page(request, form)


def _page(
    request: HttpRequest, form: CannedForm, changed: UUID | None = None, **forms: CannedForm
) -> HttpResponse:
    """Show the page; ``changed`` is the text whose form was refused."""
    user = signed_in(request)
    listed = api.texts_of(user)
    institutes = list(api.kept_institutes(user))
    keeps = {institute.pk for institute in institutes}
    taken = {text.institute_id for text in listed}
    context = {
        "form": form,
        "own": [_row(text, changed, forms) for text in listed if text.owner_id],
        "shared": [
            _row(text, changed, forms) if text.institute_id in keeps else {"text": text}
            for text in listed
            if text.institute_id
        ],
        "empty": [institute for institute in institutes if institute.pk not in taken],
        "crumbs": [(_("Review queue"), reverse("moderation:queue")), (_("Ready remarks"), "")],
    }
    return render(request, "moderation/texts.html", context)


def _row(text: CannedRemark, changed: UUID | None, forms: dict[str, Any]) -> dict[str, Any]:
    """Return a text that one may change, with its form: the refused one where there is one."""
    facts = {"text": text.text, "severity": text.severity, "kind": text.kind}
    form = CannedForm(initial=facts, prefix=f"t{text.pk}")
    refused = text.uuid == changed
    return {"text": text, "form": forms["refused"] if refused else form, "open": refused}


def _kept_text_or_404(request: HttpRequest, uuid: UUID) -> CannedRemark:
    found = api.text_of(uuid)
    if found is None or not may(request.user, KEEP_TEXT, found):
        raise Http404
    return found


@login_required
@require_POST
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Reword a ready text that one keeps."""
    found, user = _kept_text_or_404(request, uuid), signed_in(request)
    form = CannedForm(request.POST, prefix=f"t{found.pk}")
    if not form.is_valid():
        blank = CannedForm(institutes=api.kept_institutes(user))
        return _page(request, blank, uuid, refused=form)
    attempt(
        request,
        lambda: api.change_text(canned=found, by=user, **form.facts()),
        _("Saved."),
    )
    return redirect("moderation:texts")


@login_required
@require_POST
def forget(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remove a ready text that one keeps; what was said with it stays."""
    found, user = _kept_text_or_404(request, uuid), signed_in(request)
    attempt(request, lambda: api.forget_text(canned=found, by=user), _("Removed."))
    return redirect("moderation:texts")


@login_required
@require_POST
def add_shipped(request: HttpRequest) -> HttpResponse:
    """Give the institutes that one keeps, and that have no texts, those of the library."""
    user = expert_or_403(request)
    for institute in api.kept_institutes(user):
        api.add_shipped_texts(institute=institute, by=user, now=now())
    return redirect("moderation:texts")
