"""Forms of the review screens. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.api import get_node, node_label
from learning_objects.data import MATERIAL, SCENARIO
from moderation.canned_forms import offer_texts
from moderation.data import (
    ALL,
    AWAITED,
    FREE,
    MINE,
    MUST,
    OVERDUE,
    TEAM,
    Place,
    QueueFilters,
    Recording,
)
from moderation.fields import LongText
from moderation.models import CannedRemark, Remark, Submission
from moderation.moment_forms import clean_moment, moment_arguments, offer_moments

WHICH_CHOICES = [
    (FREE, _("free")),
    (MINE, _("mine")),
    (TEAM, _("with experts")),
    (ALL, _("all in work")),
    (OVERDUE, _("overdue")),
    (AWAITED, _("with the authors")),
]
KIND_CHOICES = [("", _("any kind")), (SCENARIO, _("lesson scenario")), (MATERIAL, _("material"))]
LETTER_LIMIT = 10_000
REMARK_LIMIT = 5_000
WHOLE_KEY = ":"


class QueueForm(forms.Form):
    """The filters of the queue, from the address line; an unknown value counts as none."""

    which = forms.ChoiceField(choices=WHICH_CHOICES, required=False, label=_("Show"))
    text = forms.CharField(max_length=200, required=False, label=_("Title or author"))
    subject = forms.TypedChoiceField(
        coerce=UUID, empty_value=None, required=False, label=_("Subject")
    )
    grade = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, label=_("Grade"))
    kind = forms.ChoiceField(choices=KIND_CHOICES, required=False, label=_("Kind"))
    stage = forms.ChoiceField(
        choices=[("", _("any stage")), *Submission.Stage.choices], required=False, label=_("Stage")
    )
    purpose = forms.ChoiceField(
        choices=[("", _("any purpose")), *Submission.Purpose.choices],
        required=False,
        label=_("Purpose"),
    )
    institute = forms.TypedChoiceField(
        coerce=UUID, empty_value=None, required=False, label=_("Institute")
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        subjects: list[UUID],
        grades: list[int],
        institutes: list[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(institutes) > 1:
            every = [("", _("any institute")), *institutes]
            self.fields["institute"].choices = every  # type: ignore[attr-defined]
        else:
            del self.fields["institute"]
        self.fields["subject"].choices = [  # type: ignore[attr-defined]
            ("", _("any subject")),
            *sorted(_named(subjects), key=lambda pair: pair[1]),
        ]
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            ("", _("any grade")),
            *((grade, str(grade)) for grade in grades),
        ]
        self.fields["text"].widget.input_type = "search"

    def filters(self) -> QueueFilters:
        """Return the filters; what is not valid is left out."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return QueueFilters(
            which=given.get("which") or FREE,
            subject=given.get("subject"),
            grade=given.get("grade"),
            kind=given.get("kind") or "",
            text=given.get("text") or "",
            institute=given.get("institute"),
            stage=given.get("stage") or "",
            purpose=given.get("purpose") or "",
            person=given.get("person"),
        )


def _named(subjects: list[UUID]) -> list[tuple[UUID, str]]:
    """Return the subjects that the framework still knows, with their names."""
    return [(uuid, name) for uuid in subjects if (name := subject_name(uuid))]


def subject_name(uuid: UUID | None) -> str:
    """Return the subject's name, empty when the framework does not know it."""
    node = get_node(uuid) if uuid else None
    return node_label(node) if node else ""


class RemarkForm(forms.Form):
    """A remark: where, how grave, what."""

    place = forms.ChoiceField(required=False, label=_("Place"))
    severity = forms.ChoiceField(
        choices=Remark.Severity.choices,
        initial=MUST,
        widget=forms.RadioSelect,
        label=_("How grave"),
    )
    text = LongText(
        max_length=REMARK_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Remark"),
        help_text=_("What is wrong, and how it could be mended."),
    )

    def __init__(
        self,
        *args: Any,
        places: list[Place],
        texts: Sequence[CannedRemark] = (),
        recordings: Sequence[Recording] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_texts(self, texts)
        offer_moments(self, recordings)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (WHOLE_KEY, _("The object as a whole")),
            *((place.key, place.label) for place in places),
        ]

    def clean(self) -> dict[str, Any]:
        """Take the ready text where nothing else was written; a moment has both its halves."""
        given = super().clean() or self.cleaned_data
        clean_moment(self)
        ready = getattr(self.fields.get("canned"), "texts", {}).get(given.get("canned"))
        if not given.get("text") and "text" not in self.errors:
            if ready is None:
                self.add_error("text", self.fields["text"].error_messages["required"])
            else:
                given["text"] = ready.text
        return given

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of ``add_remark``."""
        field, block, item = f"{self.cleaned_data['place'] or WHOLE_KEY}::".split(":")[:3]
        return {
            "field": field,
            "block": block,
            "item": item,
            "severity": self.cleaned_data["severity"],
            "text": self.cleaned_data["text"],
            "canned": self.cleaned_data.get("canned"),
            **moment_arguments(self.cleaned_data),
        }


class LetterForm(forms.Form):
    """A letter to the author, and the round that was on the page where it was written."""

    letter = LongText(
        max_length=LETTER_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=_("Letter to the author"),
    )
    round = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_round(self) -> int:
        """Return the round; 0, which no submission has, when the page did not say."""
        return self.cleaned_data["round"] or 0


class ReplyForm(forms.Form):
    """An answer to a remark."""

    text = LongText(
        max_length=REMARK_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("Answer"),
    )
