"""The question about children in the photographs and recordings of a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.api import may
from core.api import now
from learning_objects.api import LearningObject, draft_content, get_object
from moderation import api
from moderation.actions.portraits import TELL_PORTRAIT, Consent, UnknownPicture
from moderation.checks.operators.portraits import told_of
from moderation.checks.pieces import study_content
from moderation.checks.portraits import UNANSWERED, missing_of, shown_in
from moderation.models import Portrait
from moderation.rule_forms import PortraitForm
from moderation.rules import SEE_HISTORY
from moderation.states import SUBMIT
from moderation.views.access import signed_in

REST = "rest"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def portraits(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show every photograph and recording of a draft; take the answer about one, or the rest."""
    found = get_object(uuid=uuid)
    if found is None or found.is_received or not _may_see(request, found):
        raise Http404
    typed: dict[str, PortraitForm] = {}
    if request.method == "POST":
        if not may(request.user, TELL_PORTRAIT, found):
            raise PermissionDenied
        if _taken(request, found, typed):
            return redirect("moderation:portraits", uuid)
    return render(request, "moderation/portraits.html", _context(request, found, typed))


def _may_see(request: HttpRequest, found: LearningObject) -> bool:
    """The authors, and the experts who review it."""
    if may(request.user, SUBMIT, found):
        return True
    submission = api.submission_of(found.uuid)
    return submission is not None and may(request.user, SEE_HISTORY, submission)


def _taken(request: HttpRequest, found: LearningObject, typed: dict[str, PortraitForm]) -> bool:
    """Keep the answer; else leave the form with what was typed in ``typed``."""
    key = request.POST.get("key", "")
    if key == REST:
        api.tell_rest_shows_nobody(learning_object=found, by=signed_in(request), now=now())
        messages.success(request, _("Thank you, this is recorded."))
        return True
    form = PortraitForm(request.POST, prefix=_prefix(key))
    typed[key] = form
    if not form.is_valid():
        return False
    try:
        api.tell_portrait(
            learning_object=found,
            key=key,
            recognisable=form.cleaned_data["answer"] != PortraitForm.NOBODY,
            consent=_consent(form),
            by=signed_in(request),
            now=now(),
        )
    except UnknownPicture as error:
        raise Http404 from error
    except ValueError as error:
        form.add_error("consent_on", str(error))
        return False
    messages.success(request, _("Thank you, this is recorded."))
    return True


def _prefix(key: str) -> str:
    """Return a name for the fields of one form: a key holds colons."""
    return "of-" + key.replace(":", "-")


def _consent(form: PortraitForm) -> Consent | None:
    given = form.cleaned_data
    if given["answer"] != PortraitForm.CONSENT:
        return None
    return Consent(given["consent_by"], given["consent_on"], given["kept_where"])


def _context(
    request: HttpRequest, found: LearningObject, typed: dict[str, PortraitForm]
) -> dict[str, Any]:
    own = may(request.user, SUBMIT, found)
    back = reverse("cabinet:object", args=[found.uuid])
    shown = shown_in(study_content(found.kind, draft_content(found), found.uuid))
    told = told_of(shown)
    missing = missing_of(shown, told)
    way = [(_("My materials"), reverse("cabinet:list")), (found.draft_title, back)] if own else []
    return {
        "object": found,
        "may_tell": may(request.user, TELL_PORTRAIT, found),
        "back_url": back if own else "",
        "crumbs": [*way, (_("Children in pictures and recordings"), "")],
        "unanswered": sum(what == UNANSWERED for what in missing.values()),
        "rest": REST,
        "shown": [
            {
                "id": _prefix(item.key),
                "item": item,
                "missing": missing[item.key],
                "told": told.get(item.key),
                "form": typed.get(item.key) or _form_of(item.key, told.get(item.key)),
            }
            for item in shown
        ],
    }


def _form_of(key: str, portrait: Portrait | None) -> PortraitForm:
    initial: dict[str, Any] = {}
    if portrait is not None:
        agreed = PortraitForm.CONSENT if portrait.consent_by else PortraitForm.NO_CONSENT
        initial = {
            "answer": agreed if portrait.recognisable else PortraitForm.NOBODY,
            "consent_by": portrait.consent_by,
            "consent_on": portrait.consent_on,
            "kept_where": portrait.kept_where,
        }
    return PortraitForm(initial=initial, prefix=_prefix(key))
