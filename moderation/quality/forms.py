"""Forms of the quality pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from learning_objects.data import KIND_LABELS
from moderation.data import APPROVE, MOST_CONTROLLED, REJECT, RETURN
from moderation.models import Decision, Institute
from moderation.quality.periods import MONTH, QUARTER, YEAR

LENGTHS = [(MONTH, _("30 days")), (QUARTER, _("90 days")), (YEAR, _("a year"))]
VERDICTS = [(code, Decision.Verdict(code).label) for code in (APPROVE, RETURN, REJECT)]


class FilterForm(forms.Form):
    """Whose figures, and of which days; an unknown value counts as none."""

    institute = forms.TypedChoiceField(
        coerce=UUID, empty_value=None, required=False, label=_("Institute")
    )
    length = forms.TypedChoiceField(
        coerce=int, choices=LENGTHS, empty_value=None, required=False, label=_("Period")
    )
    kind = forms.ChoiceField(
        choices=[("", _("any kind")), *KIND_LABELS.items()], required=False, label=_("Kind")
    )

    def __init__(self, given: QueryDict, *, institutes: list[Institute]) -> None:
        asked = given.copy()
        asked.setdefault("length", str(QUARTER))  # what is shown is what is counted
        super().__init__(asked)
        self.institutes = institutes
        choices = [(item.uuid, item.title) for item in institutes]
        self.fields["institute"].choices = choices  # type: ignore[attr-defined]
        if len(institutes) < 2:
            del self.fields["institute"]

    def chosen(self) -> tuple[Institute, int, str]:
        """Return the institute (the first one by default), the length of the period, the kind."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        wanted = given.get("institute")
        found = next((item for item in self.institutes if item.uuid == wanted), self.institutes[0])
        return found, given.get("length") or QUARTER, given.get("kind") or ""


class ControlForm(forms.Form):
    """What an expert should find in a control item."""

    decision = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, label=_("Which revision")
    )
    verdict = forms.ChoiceField(
        choices=VERDICTS, widget=forms.RadioSelect, label=_("The right verdict")
    )
    failed = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What does not hold"),
        help_text=_("Nothing when the right verdict is to approve."),
    )
    wanted = forms.IntegerField(
        min_value=1,
        max_value=MOST_CONTROLLED,
        initial=1,
        label=_("How many experts"),
        help_text=_("With more than one it looks like a review by two blind readers."),
    )

    def __init__(
        self,
        *args: Any,
        decisions: list[tuple[int, str]],
        criteria: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = decisions  # type: ignore[attr-defined]
        self.fields["failed"].choices = criteria  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an approval with faults, and anything else without."""
        given: dict[str, Any] = super().clean() or {}
        verdict, failed = given.get("verdict"), given.get("failed")
        if verdict == APPROVE and failed:
            self.add_error("failed", _("What is to be approved has no faults. Untick them."))
        if verdict in (RETURN, REJECT) and not failed:
            self.add_error("failed", _("Tick at least one thing that does not hold."))
        return given
