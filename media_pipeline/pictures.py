"""Images as pages show them: the right size, a finer copy for fine screens, no layout shift."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from wagtail.images.models import SourceImageIOError

from media_pipeline.data import Picture
from media_pipeline.models import MediaImage, MediaRendition

SPEC = re.compile(r"(width|height)-(\d{1,4})|(max|min|fill)-(\d{1,4})x(\d{1,4})|original")
# Drawings are sharp at any size; a rendition of an animation would be its first frame.
PASSED_THROUGH = frozenset({".svg", ".gif"})


class UnknownSpec(ValueError):
    """No size of the kinds ``width-N height-N max-NxM min-NxM fill-NxM original``."""


def rendition(image_id: int, spec: str) -> Picture | None:
    """Return image ``image_id`` at ``spec``, made when first asked for; ``None`` when gone."""
    image = MediaImage.objects.filter(pk=image_id).first()
    return picture_of(image, spec) if image else None


def picture_of(image: MediaImage, spec: str) -> Picture | None:
    """Return ``image`` at ``spec``: ``width-640``, ``max-800x600``, …

    Larger than the original is never made. ``None`` when the file is lost; the page then shows the
    alternative text. Raises :class:`UnknownSpec`.
    """
    if not SPEC.fullmatch(spec):
        raise UnknownSpec(spec)
    if PurePosixPath(image.file.name).suffix.lower() in PASSED_THROUGH:
        width, height = _fit(image.width, image.height, spec)
        return Picture(image.file.url, width, height)
    try:
        return _rendered(image, spec)
    except SourceImageIOError:
        return None


def _rendered(image: MediaImage, spec: str) -> Picture:
    one = _make(image, spec)
    if spec == "original" or one.width * 2 > image.width:
        return Picture(one.url, one.width, one.height)
    two = _make(image, re.sub(r"\d+", lambda number: str(int(number[0]) * 2), spec))
    return Picture(one.url, one.width, one.height, f"{one.url} 1x, {two.url} 2x")


def _make(image: MediaImage, spec: str) -> MediaRendition:
    photograph = PurePosixPath(image.file.name).suffix.lower() == ".jpg"
    made: MediaRendition = image.get_rendition(f"{spec}|format-webp" if photograph else spec)
    return made


def _fit(width: int, height: int, spec: str) -> tuple[int, int]:
    """Return the size at which to show a file that is not resized itself."""
    match = SPEC.fullmatch(spec)
    if match is None or spec == "original":
        return width, height
    if match[1]:
        scale = int(match[2]) / (width if match[1] == "width" else height)
    else:
        scale = min(int(match[4]) / width, int(match[5]) / height)
    scale = min(1.0, scale)
    return max(1, round(width * scale)), max(1, round(height * scale))
