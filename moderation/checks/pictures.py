"""Near-equal pictures: the 64-bit difference hash (dHash) of the library ImageHash.

It is taken of a small rendition, so that neither size nor format matters. Pictures of at most three
different bits always share one of the four quarters, by which candidates are found.
"""

from __future__ import annotations

from typing import Any

from PIL import Image

from media_pipeline.api import MediaImage
from moderation.models import PicturePrint

SPEC = "max-320x320"
QUARTERS = 4
# A hash of hardly any or hardly no bits is that of an empty or evenly shaded sheet.
LEAST_BITS = 8


def print_picture(image_id: int) -> PicturePrint | None:
    """Hash one uploaded picture and keep the hash; ``None`` for drawings (SVG) and lost files."""
    image = MediaImage.objects.filter(pk=image_id).first()
    if image is None or image.is_svg():
        return None
    bits = hash_of(image)
    if bits is None:
        return None
    facts = {"file_hash": image.file_hash, "bits": f"{bits:016x}", **quarters_of(bits)}
    found, _made = PicturePrint.objects.update_or_create(image_id=image.pk, defaults=facts)
    return found


def hash_of(image: Any) -> int | None:
    """Return the hash of a picture's small rendition, ``None`` when it cannot be read."""
    import imagehash

    try:
        with image.get_rendition(SPEC).file.open("rb") as file, Image.open(file) as small:
            return int(str(imagehash.dhash(small)), 16)
    except OSError:
        return None


def quarters_of(bits: int) -> dict[str, int]:
    """Return the four columns by which near hashes are found."""
    return {f"quarter_{number}": (bits >> (16 * number)) & 0xFFFF for number in range(QUARTERS)}


def distance(one: int, other: int) -> int:
    """Return how many bits differ."""
    return (one ^ other).bit_count()


def says_something(bits: int) -> bool:
    """Say whether the picture has enough in it to be compared."""
    return LEAST_BITS <= bits.bit_count() <= 64 - LEAST_BITS
