"""The one gate for uploaded files: the type by content, the limits, the writing anew."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from media_pipeline.data import CheckedFile
from media_pipeline.office import recognise_document
from media_pipeline.plain_files import is_plain
from media_pipeline.raster import may_stay, rebuild_raster
from media_pipeline.refusal import IntakeRefused
from media_pipeline.sound import MAX_SOUND_BYTES, rebuild_sound
from media_pipeline.svg import rebuild_svg

MAX_DOCUMENT_BYTES = 50 * 1024 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RASTER_EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}


def check_image(file: File[bytes]) -> CheckedFile:
    """Return the picture written anew, or raise ``IntakeRefused``; the name is not believed."""
    if isinstance(file, CheckedFile):
        return file
    data = _read(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    kind = _recognise_image(data)
    if kind == "SVG":
        return CheckedFile(rebuild_svg(data), "svg")
    return CheckedFile(rebuild_raster(data, kind), RASTER_EXTENSIONS[kind])


def check_document(file: File[bytes]) -> CheckedFile:
    """Return the document, same bytes, under a new name, or raise ``IntakeRefused``."""
    if isinstance(file, CheckedFile):
        return file
    data = _read(file, MAX_DOCUMENT_BYTES)
    extension = PurePath(file.name or "").suffix.lower().lstrip(".")
    return CheckedFile(data, recognise_document(data, extension))


def check_sound(file: File[bytes]) -> CheckedFile:
    """Return the sound without particulars under a new name, or raise ``IntakeRefused``."""
    return CheckedFile(*rebuild_sound(_read(file, MAX_SOUND_BYTES)))


def check_received_image(file: File[bytes]) -> CheckedFile:
    """Return a picture from another library: the same bytes when they hold nothing else.

    It is decoded and measured as every upload is; see ``plain_files`` for why its bytes may stay.
    Raises ``IntakeRefused``.
    """
    data = _read(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    kind = _recognise_image(data)
    if kind != "SVG" and is_plain(data, kind) and may_stay(data, kind):
        return CheckedFile(data, RASTER_EXTENSIONS[kind])
    return check_image(file)


def _read(file: File[bytes], limit: int) -> bytes:
    file.seek(0)
    data: bytes = file.read(limit + 1)
    if len(data) > limit:
        raise IntakeRefused(
            "size",
            _("The file is larger than %(limit)s MB. Make it smaller and upload it again.")
            % {"limit": limit // (1024 * 1024)},
        )
    if not data:
        raise IntakeRefused("empty", _("The file is empty. Choose another one."))
    return data


def _recognise_image(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    start = data.removeprefix(BYTE_ORDER_MARK).lstrip()
    if start.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")):
        return "SVG"
    raise IntakeRefused(
        "type", _("This is not a picture of a known type. Take JPEG, PNG, WebP, GIF or SVG.")
    )
