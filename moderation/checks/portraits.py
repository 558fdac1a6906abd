"""The photographs and recordings of a draft of which the author is asked: are children in them?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from media_pipeline.api import get_assets
from moderation.checks.pieces import Piece, Studied
from moderation.checks.recordings import VIDEO_HOSTS, is_recording
from moderation.models import Portrait

IMAGES, RECORDINGS = "images", "recordings"
UNANSWERED, WITHOUT_CONSENT = "unanswered", "without_consent"
MOST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A photograph or a recording at the first place where it stands.

    ``key`` is that of ``Portrait``; ``stamp`` the digest of the picture's file, so that an
    exchanged one is asked about anew; ``words`` its alternative text or its address.
    """

    key: str
    kind: str
    piece: Piece
    words: str
    stamp: str = ""
    image: Any = None
    address: str = ""


def shown_in(studied: Studied) -> list[Shown]:
    """Return what may show children, each once; one query. Drawings (SVG) show nobody."""
    found: dict[str, Shown] = {}
    for item in (*_photographs(studied), *_recordings(studied)):
        found.setdefault(item.key, item)
    return list(found.values())


def _photographs(studied: Studied) -> Iterator[Shown]:
    pieces = [piece for piece in studied.pieces if piece.kind == "image"]
    ids = {piece.value.get("image") for piece in pieces} - {None}
    images = get_assets(code="image", ids=ids) if ids else {}
    for piece in pieces:
        image = images.get(piece.value.get("image"))
        if image is not None and not str(image.file.name).lower().endswith(".svg"):
            words = (piece.value.get("alt") or "")[:MOST_WORDS]
            stamp = str(image.file_hash)
            yield Shown(f"image:{image.pk}", IMAGES, piece, words, stamp=stamp, image=image)


def _recordings(studied: Studied) -> Iterator[Shown]:
    for piece in studied.pieces:
        for address in piece.addresses:
            if is_recording(address, VIDEO_HOSTS):
                key = _key_of(address, studied.object_uuid)
                words = address[:MOST_WORDS]
                yield Shown(key, RECORDINGS, piece, words, address=address)


def _key_of(address: str, object_uuid: UUID | None) -> str:
    digest = hashlib.sha256(address.encode()).hexdigest()
    return f"recording:{object_uuid or ''}:{digest}"


def missing_of(shown: Iterable[Shown], told: Mapping[str, Portrait]) -> dict[str, str]:
    """Return by key what is missing: an answer, a consent, or nothing ("")."""
    return {item.key: _missing(item, told.get(item.key)) for item in shown}


def _missing(item: Shown, portrait: Portrait | None) -> str:
    if portrait is None or portrait.file_hash != item.stamp:
        return UNANSWERED
    return WITHOUT_CONSENT if portrait.recognisable and not portrait.consent_by else ""
