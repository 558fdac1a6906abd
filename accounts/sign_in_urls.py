"""Allauth's addresses that people need; the others answer 404 and still resolve by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from allauth.account.urls import urlpatterns as account_patterns
from allauth.mfa.urls import urlpatterns as mfa_patterns
from allauth.socialaccount.urls import urlpatterns as social_patterns
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from accounts.sso import views as sso
from accounts.views.security import remove_passkey, to_codes, to_security

OPEN_NAMES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
    }
)
# Allauth leads to these after a change; our own pages stand there.
REPLACED: dict[str, Callable[..., HttpResponse]] = {
    "mfa_index": to_security,
    "mfa_list_webauthn": to_security,
    "mfa_remove_webauthn": remove_passkey,
    "mfa_view_recovery_codes": to_codes,
}


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Answer as if the address did not exist: no sign-up, no e-mail management, no codes."""
    raise Http404


def _chosen(
    patterns: list[URLPattern | URLResolver], prefix: str
) -> Iterator[URLPattern | URLResolver]:
    """Yield allauth's addresses under ``prefix``, each open, replaced or closed."""
    items = [_one(item) for item in patterns]
    yield path(prefix, include(items))


def _one(item: URLPattern | URLResolver) -> URLPattern | URLResolver:
    if isinstance(item, URLResolver):
        return URLResolver(item.pattern, [_one(inner) for inner in item.url_patterns])
    if item.name in OPEN_NAMES:
        return item
    view = REPLACED.get(item.name or "", closed)
    return URLPattern(item.pattern, view, name=item.name)


# The names stay, because allauth reverses some of them while it draws its own open pages.
urlpatterns = [
    path("sso/login/", sso.begin, name="sso_login"),
    path("sso/callback/", sso.finish, name="sso_callback"),
    path("sso/signed-out/", sso.signed_out, name="sso_signed_out"),
    *_chosen(account_patterns, ""),
    *_chosen(mfa_patterns, "2fa/"),
    *_chosen(social_patterns, "social/"),
]
