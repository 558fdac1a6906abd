"""Forms of the cabinet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_user_by_login, may
from learning_objects.data import KIND_LABELS


class CreateForm(forms.Form):
    """What a new material starts with."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=list(KIND_LABELS.items()),
        widget=forms.RadioSelect,
        initial="scenario",
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("For example «Ohm's law for a part of a circuit»; it can be changed later."),
    )


class DuplicateForm(forms.Form):
    """The title of a copy."""

    title = forms.CharField(label=_("Title of the copy"), max_length=200)


class WithdrawForm(forms.Form):
    """Why a published material is taken away; readers of its page will see it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CoauthorForm(forms.Form):
    """A colleague by login."""

    login = forms.CharField(
        label=_("Login of the colleague"), max_length=150, help_text=_("As they sign in.")
    )

    def clean_login(self) -> User:
        """Return the person; nobody's login, or that of somebody who may not write, is an error."""
        found = get_user_by_login(self.cleaned_data["login"].strip())
        if found is None or not found.is_active:
            raise forms.ValidationError(_("There is nobody with this login."))
        if not may(found, "learning_objects.create"):
            raise forms.ValidationError(
                _("This person is not an author yet. Ask an administrator to make them one.")
            )
        return found

    def person(self) -> Any:
        """Return the person that was found."""
        return self.cleaned_data["login"]


class SuggestionForm(forms.Form):
    """What a place should say, and why."""

    new = forms.CharField(
        label=_("What it should say"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A source or an example from your lesson helps the author to agree."),
    )

    def texts(self) -> dict[str, str]:
        """Return what was written, as the action takes it."""
        return {"new": self.cleaned_data["new"], "reason": self.cleaned_data["reason"]}
