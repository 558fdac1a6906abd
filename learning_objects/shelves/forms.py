"""Forms of shelves. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.api import User, get_user_by_email, get_user_by_login
from learning_objects.shelves.limits import ABOUT_LIMIT, NOTE_LIMIT, TITLE_LIMIT


class ShelfForm(forms.Form):
    """What a shelf is called and what it is for."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LIMIT,
        help_text=_("For example: “Week of physics, 7 B”."),
    )
    about = forms.CharField(
        label=_("Description"),
        max_length=ABOUT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For yourself and for those with whom you share the shelf."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Without a title it is called “My shelf”.")


class KeepForm(forms.Form):
    """Where a material is put, and a note to it."""

    object = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    shelf = forms.TypedChoiceField(
        label=_("Shelf"), coerce=UUID, required=False, empty_value=None, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=pgettext_lazy("shelf", "Note"),
        max_length=NOTE_LIMIT,
        required=False,
        help_text=_("For example: “for 7 B, second week”. Those who read the shelf see it too."),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, shelves: list[tuple[UUID, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(uuid), title) for uuid, title in shelves or []]
        self.fields["shelf"].choices = choices  # type: ignore[attr-defined]
        if choices:
            self.fields["shelf"].initial = choices[0][0]


class NoteForm(forms.Form):
    """The note of one item."""

    note = forms.CharField(
        label=pgettext_lazy("shelf", "Note"), max_length=NOTE_LIMIT, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


READ, WRITE = "read", "write"
RIGHTS = [
    (READ, pgettext_lazy("right on a shelf", "may read")),
    (WRITE, pgettext_lazy("right on a shelf", "may read and change")),
]


class ShareForm(forms.Form):
    """A colleague by login or e-mail, and what they may do."""

    person = forms.CharField(
        label=_("Login or e-mail of the colleague"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    right = forms.ChoiceField(
        label=_("What they may do"), choices=RIGHTS, initial=READ, widget=forms.RadioSelect
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


class LinkForm(forms.Form):
    """Whether those who have the link see the notes too."""

    with_notes = forms.BooleanField(
        label=_("Show my notes to those who have the link"), required=False
    )
