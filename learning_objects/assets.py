"""Images and documents that content shows, and whose they may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from media_pipeline.api import usable_documents, usable_images

if TYPE_CHECKING:
    from accounts.api import User

Asset = tuple[str, int]
ASSET_CODES = ("image", "document")


def assets_of(value: Any) -> Iterator[Asset]:
    """Yield (``"image"`` or ``"document"``, id) of everything that raw body data shows."""
    if isinstance(value, dict):
        for code in ASSET_CODES:
            if _is_id(value.get(code)):
                yield code, value[code]
        for item in value.values():
            yield from assets_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from assets_of(item)


def repoint(value: Any, ids: Mapping[Asset, int]) -> Any:
    """Return raw body data in which every asset has the id that ``ids`` gives for it."""
    if isinstance(value, dict):
        return {
            key: ids.get((key, item), item)
            if key in ASSET_CODES and _is_id(item)
            else repoint(item, ids)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [repoint(item, ids) for item in value]
    return value


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


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
