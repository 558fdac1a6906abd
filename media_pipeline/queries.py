"""Reads of ``media_pipeline``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from accounts.api import is_administrator, may
from media_pipeline.models import MediaDocument, MediaImage

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User

    Person = User | AnonymousUser


def get_image(*, uuid: UUID) -> MediaImage | None:
    """Return the image with ``uuid`` or ``None``."""
    found: MediaImage | None = MediaImage.objects.filter(uuid=uuid).first()
    return found


def get_document(*, uuid: UUID) -> MediaDocument | None:
    """Return the document with ``uuid`` or ``None``."""
    found: MediaDocument | None = MediaDocument.objects.filter(uuid=uuid).first()
    return found


def get_assets(*, code: str, ids: Iterable[int]) -> dict[int, MediaImage | MediaDocument]:
    """Return images (``code`` "image") or documents by id; lost ones are left out. One query."""
    model: Any = MediaImage if code == "image" else MediaDocument
    found: dict[int, MediaImage | MediaDocument] = model.objects.in_bulk(set(ids))
    return found


def lost_assets(*, code: str, ids: Iterable[int]) -> dict[int, str]:
    """Return those of ``ids`` whose row or file is gone, with their titles (empty without a row).

    Asks the storage for each file; one query beside. Raises ``OSError`` when a bucket is away.
    """
    given = set(ids)
    rows = get_assets(code=code, ids=given)
    lost = dict.fromkeys(given - rows.keys(), "")
    for pk, asset in rows.items():
        if not asset.file.storage.exists(str(asset.file.name)):
            lost[pk] = asset.title
    return lost


def existing_ids(*, code: str, ids: Iterable[int]) -> set[int]:
    """Return those ids that an image (``code`` "image") or document has; one query."""
    model: Any = MediaImage if code == "image" else MediaDocument
    return set(model.objects.filter(pk__in=set(ids)).values_list("pk", flat=True))


def digests_of(assets: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID, str], int]:
    """Return the ids of the assets named by (code, uuid), with the SHA-256 of their bytes.

    A lost file has the digest "". Every file is read: for a few, not for a library.
    """
    wanted = set(assets)
    found: dict[tuple[str, UUID, str], int] = {}
    for code, model in (("image", MediaImage), ("document", MediaDocument)):
        uuids = {uuid for kind, uuid in wanted if kind == code}
        for row in model.objects.filter(uuid__in=uuids) if uuids else ():
            found[code, row.uuid, _digest(row)] = row.pk
    return found


def _digest(asset: Any) -> str:
    try:
        with asset.file.storage.open(asset.file.name) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def usable_images(user: Person, ids: Iterable[int]) -> set[int]:
    """Return those of the image ids that ``user`` may put into an object: their own uploads.

    Wagtail's chooser blocks accept any id that somebody types into a request; whoever saves a draft
    compares with this. One query.
    """
    return _usable(MediaImage, user, ids)


def usable_documents(user: Person, ids: Iterable[int]) -> set[int]:
    """Return those of the document ids that ``user`` may put into an object."""
    return _usable(MediaDocument, user, ids)


def _usable(model: Any, user: Person, ids: Iterable[int]) -> set[int]:
    if not may(user, "media_pipeline.upload"):
        return set()
    found = model.objects.filter(pk__in=set(ids))
    if not is_administrator(user):
        found = found.filter(uploaded_by_user=user)
    return set(found.values_list("pk", flat=True))
