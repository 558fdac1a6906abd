"""How allauth's social accounts behave here."""

from __future__ import annotations

from typing import Any, NoReturn

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.sso.linking import find_person, let_in_newcomer, number_of
from accounts.sso.problems import show_problem
from core.api import now, record


class SsoAdapter(DefaultSocialAccountAdapter):
    """One provider from the settings, our rules of linking, our words for what went wrong."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the provider of the settings, without a query; none when none is set.

        Accounts are kept under the issuer's address: the same subject of another issuer is
        somebody else.
        """
        if not settings.OIDC_SERVER or provider not in {None, settings.OIDC_SERVER}:
            return []
        app = SocialApp(
            provider="openid_connect",
            provider_id=settings.OIDC_SERVER,
            name=str(settings.OIDC_NAME)[:40],
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={
                "server_url": settings.OIDC_SERVER,
                "scope": settings.OIDC_SCOPES,
                "oauth_pkce_enabled": True,
            },
        )
        return [app]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of somebody who comes for the first time, or show why there is none."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        claims: dict[str, Any] = sociallogin.claims
        with transaction.atomic():
            person = find_person(claims) or let_in_newcomer(claims, now=now())
            if person is not None:
                sociallogin.connect(request, person)
                note_connection("accounts.connect_sso", person, by=person)
        if person is None:
            raise ImmediateHttpResponse(show_problem(request, "unknown", number=number_of(claims)))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up alone."""
        return False

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        """Show what happened and what to do, instead of allauth's own page."""
        if isinstance(exception, requests.RequestException):
            code = "unreachable"
        elif error == AuthError.CANCELLED:
            code = "cancelled"
        elif extra_context and "state_id" in extra_context and exception is None:
            code = "stale"
        else:
            code = "failed"
        raise ImmediateHttpResponse(show_problem(request, code, error=exception))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Lead back to where the person began."""
        return reverse("accounts:security")


def is_configured() -> bool:
    """Say whether there is a single sign-on at all."""
    return bool(settings.OIDC_SERVER)


def sso_account_of(user: User) -> SocialAccount | None:
    """Return what connects ``user`` with the present single sign-on, or ``None``."""
    return SocialAccount.objects.filter(user=user, provider=settings.OIDC_SERVER).first()


def note_connection(action: str, user: User, *, by: User) -> None:
    """Write into the audit that a single sign-on was connected or taken away."""
    record(
        action=action,
        by=by.uuid,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now(),
    )
