"""Forms of the cabinet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_user_by_login, may
from learning_objects.data import INVITE, KIND_LABELS, TRANSFER


class Organisation(Protocol):
    """A publisher, as a form names it."""

    uuid: UUID
    title: str


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


class OfferForm(forms.Form):
    """A colleague by login, and what they are asked for."""

    kind = forms.ChoiceField(
        label=_("What you ask for"),
        choices=[
            (INVITE, _("to be a co-author: to edit, submit and sign it too")),
            (TRANSFER, _("to take it over: to own it, and you stay a co-author")),
        ],
        initial=INVITE,
        widget=forms.RadioSelect,
    )
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

    message = forms.CharField(
        label=_("A few words to them"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def facts(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        data = self.cleaned_data
        return {"kind": data["kind"], "to": data["login"], "message": data["message"]}


class PublisherForm(forms.Form):
    """In whose name: an organisation of the person, or their own."""

    organisation = forms.ChoiceField(label=_("Publish in the name of"), required=False)

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            listed = [(str(item.uuid), item.title) for item in organisations]
            field.choices = [("", _("the authors alone")), *listed]

    def chosen(self) -> str:
        """Return the uuid of the organisation, or nothing."""
        return str(self.cleaned_data["organisation"])


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
