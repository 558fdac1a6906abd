"""The bytes of images and documents on their way into a package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from exporters.bagit.writing import BagWriter
from exporters.layout import blob_name
from exporters.models import ReceivedAsset
from learning_objects.data import AssetLink, ObjectRecord
from media_pipeline.api import get_assets

Key = tuple[str, int]
CODES = ("image", "document")
# Larger files are read twice, once for the digest that names them, instead of being held.
_HELD = 8 * 1024 * 1024
_BLOCK = 1024 * 1024


class BlobWriter:
    """Puts every file once into the bag and remembers what is said of it."""

    def __init__(self, bag: BagWriter) -> None:
        self._bag = bag
        self._written: set[str] = set()
        self._facts: dict[Key, dict[str, Any] | None] = {}

    @property
    def count(self) -> int:
        """Return how many different files are in the bag."""
        return len(self._written)

    @property
    def names(self) -> list[str]:
        """Return where the files lie."""
        return [blob_name(sha256) for sha256 in sorted(self._written)]

    def add_all(self, records: Iterable[ObjectRecord]) -> None:
        """Write what ``records`` show; a few queries for all of them."""
        wanted = {
            (link.code, link.asset_id)
            for record in records
            for version in record.versions
            for link in version.assets
        } - self._facts.keys()
        for code in CODES:
            ids = {pk for kind, pk in wanted if kind == code}
            if ids:
                self._add_kind(code, ids)

    def _add_kind(self, code: str, ids: set[int]) -> None:
        assets = get_assets(code=code, ids=ids)
        received = ReceivedAsset.objects.filter(code=code, asset_id__in=ids)
        abroad: dict[int, UUID] = dict(received.values_list("asset_id", "asset_uuid"))
        for pk in sorted(ids):
            asset = assets.get(pk)
            sha256, size = self._write(asset) if asset is not None else ("", 0)
            self._facts[code, pk] = None
            if asset is not None and sha256:
                self._facts[code, pk] = {
                    "uuid": str(abroad.get(pk, asset.uuid)),
                    "sha256": sha256,
                    "size": size,
                    "title": asset.title[:255],
                    "description": getattr(asset, "description", "")[:255],
                    "extension": PurePosixPath(str(asset.file.name)).suffix.lstrip(".").lower(),
                }

    def _write(self, asset: Any) -> tuple[str, int]:
        """Write the file and return its digest and size; nothing for a file that was lost."""
        try:
            stream = asset.file.storage.open(asset.file.name)
        except FileNotFoundError:
            return "", 0
        with stream:
            held = stream.read(_HELD + 1)
            digest, size = hashlib.sha256(held), len(held)
            if size <= _HELD:
                return self._put(digest.hexdigest(), held, size)
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
            stream.seek(0)
            return self._put(digest.hexdigest(), stream, size)

    def _put(self, sha256: str, content: Any, size: int) -> tuple[str, int]:
        if sha256 not in self._written:
            stored = self._bag.add_payload(blob_name(sha256), content, size=size)
            if stored.digests["sha256"] != sha256:
                raise OSError(f"a file changed while it was packed: {sha256}")
            self._written.add(sha256)
        return sha256, size

    def entry(self, link: AssetLink) -> dict[str, Any]:
        """Return what the package says of a file of a version."""
        facts = self._facts[link.code, link.asset_id] or {
            "uuid": None,
            "sha256": None,
            "size": 0,
            "title": "",
            "description": "",
            "extension": "",
        }
        return {"code": link.code, "id": link.origin_id, **facts}
