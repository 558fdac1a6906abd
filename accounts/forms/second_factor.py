"""Forms of second factors, in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

CODE_ATTRIBUTES = {
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
    "autofocus": True,
}


def _code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits from the app on your phone, or one of your recovery codes."),
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
    )


class CodeForm(base_forms.AuthenticateForm):
    """Asks for a code after the password."""

    code = _code_field()


class ConfirmCodeForm(base_forms.ReauthenticateForm):
    """Asks for a code before a sensitive change."""

    code = _code_field()


class SetUpAppForm(totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    code = forms.CharField(
        label=_("Code from the app"),
        max_length=20,
        help_text=_("Six digits; they change every half a minute."),
        widget=forms.TextInput(attrs={**CODE_ATTRIBUTES, "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]  # the picture above comes first


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A name for a new passkey; the browser fills in the rest."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=60,
        required=False,
        help_text=_("So that you tell it from others: “work computer”, “phone”."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it without login and password"),
        required=False,
        initial=True,
    )


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Another name."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=60)
