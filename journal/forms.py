"""Forms of the lesson page. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.api import TopicChooser
from journal.data import AIMS, HOMEWORK_LIMIT, NOTE_LIMIT, PURPOSES, THEME_LIMIT
from journal.marks import EMPTY_HOMEWORK, EMPTY_TOPIC
from journal.models import LessonEntry
from schedule.api import Lesson


class PlainText(forms.CharField):
    """Text counted as a browser counts it: the end of a line is one character."""

    def to_python(self, value: Any) -> str:
        """Return the text with the ends of its lines as the browser shows them."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n")


class TopicForm(forms.Form):
    """Topic and theme of a lesson; ``seen`` is the mark of what stood there."""

    topic = forms.CharField(required=False, label=_("Topic of the curriculum"))
    theme = PlainText(
        required=False,
        max_length=THEME_LIMIT,
        label=_("Theme in your own words"),
        help_text=_("As it is to stand in the diary; without it the topic stands there."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, lesson: Lesson, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].widget = TopicChooser(
            subject=lesson.subject_uuid, grade=lesson.group.grade
        )

    @staticmethod
    def initial_of(entry: LessonEntry | None) -> dict[str, Any]:
        """Return what the form shows at first."""
        if entry is None:
            return {"seen": EMPTY_TOPIC}
        return {"topic": entry.topic_uuid, "theme": entry.theme, "seen": entry.topic_mark}

    def clean_topic(self) -> UUID | None:
        """Return the uuid; other words are no topic."""
        text = self.cleaned_data["topic"]
        try:
            return UUID(text) if text else None
        except ValueError:
            raise forms.ValidationError(
                _("Choose a topic from the list; these words are none."), code="unknown"
            ) from None


class HomeworkForm(forms.Form):
    """The homework of a lesson."""

    homework = PlainText(
        required=False,
        max_length=HOMEWORK_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What to do at home"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def initial_of(entry: LessonEntry | None) -> dict[str, Any]:
        """Return what the form shows at first."""
        if entry is None:
            return {"seen": EMPTY_HOMEWORK}
        return {"homework": entry.homework, "seen": entry.homework_mark}


class AddForm(forms.Form):
    """Which version is put on the lesson, and what for: one press of a button."""

    object = forms.UUIDField()
    number = forms.IntegerField(min_value=1, required=False)
    purpose = forms.ChoiceField(choices=[(code, code) for code in PURPOSES])
    aim = forms.ChoiceField(choices=[("", ""), *((code, code) for code in AIMS)], required=False)


class NoteForm(forms.Form):
    """What the class is told about a material."""

    note = PlainText(required=False, max_length=NOTE_LIMIT, label=_("Note for the class"))
