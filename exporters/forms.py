"""Forms of ``exporters``."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning_objects.api import published_uuids

ALL, QUERY, CHOSEN = "all", "query", "chosen"
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MOST_CHOSEN = 1_000


class ExportForm(forms.Form):
    """What goes into a package."""

    what = forms.ChoiceField(
        label=_("What to pack"),
        choices=[
            (ALL, pgettext_lazy("what to pack", "The whole library")),
            (QUERY, _("What a search finds")),
            (CHOSEN, _("Chosen materials")),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    query = forms.CharField(
        label=_("Search"),
        max_length=200,
        required=False,
        help_text=_("As in the search of the library, for example «дроби 5 класс»."),
    )
    addresses = forms.CharField(
        label=_("Addresses of the materials, one a line"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Open a material in the library and copy its address here."),
    )

    def clean(self) -> dict[str, Any]:
        """Name what is missing beside its own field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("what") == QUERY and not cleaned.get("query", "").strip():
            self.add_error("query", _("Say what to search for."))
        if cleaned.get("what") == CHOSEN and "addresses" in cleaned:
            self._choose(cleaned)
        return cleaned

    def _choose(self, cleaned: dict[str, Any]) -> None:
        lines = [line.strip() for line in cleaned["addresses"].splitlines() if line.strip()]
        found: dict[UUID, None] = {}
        for number, line in enumerate(lines, start=1):
            named = _UUID.search(line)
            if named is None:
                words = _("Line %(number)d is not an address of a material.")
                self.add_error("addresses", words % {"number": number})
                return
            found[UUID(named.group())] = None
        if not found or len(found) > MOST_CHOSEN:
            words = _("Paste from 1 to %(most)d addresses.")
            self.add_error("addresses", words % {"most": MOST_CHOSEN})
            return
        missing = set(found) - set(published_uuids(only=found))
        if missing:
            lost = next(uuid for uuid in found if uuid in missing)
            words = _("%(uuid)s is not in the library.")
            self.add_error("addresses", words % {"uuid": lost})
        cleaned["uuids"] = list(found)

    def scope(self) -> dict[str, Any]:
        """Return the scope as a transfer keeps it."""
        what = self.cleaned_data["what"]
        if what == ALL:
            return {"all": True}
        if what == QUERY:
            return {"query": self.cleaned_data["query"].strip()}
        return {"uuids": [str(uuid) for uuid in self.cleaned_data["uuids"]]}


class UploadForm(forms.Form):
    """A package of another library."""

    package = forms.FileField(
        label=_("Package (a ZIP file)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )
