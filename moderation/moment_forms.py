"""Fields of the form of remarks that name a moment of a recording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.data import Moment, Recording
from moderation.moments import read_second

NAME_LENGTH = 60


class SecondField(forms.CharField):
    """A moment as people write it, «1:15»; cleaned to seconds, ``None`` when empty."""

    default_error_messages = {
        "moment": _("Write the moment as minutes and seconds, for example 1:15."),
    }

    def clean(self, value: Any) -> int | None:
        """Return the second."""
        written = super().clean(value)
        try:
            return read_second(written) if written else None
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["moment"], "moment") from error


def offer_moments(form: forms.Form, recordings: Sequence[Recording]) -> None:
    """Put the recordings and the moment behind the place; neither where nothing is linked."""
    if not recordings:
        return
    known = {str(number): recording for number, recording in enumerate(recordings)}
    fields = {
        "recording": forms.TypedChoiceField(
            choices=[("", _("no recording")), *((key, _named(known[key])) for key in known)],
            coerce=known.__getitem__,
            empty_value=None,
            required=False,
            label=_("Recording"),
        ),
        "second": SecondField(
            required=False,
            max_length=9,
            label=_("Moment of the recording"),
            help_text=_("Minutes and seconds from its beginning, for example 1:15."),
        ),
    }
    rest = {name: field for name, field in form.fields.items() if name != "place"}
    form.fields = {"place": form.fields["place"], **fields, **rest}


def clean_moment(form: forms.Form) -> None:
    """Refuse one half of a moment without the other."""
    given = form.cleaned_data
    if given.get("recording") and given.get("second") is None and "second" not in form.errors:
        form.add_error("second", _("Write which moment of the recording you mean."))
    if given.get("second") is not None and not given.get("recording"):
        form.add_error("recording", _("Choose the recording whose moment you mean."))


def moment_arguments(given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of ``add_remark`` that a chosen recording decides: it has a place."""
    recording, second = given.get("recording"), given.get("second")
    if recording is None or second is None:
        return {}
    return {
        "field": recording.field,
        "block": recording.block,
        "item": "",
        "moment": Moment(recording.address, second),
    }


def _named(recording: Recording) -> str:
    parts = urlsplit(recording.address)
    shown = f"{parts.netloc.removeprefix('www.')}{parts.path}"
    shown = shown if len(shown) <= NAME_LENGTH else f"{shown[:NAME_LENGTH]}…"
    return f"{recording.place}: {shown}" if recording.place else shown
