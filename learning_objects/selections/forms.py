"""Forms of selections. They check what was typed; the actions decide what is allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.api import TopicChooser, get_tree
from learning_objects.selections.limits import (
    ABOUT_LIMIT,
    MOST_NODES,
    SECTION_LIMIT,
    TITLE_LIMIT,
    WHY_LIMIT,
)

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


class NewSelectionForm(forms.Form):
    """What a selection is called, and the shelf that it begins with."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LIMIT,
        help_text=_("Its address is made of it. For example: “Ohm's law in three lessons”."),
    )
    shelf = forms.TypedChoiceField(
        label=_("Begin with what stands on a shelf"),
        coerce=UUID,
        required=False,
        empty_value=None,
        help_text=_("Materials and notes become the first section. The shelf stays as it is."),
    )

    def __init__(self, *args: Any, shelves: Sequence[tuple[UUID, str]] = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        choices = [("", _("Begin empty")), *((str(uuid), title) for uuid, title in shelves)]
        self.fields["shelf"].choices = choices  # type: ignore[attr-defined]


class SelectionForm(forms.Form):
    """Title, description and topics; there is always room for one more topic."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LIMIT)
    about = forms.CharField(
        label=_("Description"),
        max_length=ABOUT_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For whom it is and what it is good for. An empty line begins a paragraph."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, nodes: Sequence[UUID] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(min(len(nodes) + 1, MOST_NODES)):
            self.fields[f"node_{place}"] = forms.CharField(
                label=_("Topic %(number)d") % {"number": place + 1},
                required=False,
                initial=nodes[place] if place < len(nodes) else None,
                widget=TopicChooser(),
                help_text=_("The selection is shown on the page of this topic.")
                if not place
                else "",
            )

    def clean(self) -> dict[str, Any]:
        """Gather the chosen topics under ``nodes``; an unknown one is said at its field."""
        given = super().clean() or {}
        nodes = []
        for name in [name for name in self.fields if name.startswith("node_")]:
            text = given.pop(name, "")
            if not text:
                continue
            try:
                uuid = UUID(text)
            except ValueError:
                uuid = None
            if uuid is None or uuid not in get_tree().nodes:
                self.add_error(name, _("This topic is not in the published framework."))
                continue
            nodes.append(uuid)
        given["nodes"] = nodes
        return given


class SectionForm(forms.Form):
    """A part of a selection."""

    title = forms.CharField(label=_("Title of the section"), max_length=TITLE_LIMIT)
    text = forms.CharField(
        label=_("Explanation"),
        max_length=SECTION_LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EntryForm(forms.Form):
    """A material, from a shelf or by its address, and why it is here."""

    kept = forms.CharField(required=False)
    object = forms.CharField(required=False, max_length=300)
    why = forms.CharField(required=False, max_length=WHY_LIMIT)

    def clean(self) -> dict[str, Any]:
        """Find the material that is meant."""
        given = super().clean() or {}
        named = _UUID.search(given.get("object") or given.get("kept") or "")
        if named is None:
            raise forms.ValidationError(
                _("Choose a material of your shelves, or paste the address of its page.")
            )
        given["object"] = UUID(named.group())
        return given


class WhyForm(forms.Form):
    """Why a material is here."""

    why = forms.CharField(required=False, max_length=WHY_LIMIT)
