"""Documents (attachments)."""

from __future__ import annotations

from django.db import models
from wagtail.documents.models import AbstractDocument, Document

from core.api import fold, new_uuid


class MediaDocument(AbstractDocument):
    """An uploaded file that readers download; ``uuid`` names it for the world."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    search_text = models.CharField(max_length=500, editable=False, default="")

    admin_form_fields = Document.admin_form_fields

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded search column true, then save."""
        self.search_text = fold(self.title)[:500]
        super().save(*args, **kwargs)
