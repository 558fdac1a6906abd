"""Pages of referrals: the list, a proposal, one referral with its answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.api import may
from core.api import now
from moderation.data import CLAIMED
from moderation.fields import LongText
from moderation.forms import subject_name
from moderation.institutes.views.access import refusal_of
from moderation.models import Referral
from moderation.referrals import actions
from moderation.referrals.data import PREPARED, SENT
from moderation.referrals.queries import (
    IN,
    OUT,
    WAYS,
    answer_of,
    get_referral,
    referrals_of,
)
from moderation.referrals.rules import PREPARE, SEE_REFERRAL
from moderation.referrals.states import END, SEND_UP
from moderation.rules import SEE
from moderation.views.access import signed_in, submission_or_404
from moderation.views.queue import expert_or_403

PAGE_SIZE = 30
LABELS = {
    "": gettext_lazy("All"),
    OUT: gettext_lazy("Sent by us"),
    IN: gettext_lazy("Received by us"),
}


class NoteForm(forms.Form):
    """What the central institute is asked."""

    note = LongText(
        max_length=actions.NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=gettext_lazy("What the central institute is asked"),
        help_text=gettext_lazy(
            "Why your institute does not decide itself, and what to look at. Its experts read it."
        ),
    )


@login_required
@require_GET
def referrals(request: HttpRequest) -> HttpResponse:
    """Show what the person's institutes have sent up or received."""
    user = expert_or_403(request)
    way = request.GET.get("way", "")
    found = referrals_of(user, way=way if way in WAYS else "")
    here = reverse("moderation:referrals")
    context = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "tabs": [
            (label, f"{here}?way={code}" if code else here, code == way, None)
            for code, label in LABELS.items()
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "moderation/referrals/list.html", context)


def _crumbs(*ends: tuple[str, str]) -> list[tuple[str, str]]:
    trail = [(_("Review queue"), reverse("moderation:queue"))]
    return [*trail, (_("Sent up"), reverse("moderation:referrals")), *ends]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Propose to send a work up; a chief may send it at once."""
    found, user = submission_or_404(request, uuid), signed_in(request)
    if not may(user, PREPARE, found):
        raise PermissionDenied
    form = NoteForm(request.POST or None)
    made: list[Referral] = []
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(
            lambda: made.append(
                actions.prepare_referral(
                    submission=found, note=form.cleaned_data["note"], by=user, now=now()
                )
            )
        )
        if not refused:
            messages.success(request, _("The proposal is written; a chief sends it."))
            return redirect("moderation:referral", made[0].uuid)
        form.add_error("note", refused)
    title = _("Send up to the central institute")
    context = {
        "form": form,
        "title": title,
        "submission": found,
        "submit": _("Propose"),
        "crumbs": _crumbs((title, "")),
    }
    return render(request, "moderation/ask.html", context)


def _referral_or_404(request: HttpRequest, uuid: UUID) -> Referral:
    found = get_referral(uuid=uuid)
    if found is None or not may(request.user, SEE_REFERRAL, found):
        raise Http404
    return found


@login_required
@require_GET
def referral(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one referral: what was asked, where it stands, the answer with its remarks."""
    found = _referral_or_404(request, uuid)
    letter, remarks = answer_of(found)
    context: dict[str, Any] = {
        "referral": found,
        "submission": found.submission,
        "subject_name": subject_name(found.submission.subject_uuid),
        "letter": letter,
        "remarks": remarks,
        "is_worked_on": found.submission.state == CLAIMED,
        "may_send": found.state == PREPARED and may(request.user, SEND_UP, found),
        "may_withdraw": found.state in (PREPARED, SENT) and may(request.user, END, found),
        "may_review": may(request.user, SEE, found.submission),
        "crumbs": _crumbs((found.submission.title, "")),
    }
    return render(request, "moderation/referrals/referral.html", context)


@login_required
@require_POST
def send(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put the work into the queue of the central institute."""
    found, user = _referral_or_404(request, uuid), signed_in(request)
    refused = refusal_of(lambda: actions.send_referral(referral=found, by=user, now=now()))
    return _told(request, uuid, refused, _("The work is with the central institute now."))


@login_required
@require_POST
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the proposal or the work back."""
    found, user = _referral_or_404(request, uuid), signed_in(request)
    refused = refusal_of(lambda: actions.withdraw_referral(referral=found, by=user, now=now()))
    return _told(request, uuid, refused, _("It is back in the queue of your institute."))


def _told(request: HttpRequest, uuid: UUID, refused: str, success: str) -> HttpResponse:
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, success)
    return redirect("moderation:referral", uuid)
