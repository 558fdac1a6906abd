"""Files of another library: checked and written first, made rows within the caller's transaction.

The names are known before anything is written, so that the caller can note them down and remove
the files when the transaction does not happen, whatever ends it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import willow
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from PIL import Image
from wagtail.models import Collection

from core.api import fold
from media_pipeline.data import DOCUMENT, IMAGE, SOUND, CheckedFile, ReceivedAsset, ReceivedFile
from media_pipeline.intake import check_document, check_received_image, check_sound
from media_pipeline.models import MediaDocument, MediaImage
from media_pipeline.models.document import DOCUMENT_FOLDER
from media_pipeline.models.image import IMAGE_FOLDER
from media_pipeline.public_assets import is_fixed
from media_pipeline.tasks import read_waiting_words

_BATCH = 500
_GATES = {IMAGE: check_received_image, DOCUMENT: check_document, SOUND: check_sound}
_MODELS: dict[str, Any] = {IMAGE: MediaImage, DOCUMENT: MediaDocument}


def check_received(*, code: str, file: File[bytes]) -> tuple[ReceivedFile, CheckedFile]:
    """Check one file of another library as an upload is checked; nothing is written.

    A sound becomes a document. Raises ``IntakeRefused``.
    """
    checked = _GATES[code](file)
    data = checked.read()
    checked.seek(0)
    folder, width, height = DOCUMENT_FOLDER, 0, 0
    kept = IMAGE if code == IMAGE else DOCUMENT
    if code == IMAGE:
        folder = IMAGE_FOLDER
        width, height = _size_of(checked)
    sha1 = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    name = f"{folder}/{checked.name}"
    return ReceivedFile(kept, name, len(data), sha1, width, height), checked


def _size_of(picture: CheckedFile) -> tuple[int, int]:
    """Return width and height in pixels, from the header alone."""
    if str(picture.name).endswith(".svg"):
        found = willow.Image.open(picture).get_size()
    else:
        with Image.open(picture) as image:
            found = image.size
    picture.seek(0)
    return int(found[0]), int(found[1])


def write_received(received: ReceivedFile, content: CheckedFile) -> None:
    """Write a checked file under its name; raises what the storage raises."""
    written = _storage(received.code).save(received.name, content)
    if written != received.name:
        raise FileExistsError(received.name)


def restore_assets(assets: Sequence[ReceivedAsset], *, now: datetime) -> dict[UUID, int]:
    """Make rows for files that are written; return their ids by uuid. Nobody here owns them."""
    collection = Collection.get_first_root_node()
    made: dict[UUID, int] = {}
    for code, model in _MODELS.items():
        rows = [_row(model, item, collection, now) for item in assets if item.file.code == code]
        model.objects.bulk_create(rows, batch_size=_BATCH)
        # ``created_at`` fills itself with the clock when the row is made.
        for start in range(0, len(rows), _BATCH):
            keys = [row.pk for row in rows[start : start + _BATCH]]
            model.objects.filter(pk__in=keys).update(created_at=now)
        made |= {row.uuid: row.pk for row in rows}
    if made:
        # Rows made in bulk tell no handler: their words are read by the task that takes all.
        transaction.on_commit(read_waiting_words.enqueue)
    return made


def _row(model: Any, asset: ReceivedAsset, collection: Collection, now: datetime) -> Any:
    row = model(
        uuid=asset.uuid,
        title=asset.title[:255],
        collection=collection,
        file=asset.file.name,
        file_size=asset.file.size,
        file_hash=asset.file.sha1,
    )
    words = asset.title
    if asset.file.code == IMAGE:
        row.description = asset.description[:255]
        row.width, row.height = asset.file.width, asset.file.height
        words = f"{asset.title} {asset.description}"
    row.search_text = fold(words)[:500]
    return row


@transaction.atomic
def remove_received(*, code: str, ids: Iterable[int]) -> int:
    """Delete files that came with something which is gone, and return how many went.

    Only what nobody here has uploaded and nothing published or held shows; their bytes go when the
    transaction is done.
    """
    gone = 0
    for row in _MODELS[code].objects.filter(pk__in=set(ids), uploaded_by_user=None):
        if not is_fixed(row):
            row.delete()
            gone += 1
    return gone


def remove_unused_files(names: Iterable[str]) -> int:
    """Delete files that no row has; returns how many names were free. Absent files are no error."""
    free = set(names)
    for model in _MODELS.values():
        free -= set(model.objects.filter(file__in=free).values_list("file", flat=True))
    for name in sorted(free):
        _storage(IMAGE if name.startswith(f"{IMAGE_FOLDER}/") else DOCUMENT).delete(name)
    return len(free)


def _storage(code: str) -> Storage:
    storage: Storage = _MODELS[code]._meta.get_field("file").storage
    return storage
