"""Images."""

from __future__ import annotations

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core.api import fold, new_uuid


class MediaImage(AbstractImage):
    """An uploaded picture; ``uuid`` names it for the world."""

    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    search_text = models.CharField(max_length=500, editable=False, default="")

    admin_form_fields = Image.admin_form_fields

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded search column true, then save."""
        self.search_text = fold(f"{self.title} {self.description}")[:500]
        super().save(*args, **kwargs)


class MediaRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(MediaImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_once"
            )
        ]
