"""Forms of plans. They check what was given; the actions decide what is allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.api import TopicChooser
from journal.models import LessonPlan
from journal.plans.data import FIELD_LABELS, FIELDS, MOST_BYTES, TITLE
from journal.plans.rules import Course


class SourceForm(forms.Form):
    """For which class, and the table: a file, or lines from the clipboard."""

    course = forms.ChoiceField(label=_("Class and subject"))
    file = forms.FileField(
        required=False,
        label=_("Table (XLSX, ODS or CSV)"),
        help_text=_("Up to 2 MB and 600 lessons."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        label=_("Or paste the lines here"),
        help_text=_("Copy the cells in the spreadsheet: one lesson a line."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, courses: Sequence[Course], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._courses = {course_key(course): course for course in courses}
        field = self.fields["course"]
        field.choices = [  # type: ignore[attr-defined]
            (key, f"{course.group.title}, {course.subject_title}")
            for key, course in self._courses.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Demand one of the two, and no file that is larger than a plan can be."""
        cleaned: dict[str, Any] = super().clean() or {}
        file = cleaned.get("file")
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("The file is larger than 2 MB. Leave only the plan in it."))
        elif not file and not cleaned.get("text", "").strip() and not self.errors:
            self.add_error("file", _("Choose a file with the plan, or paste its lines below."))
        return cleaned

    def course_chosen(self) -> Course:
        """Return the chosen class and subject; the form is valid."""
        return self._courses[self.cleaned_data["course"]]


def course_key(course: Course) -> str:
    """Return the code of a course in the list of choices."""
    return f"{course.group.uuid}:{course.subject_uuid}"


class ColumnsForm(forms.Form):
    """Which column holds what, and where the lessons begin."""

    first = forms.TypedChoiceField(coerce=int, label=_("The first lesson is in"))

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        beginnings: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"].choices = beginnings  # type: ignore[attr-defined]
        columns = [(str(place), heading) for place, heading in enumerate(headings)]
        for code in FIELDS:
            nothing = [] if code == TITLE else [("", _("not in the table"))]
            self.fields[code] = forms.ChoiceField(
                label=str(FIELD_LABELS[code]), choices=[*nothing, *columns], required=code == TITLE
            )
        self.order_fields([*FIELDS, "first"])

    def chosen(self) -> Mapping[str, int]:
        """Return the column of each field that the table has; the form is valid."""
        given = self.cleaned_data
        return {code: int(given[code]) for code in FIELDS if given[code] != ""}


class ChooseForm(forms.Form):
    """Another topic for one lesson of the plan."""

    topic = forms.CharField(label=_("Topic of the curriculum"))

    def __init__(self, *args: Any, plan: LessonPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].widget = TopicChooser(
            subject=plan.subject_uuid, grade=plan.group.grade
        )

    def clean_topic(self) -> UUID:
        """Return the uuid; other words are no topic."""
        try:
            return UUID(self.cleaned_data["topic"])
        except ValueError:
            raise forms.ValidationError(
                _("Choose a topic from the list; these words are none."), code="unknown"
            ) from None


class WriteForm(forms.Form):
    """Where the plan begins in the timetable, and what happens to what is written there."""

    start = forms.TypedChoiceField(
        coerce=UUID, required=False, empty_value=None, label=_("The plan begins with the lesson of")
    )
    replacing = forms.BooleanField(
        required=False,
        label=_("Replace topics and homework that are written already"),
        help_text=_("Without it they stay, and the lesson of the plan is passed over."),
    )

    def __init__(self, *args: Any, starts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = starts  # type: ignore[attr-defined]
