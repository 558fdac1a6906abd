"""Forms of the public pages. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from learning_objects.models.readers import REVIEW_LIMIT


def star_choices() -> list[tuple[int, str]]:
    """Return five to one stars in words."""
    return [
        (stars, ngettext("%(number)d star", "%(number)d stars", stars) % {"number": stars})
        for stars in (5, 4, 3, 2, 1)
    ]


class RatingForm(forms.Form):
    """Stars and a short review."""

    stars = forms.TypedChoiceField(
        label=_("Your rating"), choices=star_choices, coerce=int, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Review"),
        required=False,
        max_length=REVIEW_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "How the lesson went, what to look out for. Up to 1,000 characters; everybody reads it "
            "under your name. Do not name pupils."
        ),
    )
    number = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """The authors' one answer to a review."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=REVIEW_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody reads it under the review. You can answer once."),
    )


class ReasonForm(forms.Form):
    """Why a review is reported or hidden."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
