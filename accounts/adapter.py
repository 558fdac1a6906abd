"""How allauth behaves here."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actions.people import is_password_expired
from accounts.identifiers import fold_identifier
from accounts.middleware import note_session
from accounts.models import User
from accounts.queries import get_user_by_email, get_user_by_login, roles_of
from accounts.rules import may
from accounts.sso.provider import TOKEN_KEY
from core.api import now

WRONG_SIGN_IN = _("The login or the password is wrong. Check the keyboard layout and Caps Lock.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up alone."""

    # One answer for an unknown login, an unknown e-mail and a wrong password: which of them it was
    # would tell a stranger who has an account.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG_SIGN_IN,
        "email_password_mismatch": WRONG_SIGN_IN,
        "invalid_login": WRONG_SIGN_IN,
        "too_many_login_attempts": _(
            "Too many wrong passwords. Wait five minutes and try again, or ask the administrator "
            "for a new password."
        ),
        "enter_current_password": _("This is not your present password."),
        "invalid_password_reset": _("The link has expired or was used already. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Close public sign-up."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again for a sensitive change, unless the person has just signed in."""
        request = context.request
        records = get_authentication_records(request, request.user)
        recent = records and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Stop a person whose account is closed or whose one-time password was not used in time."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None and is_password_expired(user, now=now()):
            return redirect("accounts:password_expired")
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session and write it into the list of sessions."""
        super().login(request, user)
        note_session(request)

    def logout(self, request: HttpRequest) -> None:
        """End the session; who came through the single sign-on is told how to leave that too."""
        from accounts.sso.views import LEAVE_KEY, leaving_url

        leave = leaving_url(request)
        super().logout(request)
        if leave:
            request.session[LEAVE_KEY] = leave

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the front page; those of the single sign-on to what is left to do."""
        if TOKEN_KEY in request.session:
            return reverse("sso_signed_out")
        return str(super().get_logout_redirect_url(request))

    def set_password(self, user: Any, password: str) -> None:
        """Set a password the person chose, which ends the life of a one-time one."""
        user.must_change_password, user.password_expires_at = False, None
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, username=user.username)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to where the person works, by their role; to the front page without one."""
        held = {role.code for role in roles_of(request.user)}
        for code, name in settings.START_PAGES.items():
            if may(request.user, code) if "." in code else code in held:
                return reverse(name)
        return str(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back into the site, not to the same form."""
        return self.get_login_redirect_url(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Show the site in the language that the person chose in their profile."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            remember_language(response, user.language)
        return response

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing inside the request; the ``notices`` package will tell of such changes."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count the wrong passwords of one person together, by login or e-mail, in any case.

        Allauth's own key holds the ``Host`` header, which the one who guesses can change.
        """
        typed = str(credentials.get("email") or credentials.get("username") or "")
        user = get_user_by_login(typed) or get_user_by_email(typed)
        return f"person:{user.pk}" if user else f"login:{fold_identifier(typed)}"


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the language in the cookie that the language switch uses."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
