"""Images."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    get_upload_to,
)
from wagtail.search import index

from core.api import fold, new_uuid
from media_pipeline.fields import CheckedImageField

IMAGE_FOLDER = "original_images"


class MediaImage(AbstractImage):
    """An uploaded picture; ``uuid`` names it for the world.

    The file's own name is a random uuid too: its address cannot be guessed, and it changes whenever
    the picture is exchanged, so that caches may keep it for ever.
    """

    file = CheckedImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    uuid = models.UUIDField(default=new_uuid, unique=True, editable=False)
    search_text = models.CharField(max_length=500, editable=False, default="")

    admin_form_fields = Image.admin_form_fields
    search_fields = [*AbstractImage.search_fields, index.AutocompleteField("search_text")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded search column true, then save."""
        self.search_text = fold(f"{self.title} {self.description}")[:500]
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        """Return the path of the checked file: its name is a uuid already."""
        return f"{IMAGE_FOLDER}/{PurePosixPath(filename).name}"

    def _set_image_file_metadata(self) -> None:
        """Fill in size and digest, then close the stored file, which Wagtail leaves open."""
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> File[bytes]:  # noqa: A002
        """Return the resized copy in memory; Wagtail leaves its temporary file open for ever."""
        if source is None:
            # A lost original fails here, before the temporary file is made.
            with self.open_file() as original:
                original.seek(0)
        made = super().generate_rendition_file(filter, source=source)
        with made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class MediaRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(MediaImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_once"
            )
        ]
