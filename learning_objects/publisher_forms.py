"""The form on which administrators write a publisher down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst

from learning_objects.models import Organisation


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """A publisher's facts; the action stores them."""

    address = forms.URLField(
        label=capfirst(Organisation._meta.get_field("address").verbose_name),
        max_length=300,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Organisation
        fields = ["title", "about", "address", "has_contract", "contract"]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def facts(self) -> dict[str, Any]:
        """Return what was written, as the action takes it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
