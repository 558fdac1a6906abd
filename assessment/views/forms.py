"""Forms of the bank's pages. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.api import User, get_user_by_email, get_user_by_login
from assessment.data import CIRCLE, EASIEST, EVERYBODY, HARDEST, OWN, Circle
from assessment.models import BankItem
from framework.api import TopicChooser, get_node

TOPICS = 3
READ, WRITE = "read", "write"
RIGHTS = [
    (READ, gettext_lazy("may see and try it")),
    (WRITE, gettext_lazy("may change it too")),
]


class FactsForm(forms.Form):
    """Topics, difficulty and grade."""

    difficulty = forms.TypedChoiceField(
        label=gettext_lazy("Difficulty"), coerce=int, required=False, empty_value=None
    )
    grade = forms.TypedChoiceField(
        label=gettext_lazy("Grade"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Empty: the grade of the first topic."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, TOPICS + 1):
            self.fields[f"topic{number}"] = forms.CharField(
                label=_("Topic %(number)d") % {"number": number},
                required=False,
                widget=TopicChooser(),
            )
        levels = [(n, str(n)) for n in range(EASIEST, HARDEST + 1)]
        levels[0] = (EASIEST, _("1, the easiest"))
        levels[-1] = (HARDEST, _("5, the hardest"))
        grades = [(n, str(n)) for n in range(1, 12)]
        self.fields["difficulty"].choices = [("", "—"), *levels]  # type: ignore[attr-defined]
        self.fields["grade"].choices = [("", "—"), *grades]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, item: BankItem, topics: list[UUID], data: QueryDict | None) -> FactsForm:
        """Return the form filled with what is stored."""
        initial: dict[str, Any] = {"difficulty": item.difficulty, "grade": item.grade}
        initial |= {f"topic{n}": str(uuid) for n, uuid in enumerate(topics[:TOPICS], 1)}
        return cls(data, initial=initial)

    def clean(self) -> None:
        """Find the topics that are named."""
        super().clean()
        for number in range(1, TOPICS + 1):
            name = f"topic{number}"
            text = self.cleaned_data.get(name, "").strip()
            uuid = _uuid_in(text)
            if text and (uuid is None or get_node(uuid) is None):
                self.add_error(name, _("There is no such topic."))
            else:
                self.cleaned_data[name] = uuid

    def topics(self) -> tuple[UUID, ...]:
        """Return the topics chosen, each once."""
        chosen = (self.cleaned_data.get(f"topic{n}") for n in range(1, TOPICS + 1))
        return tuple(dict.fromkeys(uuid for uuid in chosen if uuid))


def _uuid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class AudienceForm(forms.Form):
    """Who sees the item beside the people named."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Beside the people named below"), widget=forms.RadioSelect
    )

    circles: list[Circle] = []

    @classmethod
    def of(cls, item: BankItem, circles: list[Circle], data: QueryDict | None) -> AudienceForm:
        """Return the form with the circles of the person."""
        now = f"{item.circle_code}:{item.circle_uuid}" if item.audience == CIRCLE else item.audience
        form = cls(data, initial={"audience": now})
        form.circles = circles
        form.fields["audience"].choices = [  # type: ignore[attr-defined]
            (OWN, _("nobody else")),
            *((f"{circle.code}:{circle.uuid}", circle.label) for circle in circles),
            (
                EVERYBODY,
                _("everybody: teachers with the key, pupils the question alone, inside a test"),
            ),
        ]
        return form

    def chosen(self) -> tuple[str, Circle | None]:
        """Return the audience, and the circle where it is one."""
        value = self.cleaned_data["audience"]
        for circle in self.circles:
            if value == f"{circle.code}:{circle.uuid}":
                return CIRCLE, circle
        return value, None


class PersonForm(forms.Form):
    """A colleague by login or e-mail, and what they may do."""

    person = forms.CharField(
        label=gettext_lazy("Login or e-mail of the colleague"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    right = forms.ChoiceField(
        label=gettext_lazy("What they may do"),
        choices=RIGHTS,
        initial=READ,
        widget=forms.RadioSelect,
    )

    def clean_person(self) -> User:
        """Return the person of that login or e-mail."""
        text = self.cleaned_data["person"].strip()
        found = get_user_by_email(text) if "@" in text else get_user_by_login(text)
        if found is None or not found.is_active:
            raise forms.ValidationError(
                _("There is nobody with this login or e-mail. Ask your colleague for theirs.")
            )
        return found

    def may_write(self) -> bool:
        """Whether the person may change the item too."""
        return bool(self.cleaned_data["right"] == WRITE)
