"""Forms of the institute's work: giving back, giving to others, planning."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.api import User, get_user_by_login
from learning_objects.data import KIND_LABELS
from moderation.data import CAPACITY, MOST_CAPACITY, REASON_LABELS, Load
from moderation.models import Submission
from ui.api import DayField

GRADES = [(str(grade), str(grade)) for grade in range(1, 12)]


class ReleaseForm(forms.Form):
    """Why an expert gives a submission back."""

    reason = forms.ChoiceField(
        choices=list(REASON_LABELS.items()), widget=forms.RadioSelect, label=_("Why")
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("For the chief"),
        help_text=_("The author does not see it."),
    )


class GiveForm(forms.Form):
    """To whom a submission is given."""

    to = forms.TypedChoiceField(coerce=UUID, label=_("Expert"))

    def __init__(self, *args: Any, loads: list[Load], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(load.person_uuid, _load_words(load)) for load in loads if not load.away_until]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


def _load_words(load: Load) -> str:
    words = {"name": load.name, "held": load.held, "capacity": load.capacity}
    return gettext("%(name)s: %(held)d of %(capacity)d in work") % words


class AbsenceForm(forms.Form):
    """Days on which an expert is away."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    give_back = forms.BooleanField(
        required=False, label=_("Give what is in work back to the queue on the first day")
    )


class ConflictForm(forms.Form):
    """An author whose works the expert does not review."""

    author = forms.CharField(max_length=150, label=_("Login of the author"))
    reason = forms.CharField(max_length=300, label=_("Why"))

    def clean_author(self) -> User:
        """Return the person with this login."""
        found = get_user_by_login(self.cleaned_data["author"].strip())
        if found is None:
            raise forms.ValidationError(_("Nobody has this login. Look at the spelling."))
        return found


class CompetenceForm(forms.Form):
    """What an expert is given by "take the next one"; nothing ticked means everything."""

    kinds = forms.MultipleChoiceField(
        choices=list(KIND_LABELS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Kinds"),
    )
    stages = forms.MultipleChoiceField(
        choices=Submission.Stage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Stages"),
    )
    grades = forms.TypedMultipleChoiceField(
        choices=GRADES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Grades"),
    )
    capacity = forms.IntegerField(
        min_value=1, max_value=MOST_CAPACITY, initial=CAPACITY, label=_("Works at once")
    )


class ViewForm(forms.Form):
    """A name for the filters of the page."""

    title = forms.CharField(max_length=60, label=_("Name of the view"))
    is_shared = forms.BooleanField(required=False, label=_("Show it to all experts"))
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)


class SpecialDayForm(forms.Form):
    """A holiday, or a day of the weekend on which people work."""

    day = DayField(label=_("Day"))
    is_working = forms.BooleanField(required=False, label=_("People work on this day"))
    title = forms.CharField(max_length=120, required=False, label=_("What it is"))
