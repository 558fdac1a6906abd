"""Forms of invited people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class InvitationCodeForm(forms.Form):
    """The code from a printed invitation."""

    code = forms.CharField(
        label=_("Code from the invitation"),
        max_length=40,
        help_text=_("Twelve letters and digits, for example abcd-efgh-jkmn."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class FirstPasswordForm(forms.Form):
    """The first password, twice."""

    password1 = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        """Refuse a weak password."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two different passwords."""
        data: dict[str, Any] = super().clean() or {}
        first = data.get("password1")
        if first is not None and data.get("password2") != first:
            self.add_error("password2", _("The two passwords differ. Type the same one twice."))
        return data
