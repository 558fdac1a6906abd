"""Forms of ``school``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.api import User
from school.actions.people import Particulars
from school.data import GROUP_ROLES, RELATION_LABELS, RELATIONS, ROLE_LABELS, ROLES, ZONE_LABELS
from school.models import Group, School
from school.roster_file import MOST_BYTES, decode_roster
from ui.api import DayField


class SchoolForm(forms.Form):
    """What a school is called and whose clock it lives by."""

    title = forms.CharField(label=_("Title"), max_length=255)
    short_title = forms.CharField(
        label=_("Short title"),
        max_length=80,
        required=False,
        help_text=_("Stands where there is little room."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Dates and bells of the school are read in this zone.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those of Russia first: an administrator looks for one of them.
        rest = sorted(available_timezones() - set(ZONE_LABELS))
        offer(self, "time_zone", [*ZONE_LABELS.items(), *((name, name) for name in rest)])


class FoundForm(SchoolForm):
    """A new school."""

    key = forms.SlugField(
        label=_("Key"),
        max_length=60,
        help_text=_("Latin letters, digits and hyphens, for commands and imports: school-57."),
    )
    field_order = ("title", "short_title", "key", "time_zone")


class PeopleFilterForm(forms.Form):
    """Search and filter of the people."""

    q = forms.CharField(
        label=_("Part of a name or login"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [("", pgettext_lazy("role", "any")), *role_choices(ROLES)])

    def found(self) -> dict[str, str]:
        """Return the arguments of ``members_of``; nonsense asks for everybody."""
        data = self.cleaned_data if self.is_valid() else {}
        return {"text": data.get("q", ""), "role": data.get("role", "")}


class ParticularsForm(forms.Form):
    """Name parts and sign-in of a new person."""

    last_name = forms.CharField(label=_("Surname"), max_length=150)
    first_name = forms.CharField(label=_("First name"), max_length=150)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=150, required=False)
    login = forms.CharField(
        label=_("Login"),
        max_length=150,
        required=False,
        help_text=_("Left empty, it is made from the name: ivanova.mp."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Small children have none.")
    )

    def particulars(self) -> Particulars:
        """Return what was typed."""
        names = ("last_name", "first_name", "patronymic", "email", "login")
        return Particulars(**{name: self.cleaned_data[name] for name in names})


class PlaceForm(forms.Form):
    """A role, its class, and the first day."""

    role = forms.ChoiceField(label=_("Role"))
    group = forms.ChoiceField(
        label=_("Class"),
        required=False,
        help_text=_("For pupils and class teachers."),
    )
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.uuid): group for group in groups}
        offer(self, "role", role_choices(ROLES))
        offer(self, "group", [("", "—"), *((key, row.title) for key, row in self.groups.items())])

    def clean(self) -> dict[str, Any]:
        """Ask for a class where the role needs one; drop it where there is none."""
        data: dict[str, Any] = super().clean() or {}
        needs = data.get("role") in GROUP_ROLES
        if needs and not data.get("group"):
            self.add_error("group", _("Choose the class."))
        data["group"] = self.groups.get(data.get("group", "")) if needs else None
        return data


class NewPersonForm(ParticularsForm, PlaceForm):
    """A new person of the school with their place."""

    field_order = ("role", "group", "last_name", "first_name", "patronymic", "login", "email")


class KnownPersonForm(PlaceForm):
    """Somebody who has an account already."""

    login = forms.CharField(label=_("Login"), max_length=150)
    field_order = ("login",)


class GuardianForm(ParticularsForm):
    """A new guardian of a pupil."""

    relation = forms.ChoiceField(label=_("Who they are to the pupil"))
    since = DayField(label=_("First day"))
    field_order = ("relation",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "relation", relation_choices())


class KnownGuardianForm(forms.Form):
    """A guardian who has an account already."""

    login = forms.CharField(label=_("Login"), max_length=150)
    relation = forms.ChoiceField(label=_("Who they are to the pupil"))
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "relation", relation_choices())


class ClassForm(forms.Form):
    """A new class."""

    year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    grade = forms.TypedChoiceField(
        label=_("Grade"), coerce=int, choices=[(number, number) for number in range(1, 12)]
    )
    letter = forms.CharField(
        label=_("Letter"), max_length=10, required=False, help_text=_("For example Б.")
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = (year, year + 1)
        offer(self, "year", [(item, f"{item}/{(item + 1) % 100:02}") for item in years])


class SubgroupForm(forms.Form):
    """A new subgroup of a class."""

    title = forms.CharField(
        label=_("Title"), max_length=60, help_text=_("For example: 8 «Б», English 1.")
    )


class SubgroupPupilsForm(forms.Form):
    """Pupils of the class who come into the subgroup."""

    people = forms.MultipleChoiceField(
        label=_("Pupils of the class"), widget=forms.CheckboxSelectMultiple
    )
    since = DayField(label=_("First day"))

    def __init__(self, *args: Any, pupils: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pupils = {str(pupil.uuid): pupil for pupil in pupils}
        offer(self, "people", [(key, pupil.full_name) for key, pupil in self.pupils.items()])

    def chosen(self) -> list[User]:
        """Return the pupils that were ticked."""
        return [self.pupils[key] for key in self.cleaned_data["people"]]


class DayForm(forms.Form):
    """The last day of something."""

    until = DayField(label=_("Last day"))


class MoveForm(forms.Form):
    """Another class for a pupil."""

    group = forms.ChoiceField(label=_("To the class"))
    since = DayField(label=_("First day there"))

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.uuid): group for group in groups}
        offer(self, "group", [(key, group.title) for key, group in self.groups.items()])

    def group_value(self) -> Group:
        """Return the chosen class."""
        return self.groups[self.cleaned_data["group"]]


class RosterForm(forms.Form):
    """A list of people: pasted, or a file."""

    text = forms.CharField(
        label=_("The list"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("Copy the table together with the names of its columns and paste it here."),
    )
    file = forms.FileField(
        label=_("or a CSV file"), required=False, help_text=_("UTF-8 or Windows-1251, to 256 kB.")
    )
    since = DayField(label=_("First day"))

    def clean_file(self) -> UploadedFile[Any] | None:
        """Refuse a file that is too large before reading it."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 256 kB. Divide it into several.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Take the text from the file when there is one."""
        data: dict[str, Any] = super().clean() or {}
        file: UploadedFile[Any] | None = data.get("file")
        if file:
            data["text"] = decode_roster(file.read())
        if not (data.get("text") or "").strip() and "file" not in self.errors:
            self.add_error("text", _("Paste the list or choose a file."))
        return data


def role_choices(roles: Iterable[str]) -> list[tuple[str, str]]:
    """Return roles with their names."""
    return [(code, capfirst(str(ROLE_LABELS[code]))) for code in roles]


def relation_choices() -> list[tuple[str, str]]:
    """Return relations with their names."""
    return [(code, capfirst(str(RELATION_LABELS[code]))) for code in RELATIONS]


def offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Set the choices of a field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        field.choices = choices


def school_values(school: School) -> dict[str, str]:
    """Return the present values of :class:`SchoolForm`."""
    return {name: getattr(school, name) for name in ("title", "short_title", "time_zone")}


def first_day(day: date) -> dict[str, date]:
    """Return the value that a form of dated things begins with."""
    return {"since": day}
