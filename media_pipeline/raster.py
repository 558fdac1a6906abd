"""Photographs and pictures made of pixels: opened carefully, written anew without particulars.

Writing anew leaves out everything that is not the picture: EXIF with the place and the camera,
which would tell where children live, thumbnails, comments, whatever hides behind the end.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from media_pipeline.refusal import IntakeRefused

MAX_FRAMES = 200
# Larger than any board shows; a photograph from a telephone keeps its detail and loses its weight.
MAX_SIDE = 3840
MAX_PROFILE_BYTES = 64 * 1024
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 88, "method": 3},
    "GIF": {},
}
MODES = {
    "JPEG": {"L", "RGB"},
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"},
    "WEBP": {"RGB", "RGBA"},
}


def rebuild_raster(data: bytes, kind: str) -> bytes:
    """Return the picture written anew in the same format ``kind`` (``"JPEG"``, ``"PNG"``, …).

    Stills lose their particulars and are made at most ``MAX_SIDE`` wide and high, the right way up;
    animations keep frames, timing and repetition. Raises ``IntakeRefused``.
    """
    image = _open(data, kind)
    _check_size(image)
    try:
        if getattr(image, "n_frames", 1) > 1 and kind in {"GIF", "WEBP"}:
            return _write_animation(image, kind)
        return _write_still(image, kind)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise _damaged() from error


def may_stay(data: bytes, kind: str) -> bool:
    """Decode every frame, and say whether :func:`rebuild_raster` would leave the picture as it is.

    What the bytes hold besides the picture is not looked at. Raises ``IntakeRefused``.
    """
    image = _open(data, kind)
    _check_size(image)
    try:
        for frame in ImageSequence.Iterator(image):
            frame.load()
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise _damaged() from error
    return max(image.size) <= MAX_SIDE and image.mode in MODES.get(kind, {image.mode})


def _open(data: bytes, kind: str) -> Image.Image:
    with warnings.catch_warnings():
        # Pillow only warns between one and two times its limit; ours is lower and is checked next.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            return Image.open(BytesIO(data), formats=[kind])
        except Image.DecompressionBombError as error:
            raise _too_many_pixels() from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise _damaged() from error


def _check_size(image: Image.Image) -> None:
    """Refuse by the numbers in the header, before a single pixel is unpacked."""
    frames = getattr(image, "n_frames", 1)
    if frames > MAX_FRAMES:
        raise IntakeRefused(
            "frames",
            _("The animation has more than 200 frames. Shorten it, or upload it as a video."),
        )
    if image.width * image.height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _write_still(image: Image.Image, kind: str) -> bytes:
    profile = image.info.get("icc_profile")
    if kind == "JPEG":
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(image)
    if upright.mode == "CMYK":
        profile = None
    plain = _convert(upright, kind)
    plain.thumbnail((MAX_SIDE, MAX_SIDE))
    options = dict(SAVE_OPTIONS[kind])
    if profile and len(profile) <= MAX_PROFILE_BYTES:
        options["icc_profile"] = profile
    return _save(plain, kind, options)


def _convert(image: Image.Image, kind: str) -> Image.Image:
    transparent = "transparency" in image.info
    if image.mode not in MODES.get(kind, {image.mode}):
        alpha = kind != "JPEG" and (transparent or "A" in image.mode)
        image = image.convert("RGBA" if alpha else "RGB")
    plain = image.copy()
    kept = image.info.get("transparency") if plain.mode in {"P", "L", "RGB"} else None
    plain.info = {} if kept is None else {"transparency": kept}
    return plain


def _write_animation(image: Image.Image, kind: str) -> bytes:
    frames, durations = [], []
    for frame in ImageSequence.Iterator(image):
        durations.append(max(20, int(frame.info.get("duration", 100) or 100)))
        plain = frame.convert("RGBA")
        plain.info = {}
        frames.append(plain)
    options = {
        **SAVE_OPTIONS[kind],
        "save_all": True,
        "append_images": frames[1:],
        "duration": durations,
        "loop": int(image.info.get("loop", 0)),
    }
    return _save(frames[0], kind, options)


def _save(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _too_many_pixels() -> IntakeRefused:
    return IntakeRefused(
        "pixels",
        _("The picture has more than 40 million pixels. Make it smaller and upload it again."),
    )


def _damaged() -> IntakeRefused:
    return IntakeRefused(
        "damaged", _("The picture is damaged. Open it in an editor and save it again.")
    )
