"""Images and documents that content shows, and whose they may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from media_pipeline.api import usable_documents, usable_images

if TYPE_CHECKING:
    from accounts.api import User

Asset = tuple[str, int]


def assets_of(value: Any) -> Iterator[Asset]:
    """Yield (``"image"`` or ``"document"``, id) of everything that raw body data shows."""
    if isinstance(value, dict):
        for code in ("image", "document"):
            if isinstance(value.get(code), int):
                yield code, value[code]
        for item in value.values():
            yield from assets_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from assets_of(item)


def foreign_assets(*, user: User, body: Any, known: Any) -> set[Asset]:
    """Return what ``body`` shows that is neither the user's own upload nor shown in ``known``.

    Wagtail's blocks take any id that somebody types into a request; publishing would then open
    another's private file to everyone. ``known`` is the body that stands already (a co-author's
    pictures are in it).
    """
    fresh = set(assets_of(body)) - set(assets_of(known))
    if not fresh:
        return set()
    own = {("image", pk) for pk in usable_images(user, _ids(fresh, "image"))}
    own |= {("document", pk) for pk in usable_documents(user, _ids(fresh, "document"))}
    return fresh - own


def _ids(assets: set[Asset], code: str) -> set[int]:
    return {pk for kind, pk in assets if kind == code}
