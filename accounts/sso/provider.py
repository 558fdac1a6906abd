"""The single sign-on as allauth sees it: PKCE and a nonce always, claims only after every check."""

from __future__ import annotations

import secrets
import time
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.sso.discovery import read_configuration, read_keys
from accounts.sso.tokens import TokenRefused, read_identity

CONNECT_KEY = "sso_connect"  # when the person confirmed that they want to connect
CONNECT_WITHIN = 600  # seconds: a confirmation that was not followed means nothing later
TOKEN_KEY = "sso_id_token"  # noqa: S105 (the name under which the session keeps it)


class SsoClient(OpenIDConnectOAuth2Adapter):
    """Talks to the provider; ``nonce`` is the one that this sign-in was begun with."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the provider's description. Raises ``ProviderUnreachable``."""
        return read_configuration()

    def complete_login(
        self, request: HttpRequest, app: Any, token: Any, **kwargs: Any
    ) -> SocialLogin:
        """Return the sign-in for the claims. Raises ``TokenRefused``, ``ProviderUnreachable``."""
        raw = str(kwargs["response"].get("id_token") or "")
        identity = self._read(raw)
        claims = {**self._more_claims(token.token, identity["sub"]), **identity}
        request.session[TOKEN_KEY] = raw
        return self.get_provider().sociallogin_from_response(request, claims)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return the address that the institution registered for this site."""
        return f"{settings.BASE_URL}{reverse('sso_callback')}"

    def _read(self, raw: str) -> dict[str, Any]:
        """Check the token; a key that is not remembered may be a new one, so ask once more."""
        known = {
            "issuer": self.openid_config["issuer"],
            "client_id": settings.OIDC_CLIENT_ID,
            "nonce": self.nonce,
        }
        try:
            return read_identity(raw, keys=read_keys(), **known)
        except TokenRefused:
            return read_identity(raw, keys=read_keys(anew=True), **known)

    def _more_claims(self, access_token: str, subject: str) -> dict[str, Any]:
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        more = self._fetch_user_info(access_token)
        if not isinstance(more, dict) or more.get("sub") != subject:
            raise TokenRefused("the provider describes somebody else")
        return more


class SsoProvider(OpenIDConnectProvider):
    """The one provider, set by ``OIDC_…``."""

    oauth2_adapter_class = SsoClient

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with a fresh nonce; nothing from the address but ``next`` has a say.

        Connecting needs the mark that the person's own confirmation left in the session: a link
        from elsewhere could otherwise tie a stranger's sign-on to this account.
        """
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        confirmed = float(request.session.pop(CONNECT_KEY, 0))
        fresh = time.time() - confirmed < CONNECT_WITHIN
        connects = fresh and request.user.is_authenticated
        nonce = secrets.token_urlsafe(24)
        return {
            **kwargs,
            "process": AuthProcess.CONNECT if connects else AuthProcess.LOGIN,
            "scope": self.get_scope(),
            "auth_params": {"nonce": nonce},
            "nonce": nonce,
        }

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return the subject: the only name of a person that never changes hands."""
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep no claims: what is needed stands in the person's own row."""
        return {"sub": data["sub"]}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Keep no addresses beside the person's own."""
        return []

    def sociallogin_from_response(
        self, request: HttpRequest, response: dict[str, Any]
    ) -> SocialLogin:
        """Return the sign-in with its claims for the rules of linking."""
        login: SocialLogin = super().sociallogin_from_response(request, response)
        login.claims = response
        return login


def current_provider(request: HttpRequest) -> SsoProvider:
    """Return the provider. Raises ``SocialApp.DoesNotExist`` when none is set."""
    found: SsoProvider = get_adapter().get_provider(request, settings.OIDC_SERVER)
    return found
