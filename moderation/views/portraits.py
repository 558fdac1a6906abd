"""The question about children in the pictures of a draft."""

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
from learning_objects.api import LearningObject, blocks_with_places, draft_content, get_object
from media_pipeline.api import get_assets
from moderation import api
from moderation.actions.portraits import TELL_PORTRAIT, Consent
from moderation.checks.operators.portraits import portrait_states
from moderation.models import Portrait
from moderation.rule_forms import PortraitForm
from moderation.rules import SEE_HISTORY
from moderation.states import SUBMIT
from moderation.views.access import signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def portraits(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show every photograph of a draft with its question; take the answer about one."""
    found = get_object(uuid=uuid)
    if found is None or found.is_received or not _may_see(request, found):
        raise Http404
    typed: dict[int, PortraitForm] = {}
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


def _taken(request: HttpRequest, found: LearningObject, typed: dict[int, PortraitForm]) -> bool:
    """Keep the answer; else leave the form with what was typed in ``typed``."""
    number = request.POST.get("image", "")
    image_id = int(number) if number.isdecimal() else 0
    if image_id not in portrait_states(draft_content(found)["body"]):
        raise Http404
    form = PortraitForm(request.POST, prefix=f"image-{image_id}")
    typed[image_id] = form
    if not form.is_valid():
        return False
    try:
        api.tell_portrait(
            learning_object=found,
            image_id=image_id,
            recognisable=form.cleaned_data["answer"] != PortraitForm.NOBODY,
            consent=_consent(form),
            by=signed_in(request),
            now=now(),
        )
    except ValueError as error:
        form.add_error("consent_on", str(error))
        return False
    messages.success(request, _("Thank you, this is recorded."))
    return True


def _consent(form: PortraitForm) -> Consent | None:
    given = form.cleaned_data
    if given["answer"] != PortraitForm.CONSENT:
        return None
    return Consent(given["consent_by"], given["consent_on"], given["kept_where"])


def _context(
    request: HttpRequest, found: LearningObject, typed: dict[int, PortraitForm]
) -> dict[str, Any]:
    own = may(request.user, SUBMIT, found)
    back = reverse("cabinet:object", args=[found.uuid])
    body = draft_content(found)["body"]
    states = portrait_states(body)
    told = {item.image_id: item for item in Portrait.objects.filter(image_id__in=states)}
    images = get_assets(code="image", ids=states)
    places: dict[int, tuple[str, str]] = {}
    for block, place in blocks_with_places(body):
        if block["type"] == "image" and block["value"].get("image") in states:
            places.setdefault(block["value"]["image"], (place, block["value"].get("alt") or ""))
    return {
        "object": found,
        "may_tell": may(request.user, TELL_PORTRAIT, found),
        "back_url": back if own else "",
        "crumbs": [
            *(
                [(_("My materials"), reverse("cabinet:list")), (found.draft_title, back)]
                if own
                else []
            ),
            (_("Children in the pictures"), ""),
        ],
        "pictures": [
            {
                "id": pk,
                "place": place,
                "alt": alt,
                "missing": states[pk],
                "told": told.get(pk),
                "image": images[pk],
                "form": typed.get(pk) or _form_of(pk, told.get(pk)),
            }
            for pk, (place, alt) in places.items()
        ],
    }


def _form_of(image_id: int, portrait: Portrait | None) -> PortraitForm:
    initial: dict[str, Any] = {}
    if portrait is not None:
        agreed = PortraitForm.CONSENT if portrait.consent_by else PortraitForm.NO_CONSENT
        initial = {
            "answer": agreed if portrait.recognisable else PortraitForm.NOBODY,
            "consent_by": portrait.consent_by,
            "consent_on": portrait.consent_on,
            "kept_where": portrait.kept_where,
        }
    return PortraitForm(initial=initial, prefix=f"image-{image_id}")
