"""Chiefs take a material out of the library, see what is out, and put it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.api import may
from core.api import now
from learning_objects.api import LearningObject, get_object, object_url
from learning_objects.data import RETIRE
from moderation import api
from moderation.after.forms import PutBackForm, TakeOutForm
from moderation.after.queries import withdrawn_objects
from moderation.data import BLOCK
from moderation.rules import SEE_TEAM
from moderation.states import PUT_BACK, TAKE_OUT
from moderation.views.access import refusal_of, signed_in

RESTORE = "learning_objects.restore"
PAGE_SIZE = 20


@login_required
@require_GET
def withdrawn(request: HttpRequest) -> HttpResponse:
    """List what is out of the library, the newest first."""
    if not may(request.user, SEE_TEAM) and not may(request.user, RESTORE):
        raise PermissionDenied
    text = request.GET.get("q", "")
    page = Paginator(withdrawn_objects(text), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "text": text,
        "crumbs": [(_("Review queue"), reverse("moderation:queue")), (_("Out of the library"), "")],
    }
    return render(request, "moderation/withdrawn.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask how and why, and take the material out."""
    found, person = _object_or_404(request, uuid, TAKE_OUT), signed_in(request)
    retired = found.withdrawn_how == RETIRE
    if not found.is_public and not retired:
        raise Http404
    form = TakeOutForm(request.POST or None, initial={"how": BLOCK} if retired else None)
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(
            lambda: api.take_out(learning_object=found, by=person, now=now(), **form.cleaned_data)
        )
        if not refused:
            messages.success(request, _("The material is out of the library; who uses it is told."))
            return redirect("moderation:withdrawn")
        form.add_error(None, refused)
    return _ask(request, found, form, _("Take out of the library"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def put_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask why, and offer the material again."""
    found, person = _object_or_404(request, uuid, PUT_BACK), signed_in(request)
    if found.withdrawn_at is None or found.current_version_id is None:
        raise Http404
    form = PutBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(
            lambda: api.put_back(learning_object=found, by=person, now=now(), **form.cleaned_data)
        )
        if not refused:
            messages.success(request, _("The material is in the library again."))
            return redirect(object_url(uuid))
        form.add_error(None, refused)
    return _ask(request, found, form, _("Put back into the library"))


def _object_or_404(request: HttpRequest, uuid: UUID, action: str) -> LearningObject:
    found = get_object(uuid=uuid)
    if found is None or not may(request.user, action, found):
        raise Http404
    return found


def _ask(
    request: HttpRequest, found: LearningObject, form: TakeOutForm | PutBackForm, title: str
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "object": found,
        "object_url": object_url(found.uuid),
        "crumbs": [(found.draft_title, object_url(found.uuid)), (title, "")],
    }
    return render(request, "moderation/take_out.html", context)
