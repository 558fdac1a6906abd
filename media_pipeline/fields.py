"""Model and form fields that no unchecked file passes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import willow
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField as WagtailImageFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media_pipeline.data import CheckedFile
from media_pipeline.intake import check_document, check_image
from media_pipeline.refusal import IntakeRefused


class CheckedImageFile(WagtailImageFieldFile):
    """Runs the gate wherever a file is written, also where Wagtail goes round the form."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Check, then write under a fresh uuid."""
        checked = check_image(content)
        super().save(checked.name, checked, save)


class CheckedImageField(WagtailImageField):
    """Wagtail's image field behind the gate."""

    attr_class = CheckedImageFile


class CheckedDocumentFile(models.fields.files.FieldFile):
    """Runs the gate wherever a document is written."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Check, then write under a fresh uuid."""
        checked = check_document(content)
        super().save(str(checked.name), checked, save)


class CheckedDocumentField(models.FileField):
    """A file field behind the gate."""

    attr_class = CheckedDocumentFile


class CheckedImageFormField(WagtailImageFormField):
    """Takes the type from the content, whatever the name says, and answers in our words."""

    def to_python(self, data: Any) -> CheckedFile | None:
        """Return the picture written anew, with the ``image`` that Wagtail's forms look at."""
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        checked = _refusal_as_error(check_image, file)
        checked.image = willow.Image.open(BytesIO(checked.read()))  # type: ignore[attr-defined]
        checked.content_type = checked.image.mime_type  # type: ignore[attr-defined]
        checked.seek(0)
        return checked


class CheckedDocumentFormField(WagtailDocumentField):
    """Takes the type from the content and answers in our words."""

    def to_python(self, data: Any) -> CheckedFile | None:
        """Return the checked document."""
        file = forms.FileField.to_python(self, data)
        return None if file is None else _refusal_as_error(check_document, file)


def _refusal_as_error(check: Any, file: Any) -> CheckedFile:
    try:
        checked: CheckedFile = check(file)
    except IntakeRefused as error:
        raise ValidationError(str(error), code=error.code) from error
    return checked
