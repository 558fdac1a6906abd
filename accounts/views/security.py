"""One's own security: second factors, recovery codes, sessions, the single sign-on."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.sessions import end_other_sessions, end_session
from accounts.adapter import AccountAdapter
from accounts.models import User
from accounts.second_factor.adapter import SecondFactorAdapter
from accounts.second_factor.codes import count_codes, read_codes, renew_codes
from accounts.second_factor.policy import (
    OPTIONAL,
    decides_about_others,
    has_second_factor,
    needs_second_factor,
)
from accounts.sessions import list_sessions
from accounts.sso.adapter import is_configured, sso_account_of
from accounts.views.access import after_confirming, signed_in
from core.api import now


@never_cache
@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponse:
    """Show how the person signs in and what protects the account."""
    user = signed_in(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("pk"))
    context = {
        "person": user,
        "has_password": user.has_usable_password(),
        "app": next((item for item in factors if item.type == Authenticator.Type.TOTP), None),
        "passkeys": [_passkey(item) for item in factors if item.type == item.Type.WEBAUTHN],
        "codes_left": count_codes(user),
        "codes_made": settings.MFA_RECOVERY_CODE_COUNT,
        "sso_name": settings.OIDC_NAME if is_configured() else "",
        "sso_account": sso_account_of(user) if is_configured() else None,
        **_demand(user),
    }
    return render(request, "accounts/security/security.html", context)


def _demand(user: User) -> dict[str, Any]:
    """Return what the notice at the top says about the second factor."""
    has = has_second_factor(user)
    demo = settings.SECOND_FACTOR == OPTIONAL and decides_about_others(user)
    return {
        "has_factor": has,
        "must_set_up": needs_second_factor(user) and not has,
        "spared_by_demo": demo and not has,
    }


def _passkey(item: Authenticator) -> dict[str, Any]:
    kept = item.wrap()
    return {"item": item, "name": kept.name, "alone": bool(kept.is_passwordless)}


@never_cache
@login_required
@after_confirming
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then remove a passkey; the last factor of those who need one stays."""
    kept = get_object_or_404(
        Authenticator, pk=pk, user=signed_in(request), type=Authenticator.Type.WEBAUTHN
    )
    adapter = SecondFactorAdapter()
    if not adapter.can_delete_authenticator(kept):
        messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("accounts:security")
    if request.method == "POST":
        passkey_flows.remove_authenticator(request, kept)
        return redirect("accounts:security")
    return render(request, "accounts/security/remove_passkey.html", {"name": kept.wrap().name})


@never_cache
@login_required
@after_confirming
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes this once, or how many are left; POST makes new ones."""
    user, moment = signed_in(request), now()
    if request.method == "POST":
        if not has_second_factor(user):
            raise Http404
        renew_codes(user=user, now=moment)
        return redirect("accounts:recovery_codes")
    context = {
        "codes": read_codes(user, request.session, now=moment),
        "codes_left": count_codes(user),
        "codes_made": settings.MFA_RECOVERY_CODE_COUNT,
        "has_factor": has_second_factor(user),
        "next_url": AccountAdapter().get_login_redirect_url(request),
    }
    return _private(render(request, "accounts/security/codes.html", context))


@never_cache
@require_safe
@login_required
@after_confirming
def download_codes(request: HttpRequest) -> HttpResponse:
    """Give the codes as a text file while they may still be read."""
    codes = read_codes(signed_in(request), request.session, now=now())
    if not codes:
        return redirect("accounts:recovery_codes")
    context = {"codes": codes, "person": request.user, "site_name": settings.WAGTAIL_SITE_NAME}
    response = render(
        request, "accounts/security/codes.txt", context, content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
    return _private(response)


@never_cache
@require_safe
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """List one's own sessions."""
    key = request.session.session_key or ""
    found = list_sessions(signed_in(request), current_key=key, now=now())
    others = any(not item.is_current for item in found)
    return render(
        request, "accounts/security/sessions.html", {"sessions": found, "has_others": others}
    )


@require_POST
@login_required
def end_one(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions."""
    user = signed_in(request)
    number = request.POST.get("number", "")
    if number.isdecimal() and end_session(user=user, number=int(number), by=user, now=now()):
        messages.success(request, _("The session has ended."))
    else:
        messages.info(request, _("The session had ended already."))
    return redirect("accounts:sessions")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    user = signed_in(request)
    key = request.session.session_key or ""
    end_other_sessions(user=user, keep=key, by=user, now=now())
    messages.success(request, _("All other sessions have ended."))
    return redirect("accounts:sessions")


@login_required
def to_security(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Stand where allauth has pages of its own that ours replace."""
    return HttpResponseRedirect(reverse("accounts:security"))


@login_required
def to_codes(request: HttpRequest) -> HttpResponse:
    """Stand where allauth shows recovery codes."""
    return HttpResponseRedirect(reverse("accounts:recovery_codes"))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
