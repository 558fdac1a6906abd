"""Base forms of Wagtail's upload pages; the settings name them."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from media_pipeline.fields import CheckedDocumentFormField, CheckedImageFormField
from media_pipeline.public_assets import is_fixed


class ImageForm(BaseImageForm):
    """Wagtail's image form with the gate before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_gate(self, CheckedImageFormField)


class DocumentForm(BaseDocumentForm):
    """Wagtail's document form with the gate before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        put_gate(self, CheckedDocumentFormField)


def put_gate(form: forms.ModelForm[Any], field_class: type[forms.FileField]) -> None:
    """Replace the form's file field; a published or reviewed file cannot be exchanged at all."""
    stock = form.fields.get("file")
    if stock is None:
        return
    if form.instance.pk and is_fixed(form.instance):
        del form.fields["file"]
        return
    form.fields["file"] = field_class(
        label=stock.label, widget=stock.widget, required=stock.required
    )
