"""Forms of ``schedule``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.api import User
from core.api import sort_key
from framework.api import get_tree
from schedule.actions.copying import MOST_WEEKS
from schedule.data import MOST_SLOTS, BellTime
from school.api import Group
from ui.api import DayField


class WhenForm(forms.Form):
    """Day, lesson number, room and teacher: what can be moved."""

    date = DayField(label=_("Date"))
    slot = forms.TypedChoiceField(label=_("Lesson number"), coerce=int)
    teacher = forms.ChoiceField(label=_("Teacher"))
    room = forms.CharField(label=_("Room"), max_length=20, required=False)

    def __init__(
        self, *args: Any, bells: Iterable[BellTime], teachers: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.teachers = {str(person.uuid): person for person in teachers}
        slots = [(bell.number, bell_words(bell)) for bell in bells]
        _offer(self, "slot", slots)
        _offer(self, "teacher", [(key, row.full_name) for key, row in self.teachers.items()])

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = dict(self.cleaned_data)
        return {**data, "teacher": self.teachers[data["teacher"]]}


class PlanForm(WhenForm):
    """A new lesson."""

    group = forms.ChoiceField(label=_("Class or subgroup"))
    subject = forms.ChoiceField(label=_("Subject"))
    field_order = ("group", "subject", "teacher", "date", "slot", "room")

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.uuid): group for group in groups}
        _offer(self, "group", [(key, group_words(row)) for key, row in self.groups.items()])
        _offer(self, "subject", subject_choices())

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = super().arguments()
        group, subject = self.groups[data.pop("group")], UUID(data.pop("subject"))
        return {**data, "group": group, "subject_uuid": subject}


class CopyForm(forms.Form):
    """Which week is copied, to how many, for whom."""

    monday = DayField(label=_("A day of the week to copy"))
    weeks = forms.IntegerField(
        label=_("To how many following weeks"), min_value=1, max_value=MOST_WEEKS, initial=1
    )
    group = forms.ChoiceField(label=_("Class"), required=False)

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.uuid): group for group in groups}
        choices = [(key, group.title) for key, group in self.groups.items()]
        _offer(self, "group", [("", _("all classes")), *choices])

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = dict(self.cleaned_data)
        return {**data, "group": self.groups.get(data["group"])}


class BellForm(forms.Form):
    """One bell; both times empty means that there is no such lesson."""

    starts = forms.TimeField(label=_("begins"), required=False)
    ends = forms.TimeField(label=_("ends"), required=False)

    def __init__(self, data: Any, *, number: int, initial: dict[str, time]) -> None:
        super().__init__(data, prefix=f"bell{number}", initial=initial)
        self.number = number
        for name in ("starts", "ends"):
            words = f"{number}: {self.fields[name].label}"
            attrs = {"type": "time", "aria-label": words}
            self.fields[name].widget = forms.TimeInput(attrs=attrs, format="%H:%M")

    def clean(self) -> dict[str, Any]:
        """Ask for both times or none."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("starts")) != bool(data.get("ends")):
            missing = "ends" if data.get("starts") else "starts"
            self.add_error(missing, _("Give both times, or leave both empty."))
        return data

    def bell(self) -> BellTime | None:
        """Return the bell, or nothing when the line is empty."""
        starts: time | None = self.cleaned_data.get("starts")
        ends: time | None = self.cleaned_data.get("ends")
        return BellTime(self.number, starts, ends) if starts and ends else None


def bell_forms(data: Any, bells: Iterable[BellTime]) -> list[BellForm]:
    """Return a form for each lesson number that a day can have, 0 to the most."""
    known = {bell.number: bell for bell in bells}
    numbers = range(MOST_SLOTS + 1)
    return [BellForm(data, number=number, initial=_times(known.get(number))) for number in numbers]


def _times(bell: BellTime | None) -> dict[str, time]:
    return {"starts": bell.starts, "ends": bell.ends} if bell else {}


def bell_words(bell: BellTime) -> str:
    """Return «2 (09:25–10:10)»."""
    return f"{bell.number} ({bell.starts:%H:%M}–{bell.ends:%H:%M})"


def group_words(group: Group) -> str:
    """Return a class's title; a subgroup's with its class before it."""
    return f"{group.parent.title} — {group.title}" if group.parent else group.title


def subject_choices() -> list[tuple[str, str]]:
    """Return the subjects of the curriculum in Russian order."""
    tree = get_tree()
    rows = [(str(uuid), tree.nodes[uuid].title) for uuid in tree.subjects]
    return sorted(rows, key=lambda row: sort_key(row[1]))


def parse_day(text: str, default: date) -> date:
    """Return the day of an address, ``default`` when it names none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return default
    return found if 1990 <= found.year <= 2100 else default


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
