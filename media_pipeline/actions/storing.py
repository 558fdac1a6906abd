"""Taking files in."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from accounts.api import User, require
from core.api import record
from media_pipeline.intake import check_document, check_image
from media_pipeline.models import MediaDocument, MediaImage


@transaction.atomic
def store_image(
    *, title: str, file: File[bytes], by: User, now: datetime, description: str = ""
) -> MediaImage:
    """Check a picture and keep it as an upload of ``by``.

    The type comes from the content (JPEG, PNG, WebP, GIF, SVG); the file is written anew without
    particulars. ``description`` is the alternative text offered wherever it is placed. Raises
    ``IntakeRefused`` (its ``str`` is for people) and ``NotAllowed``.
    """
    require(by, "media_pipeline.upload")
    image = MediaImage(title=title[:255], description=description[:255], uploaded_by_user=by)
    image.file = check_image(file)  # type: ignore[assignment]  # Django wraps what is set
    image._set_image_file_metadata()
    image.save()
    MediaImage.objects.filter(pk=image.pk).update(created_at=now)
    image.created_at = now
    _record("media_pipeline.store_image", image, by, now)
    return image


@transaction.atomic
def store_document(*, title: str, file: File[bytes], by: User, now: datetime) -> MediaDocument:
    """Check a document and keep it as an upload of ``by``.

    The type comes from the content; the bytes stay as they are. Raises ``IntakeRefused`` and
    ``NotAllowed``.
    """
    require(by, "media_pipeline.upload")
    document = MediaDocument(title=title[:255], uploaded_by_user=by)
    document.file = check_document(file)
    document._set_document_file_metadata()
    document.save()
    MediaDocument.objects.filter(pk=document.pk).update(created_at=now)
    document.created_at = now
    _record("media_pipeline.store_document", document, by, now)
    return document


def _record(action: str, asset: MediaImage | MediaDocument, by: User, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid,
        object_code=f"media_pipeline.{asset._meta.model_name}",
        object_uuid=asset.uuid,
        now=now,
        data={"hash": asset.file_hash, "bytes": asset.file_size},
    )
