"""What the form of the editing screen checks besides its fields."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from learning_objects.assets import foreign_assets
from learning_objects.queries import draft_content


class LearningObjectForm(WagtailAdminModelForm):
    """The form behind saving and behind the preview: both take only the author's own files."""

    def clean(self) -> dict[str, Any]:
        """Refuse images and documents of other people at the field of the content."""
        cleaned: dict[str, Any] = super().clean()
        body = cleaned.get("body")
        if body is None or self.for_user is None:
            return cleaned
        known = draft_content(self.instance)["body"] if self.instance.latest_revision_id else []
        raw = body.get_prep_value()
        if foreign_assets(user=self.for_user, body=raw, known=known):
            words = _("An image or a file here is not yours. Choose it from your own uploads.")
            self.add_error("body", ValidationError(words))
        return cleaned
