"""One's own particulars."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.actions.people import PROFILE_FIELDS, update_profile
from accounts.adapter import remember_language
from accounts.data import ROLE_LABELS
from accounts.forms.people import ProfileForm
from accounts.models import User
from accounts.queries import assignments_of
from accounts.views.access import signed_in
from accounts.views.people import add_errors
from core.api import now


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change name parts, e-mail and language."""
    user = signed_in(request)
    form = ProfileForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in PROFILE_FIELDS}
        try:
            # A fresh instance: a refused change must not show in the page's header.
            update_profile(user=User.objects.get(pk=user.pk), fields=fields, by=user, now=now())
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _saved(request, fields["language"])
    roles = [capfirst(str(ROLE_LABELS.get(role.code, role.code))) for role in assignments_of(user)]
    context = {"form": form, "roles": list(dict.fromkeys(roles)), "person": user}
    return render(request, "accounts/profile.html", context)


def _saved(request: HttpRequest, language: str) -> HttpResponse:
    with translation.override(language or settings.LANGUAGE_CODE):
        messages.success(request, _("Saved."))
    response = redirect("accounts:profile")
    if language:
        remember_language(response, language)
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response
