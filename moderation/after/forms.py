"""Forms of what comes after a decision: appeals, reports of readers, withdrawing and restoring."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.data import BLOCK, RETIRE
from moderation.fields import LongText
from moderation.models import Signal

APPEAL_LIMIT = 5_000
REPORT_LIMIT = 2_000
REASON_LIMIT = 500


class ReportForm(forms.Form):
    """What a reader says is wrong with a material."""

    reason = forms.ChoiceField(
        choices=Signal.Reason.choices, widget=forms.RadioSelect, label=_("What is wrong")
    )
    text = LongText(
        max_length=REPORT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Describe it"),
        help_text=_("Where in the material it is, and how it should be."),
    )


class AppealForm(forms.Form):
    """Why an author does not agree with a decision."""

    text = LongText(
        max_length=APPEAL_LIMIT,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=_("Why you do not agree"),
        help_text=_("Answer the letter point by point: experts read both."),
    )


class TakeOutForm(forms.Form):
    """How and why a chief takes a material out of the library."""

    how = forms.ChoiceField(
        choices=[
            (RETIRE, _("Withdraw: lessons that use it keep it, others do not find it any more")),
            (BLOCK, _("Block: nobody can open it any more, pupils do not see even its name")),
        ],
        widget=forms.RadioSelect,
        label=_("How"),
    )
    reason = LongText(
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Reason"),
        help_text=_("Everybody who opens its page or uses it reads this."),
    )


class PutBackForm(forms.Form):
    """Why a chief puts a material back."""

    reason = LongText(
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Reason"),
        help_text=_("It stays in the history of the material."),
    )
