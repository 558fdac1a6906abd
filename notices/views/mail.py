"""What a person chooses about mail, and the way out of it without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.api import now
from notices.actions.choosing import choose_mail, resume_mail, stop_mail
from notices.forms import MailForm
from notices.letters import read_token
from notices.plans import plan_of
from notices.views.access import signed_in


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def mail_settings(request: HttpRequest) -> HttpResponse:
    """Show and change how often a person is written to."""
    person, moment = signed_in(request), now()
    form = MailForm(request.POST or None, user=person, now=moment)
    if request.method == "POST" and form.is_valid():
        choose_mail(**form.choice(), by=person, now=moment)
        messages.success(request, _("Saved."))
        return redirect("notices:settings")
    return render(request, "notices/settings.html", {"form": form, "person": person})


# Mail programs post here without a page of ours before; the token in the address is the key.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End the letters to the one the token was written to, or begin again; opening asks first."""
    person = read_token(token)
    if person is None or not person.is_active:
        raise Http404
    if request.method == "POST":
        change = resume_mail if "resume" in request.POST else stop_mail
        change(person=person, now=now())
    return render(request, "notices/stop.html", {"is_on": plan_of(person).is_on})
