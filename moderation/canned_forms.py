"""Forms of ready texts: the list in the form of remarks, and their own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from learning_objects.data import KIND_LABELS
from moderation.fields import LongText
from moderation.models import CannedRemark, Institute, Remark

TEXT_LIMIT = 1000
OPTION_LENGTH = 90


class TextSelect(forms.Select):
    """A list of ready texts whose options carry the whole text and its severity for the script."""

    texts: dict[UUID, CannedRemark]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the option with ``data-text`` and ``data-severity``."""
        option = super().create_option(name, value, *args, **kwargs)
        found = self.texts.get(value)
        if found is not None:
            option["attrs"] |= {"data-text": found.text, "data-severity": found.severity}
        return option


class TextChoice(forms.TypedChoiceField):
    """The choice among ready texts; ``texts`` are those offered, by uuid."""

    widget = TextSelect

    def __init__(self, texts: Sequence[CannedRemark], **kwargs: Any) -> None:
        self.texts = {text.uuid: text for text in texts}
        super().__init__(coerce=UUID, empty_value=None, choices=_choices(texts), **kwargs)
        self.widget.texts = self.texts


def _choices(texts: Sequence[CannedRemark]) -> list[Any]:
    own = [(text.uuid, _shortened(text.text)) for text in texts if text.owner_id]
    shared = [(text.uuid, _shortened(text.text)) for text in texts if not text.owner_id]
    groups = [(_("My own"), own), (_("The institute's"), shared)]
    return [("", _("no ready remark")), *(group for group in groups if group[1])]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= OPTION_LENGTH else f"{line[:OPTION_LENGTH].rstrip()}…"


def offer_texts(form: forms.Form, texts: Sequence[CannedRemark]) -> None:
    """Put the list of ready texts before the text of the form; no list without any."""
    if not texts:
        return
    form.fields["text"].required = False  # a ready one chosen is enough
    form.fields["canned"] = TextChoice(
        texts,
        required=False,
        label=_("Ready remark"),
        help_text=_("It is put into the text, where you may reword it."),
    )
    names = [name for name in form.fields if name not in ("canned", "text")]
    form.order_fields([*names, "canned", "text"])


class CannedForm(forms.Form):
    """A ready text: whose, for which kind, how grave, what."""

    institute = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=_("For whom")
    )
    kind = forms.ChoiceField(
        choices=[("", _("any kind")), *KIND_LABELS.items()], required=False, label=_("Kind")
    )
    severity = forms.ChoiceField(
        choices=Remark.Severity.choices,
        initial=Remark.Severity.MUST,
        widget=forms.RadioSelect,
        label=_("How grave"),
    )
    text = LongText(
        max_length=TEXT_LIMIT, widget=forms.Textarea(attrs={"rows": 3}), label=_("Text")
    )

    def __init__(self, *args: Any, institutes: Iterable[Institute] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.institutes = {institute.pk: institute for institute in institutes}
        if not self.institutes:
            del self.fields["institute"]
            return
        named = [(pk, str(institute)) for pk, institute in self.institutes.items()]
        self.fields["institute"].choices = [  # type: ignore[attr-defined]
            ("", _("me alone")),
            *named,
        ]

    def facts(self) -> dict[str, Any]:
        """Return the keyword arguments of ``keep_text`` or, without institutes, ``change_text``."""
        facts = dict(self.cleaned_data)
        if self.institutes:
            facts["institute"] = self.institutes.get(facts.pop("institute", None))
        return facts
