"""How allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.identifiers import fold_identifier
from accounts.models import User
from accounts.queries import get_user_by_email, get_user_by_login, roles_of
from accounts.rules import may

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

    def set_password(self, user: Any, password: str) -> None:
        """Set a password the person chose, which ends the life of a one-time one."""
        user.must_change_password = False
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
