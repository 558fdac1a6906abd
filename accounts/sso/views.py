"""The way to the single sign-on and back."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlencode

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions.sign_on import LastWayIn, disconnect_sso
from accounts.sso.adapter import is_configured
from accounts.sso.discovery import ProviderUnreachable, read_configuration
from accounts.sso.problems import show_problem
from accounts.sso.provider import CONNECT_KEY, TOKEN_KEY, SsoClient, current_provider
from accounts.sso.tokens import TokenRefused
from accounts.views.access import after_confirming, signed_in
from core.api import now

LEAVE_KEY = "sso_leave"


class CallbackView(OAuth2CallbackView):
    """Takes the answer of the provider; the nonce comes from the state that only we know."""

    adapter: SsoClient

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


@never_cache
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider.

    By GET, because the content policy forbids a form to end on another site; that is harmless:
    whoever is lured here signs in as nobody but themselves.
    """
    try:
        return _lead(request)
    except ProviderUnreachable as error:
        return show_problem(request, "unreachable", error=error)


def _lead(request: HttpRequest) -> HttpResponse:
    try:
        provider = current_provider(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    answer: HttpResponse = provider.redirect_from_request(request)
    return answer


@never_cache
@require_safe
def finish(request: HttpRequest) -> HttpResponse:
    """Take the person back with the provider's answer."""
    if not is_configured():
        raise Http404
    try:
        view = CallbackView.adapter_view(SsoClient(request, settings.OIDC_SERVER))
        answer: HttpResponse = view(request)
    except ProviderUnreachable as error:
        return show_problem(request, "unreachable", error=error)
    except TokenRefused as error:
        return show_problem(request, "failed", error=error)
    return answer


@never_cache
@require_POST
@login_required
@after_confirming
def connect(request: HttpRequest) -> HttpResponse:
    """Say where the person is going to and that it will be tied to this account."""
    if not is_configured():
        raise Http404
    request.session[CONNECT_KEY] = time.time()
    return render(request, "accounts/sso/connect.html", {"sso_name": settings.OIDC_NAME})


@never_cache
@require_POST
@login_required
@after_confirming
def disconnect(request: HttpRequest) -> HttpResponse:
    """Take the single sign-on away from one's own account."""
    user = signed_in(request)
    try:
        taken = disconnect_sso(user=user, by=user, now=now())
    except LastWayIn:
        messages.error(
            request,
            _("It is your only way to sign in. Ask the administrator for a password first."),
        )
    else:
        if taken:
            messages.success(request, _("The single sign-on no longer opens this account."))
    return redirect("accounts:security")


@never_cache
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that the library is left, and how to leave the single sign-on as well."""
    leave = request.session.pop(LEAVE_KEY, "")
    if not leave:
        return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL)
    context = {"leave_url": leave, "sso_name": settings.OIDC_NAME}
    return render(request, "accounts/sso/signed_out.html", context)


def leaving_url(request: HttpRequest) -> str:
    """Return the address that ends the session at the provider, or "" when there is none.

    Source: OpenID Connect RP-Initiated Logout 1.0.
    """
    token = request.session.get(TOKEN_KEY)
    if not token or not is_configured():
        return ""
    try:
        address = str(read_configuration().get("end_session_endpoint", ""))
    except ProviderUnreachable:
        return ""
    query = {
        "id_token_hint": token,
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": f"{settings.BASE_URL}/",
    }
    return f"{address}?{urlencode(query)}" if address else ""
