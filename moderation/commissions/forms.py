"""Forms of the calls. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from framework.api import TopicChooser
from learning_objects.data import KIND_LABELS
from moderation.commissions.data import ANY, FEW, MOST_PLACES, Brief, CallFilters, GapFilters
from moderation.fields import LongText
from moderation.forms import KIND_CHOICES, subject_name
from moderation.models import Commission
from ui.api import DayField

PLAN_LIMIT = 3_000
TEXT_LIMIT = 5_000
REASON_LIMIT = 2_000
CHOOSE = "choose"
FIRST = "first"


class CallForm(forms.Form):
    """A call as the methodologist writes it."""

    node_uuid = forms.CharField(label=_("Topic"), widget=TopicChooser())
    kind = forms.ChoiceField(
        label=_("What is to be written"),
        choices=list(KIND_LABELS.items()),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("The draft of whoever takes the call begins with this title."),
    )
    wanted = LongText(
        label=_("What is wanted"),
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For whom, in what lesson, what exists already and what is missing in it."),
    )
    outcome = forms.CharField(
        label=_("Outcome for the pupil"),
        max_length=190,
        required=False,
        help_text=_("What a pupil can do afterwards. It goes into the author's draft."),
    )
    constraints = LongText(
        label=_("Conditions"),
        max_length=TEXT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Length, equipment, licence, what must not be in it."),
    )
    fee_note = forms.CharField(
        label=_("Payment"),
        max_length=500,
        required=False,
        help_text=_("In free words: a fee, a grant, or that it is voluntary."),
    )
    places = forms.IntegerField(
        label=_("How many authors"), min_value=1, max_value=MOST_PLACES, initial=1
    )
    deadline = DayField(
        label=_("Send for review by"), help_text=_("The last day of the call, inclusive.")
    )
    first_come = forms.TypedChoiceField(
        label=_("Who gets a place"),
        coerce=lambda value: value == FIRST,
        choices=[
            (CHOOSE, _("I choose among the applications")),
            (FIRST, _("whoever takes it first")),
        ],
        initial=CHOOSE,
        widget=forms.RadioSelect,
    )

    def clean_node_uuid(self) -> UUID:
        """Return the uuid; whether the framework has it is the action's question."""
        try:
            return UUID(self.cleaned_data["node_uuid"])
        except ValueError as error:
            raise forms.ValidationError(_("Choose a topic from the list.")) from error

    def brief(self) -> Brief:
        """Return the call as the actions take it."""
        return Brief(**self.cleaned_data)


def written(commission: Commission) -> dict[str, Any]:
    """Return what a form begins with that changes a draft."""
    names = ("kind", "title", "wanted", "outcome", "constraints", "fee_note", "places", "deadline")
    return {
        **{name: getattr(commission, name) for name in names},
        "node_uuid": str(commission.node_uuid),
        "first_come": FIRST if commission.first_come else CHOOSE,
    }


class ProlongForm(forms.Form):
    """More days or more places."""

    deadline = DayField(label=_("Send for review by"))
    places = forms.IntegerField(label=_("How many authors"), min_value=1, max_value=MOST_PLACES)


class PlanForm(forms.Form):
    """An application."""

    plan = LongText(
        label=_("How you would do it"),
        max_length=PLAN_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A short plan: the idea, the parts, what you have already, when it is ready."),
    )


class ReasonForm(forms.Form):
    """Why somebody declines, gives back or cancels."""

    reason = LongText(
        label=_("Why"),
        max_length=REASON_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinkForm(forms.Form):
    """A draft that exists already."""

    object = forms.TypedChoiceField(label=_("One of my drafts"), coerce=UUID)

    def __init__(self, *args: Any, drafts: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["object"].choices = drafts  # type: ignore[attr-defined]


class CallsForm(forms.Form):
    """The filters of the lists, from the address line; an unknown value counts as none."""

    text = forms.CharField(max_length=200, required=False, label=_("Title or topic"))
    subject = forms.TypedChoiceField(
        coerce=UUID, empty_value=None, required=False, label=_("Subject")
    )
    grade = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Grade"))
    kind = forms.ChoiceField(choices=KIND_CHOICES, required=False, label=_("Kind"))

    def __init__(self, *args: Any, subjects: list[UUID], grades: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(uuid, subject_name(uuid)) for uuid in subjects]
        self.fields["subject"].choices = [  # type: ignore[attr-defined]
            ("", _("any subject")),
            *sorted(((uuid, name) for uuid, name in named if name), key=lambda pair: pair[1]),
        ]
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            ("", _("any grade")),
            *((grade, str(grade)) for grade in grades),
        ]
        self.fields["text"].widget.input_type = "search"

    def filters(self, *, state: str = ANY, mine: bool = False) -> CallFilters:
        """Return the filters; what is not valid is left out."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return CallFilters(
            state=state,
            subject=given.get("subject"),
            grade=given.get("grade"),
            kind=given.get("kind") or "",
            text=given.get("text") or "",
            mine=mine,
        )


class GapsForm(forms.Form):
    """Which topics the list of gaps shows."""

    grade = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Grade"))
    kind = forms.ChoiceField(choices=KIND_CHOICES, required=False, label=_("Kind"))
    fewer = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        required=False,
        label=_("Show topics"),
        choices=[
            ("1", pgettext_lazy("topics", "with nothing")),
            (str(FEW), pgettext_lazy("topics", "with fewer than 3 materials")),
            ("10", pgettext_lazy("topics", "with fewer than 10 materials")),
            ("", pgettext_lazy("topics", "all")),
        ],
    )

    def __init__(self, *args: Any, grades: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            ("", _("any grade")),
            *((grade, str(grade)) for grade in grades),
        ]

    def filters(self, subject: UUID) -> GapFilters:
        """Return the filters; what is not valid is left out."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return GapFilters(
            subject=subject,
            grade=given.get("grade"),
            kind=given.get("kind") or "",
            fewer=given.get("fewer"),
        )
