"""Forms of the workbench. They check what was typed; actions decide the rest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from framework.actions.comments import LONGEST_COMMENT
from framework.actions.crosswalks import Pair
from framework.actions.editing import (
    LONGEST_CONTENT,
    LONGEST_TITLE,
    MOST_HOURS,
    NodeText,
    text_digest,
)
from framework.data import KINDS, SECTION
from framework.models import Crosswalk, FrameworkNode
from framework.widgets import TopicChooser

MORE_PARTS = 3
SHOWN = 500  # characters of what somebody else wrote


class EditionForm(forms.Form):
    """The next edition of a framework."""

    label = forms.CharField(
        max_length=60,
        label=_("Name of the edition"),
        help_text=_("A year, for instance: it tells this edition from the others."),
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        label=_("What this edition changes"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NodeForm(forms.Form):
    """What is written about a node."""

    title = forms.CharField(max_length=LONGEST_TITLE, label=_("Title"))
    title_en = forms.CharField(
        max_length=LONGEST_TITLE, required=False, label=_("Title in English")
    )
    code = forms.CharField(max_length=60, required=False, label=_("Code"))
    hours = forms.IntegerField(min_value=0, max_value=MOST_HOURS, required=False, label=_("Hours"))
    content = forms.CharField(
        max_length=LONGEST_CONTENT,
        required=False,
        label=_("Content"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The federal programmes have sections without a title; nothing else goes without one.
        self.fields["title"].required = kind != SECTION

    def text(self) -> NodeText:
        """Return what was written."""
        given = self.cleaned_data
        return NodeText(**{name: given[name] for name in _FACTS})

    def meet(self, row: FrameworkNode) -> None:
        """Put what the node says now beside what was typed; who sends that again has seen it."""
        self.data = {**{name: self.data[name] for name in self.data}, "seen": text_digest(row)}
        show_present(self, row)


_FACTS = ("title", "title_en", "code", "hours", "content")


def facts_of(row: FrameworkNode) -> dict[str, Any]:
    """Return what is written about the node, as the form's initial values."""
    return {**{name: getattr(row, name) for name in _FACTS}, "seen": text_digest(row)}


def show_present(form: forms.Form, row: FrameworkNode) -> None:
    """Say at each field of a checked form what the node says now, where that differs."""
    typed = dict(form.cleaned_data)
    for name in _FACTS:
        present = _plain(getattr(row, name))
        if name in typed and _plain(typed[name]) != present:
            shown = Truncator(present).chars(SHOWN)
            words = _("The node now says: %(words)s") % {"words": shown} if present else ""
            form.add_error(name, words or _("The node now says nothing here."))


def _plain(value: Any) -> str:
    """Return a value without what a form changes in it: ends of lines, spaces around."""
    return "" if value is None else "\n".join(str(value).strip().splitlines())


class NewNodeForm(forms.Form):
    """A node to add; the rest is written once it is there."""

    kind = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(max_length=LONGEST_TITLE, required=False, label=_("Title"))

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """One part of a node that is split; a part without a title is left out."""

    title = forms.CharField(max_length=LONGEST_TITLE, required=False, label=_("Title"))
    title_en = forms.CharField(
        max_length=LONGEST_TITLE, required=False, label=_("Title in English")
    )
    hours = forms.IntegerField(min_value=0, max_value=MOST_HOURS, required=False, label=_("Hours"))

    def text(self) -> NodeText | None:
        """Return the part, or ``None`` for an empty row."""
        given = self.cleaned_data
        title = given.get("title", "").strip()
        if not title:
            return None
        return NodeText(title, given["title_en"], hours=given["hours"])


PartFormSet = forms.formset_factory(PartForm, extra=MORE_PARTS, max_num=12)


class CommentForm(forms.Form):
    """A word to the other methodologists."""

    text = forms.CharField(
        max_length=LONGEST_COMMENT,
        label=_("Comment"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WalkForm(forms.Form):
    """What a node is in another framework."""

    node = forms.UUIDField(label=_("Node of the other framework"))
    relation = forms.ChoiceField(label=_("The node here is"), choices=Crosswalk.Relation.choices)
    confidence = forms.IntegerField(
        min_value=1,
        max_value=100,
        initial=100,
        label=_("Confidence, %"),
    )
    note = forms.CharField(max_length=300, required=False, label=_("Note"))

    def __init__(self, *args: Any, framework: str = "", **kwargs: Any) -> None:
        """``framework`` is the key of the other one; without it the pair is known already."""
        super().__init__(*args, **kwargs)
        if framework:
            self.fields["node"].widget = TopicChooser(kinds=KINDS, framework=framework)
        else:
            del self.fields["node"]

    def pair(self, source: UUID, target: UUID | None = None) -> Pair:
        """Return the crosswalk from ``source`` that was described."""
        given = self.cleaned_data
        return Pair(
            source=source,
            target=target or given["node"],
            relation=given["relation"],
            confidence=Decimal(given["confidence"]) / 100,
            note=given["note"],
        )


class OneNodeForm(forms.Form):
    """Chooses the node whose counterparts are looked at."""

    node = forms.UUIDField(label=_("Node"))

    def __init__(self, *args: Any, framework: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["node"].widget = TopicChooser(kinds=KINDS, framework=framework)
