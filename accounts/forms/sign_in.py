"""Forms of signing in and of lost passwords."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.queries import get_user_by_email


class SignInForm(allauth_forms.LoginForm):
    """Login or e-mail, password, and whether to stay signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Login or e-mail"),
            max_length=254,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "autofocus": True,
                }
            ),
        )
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["remember"].label = _("Stay signed in on this computer")
        self.order_fields(["login", "password", "remember"])


class ResetPasswordForm(forms.Form):
    """Asks where to send the link; the answer is the same whether the account exists or not."""

    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Queue the letter for an active person with that e-mail; sending it takes no time here."""
        from accounts.tasks import send_password_reset

        email: str = self.cleaned_data["email"]
        user = get_user_by_email(email)
        if user and user.is_active:
            send_password_reset.enqueue(user.pk, user.language or get_language() or "")
        return email


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe(self.fields, oldpassword=_("Present password"))


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    """The present password once more, before a sensitive change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Present password")
        self.fields["password"].widget.attrs.pop("placeholder", None)


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """A new password twice, reached by the link from the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe(self.fields)


def _describe(fields: Any, **labels: Any) -> None:
    """Name the fields in our words; a placeholder that repeats the label only gets in the way."""
    words = {"password1": _("New password"), "password2": _("New password once more"), **labels}
    for name, label in words.items():
        fields[name].label = label
        fields[name].widget.attrs.pop("placeholder", None)
    if "oldpassword" in fields:
        fields["oldpassword"].help_text = ""
