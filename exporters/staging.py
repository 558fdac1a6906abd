"""Files of a package set aside in the media storage, and taken away again when nobody owns them.

A transaction does not cover files. So the name of every file is committed before the file is
written, and the row goes in the very transaction that makes the file somebody's. Whatever ends an
import (a refusal, a full disk, SIGKILL), the rows that are left name exactly the files to remove.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile

from core.api import new_uuid
from exporters.data import STORING, Progress
from exporters.models import StagedFile
from exporters.processes import is_gone, this_process
from exporters.reading import Package
from exporters.schema import Asset
from media_pipeline.api import check_received, remove_unused_files, write_received
from media_pipeline.data import CheckedFile, ReceivedFile
from media_pipeline.errors import IntakeRefused

AssetKey = tuple[str, UUID, str]
# Names are committed and files written when so many, or so many bytes, have been checked.
_BATCH = 50
_BATCH_BYTES = 32 * 1024 * 1024
# The largest file that the gate lets in, and a byte by which to know a larger one.
_MOST_BYTES = 50 * 1024 * 1024 + 1
# After this time also the files of a process on another machine are nobody's.
_FORGOTTEN = timedelta(days=1)
_NAMES = 500


def key_of(asset: Asset) -> AssetKey | None:
    """Return what makes an asset one and the same, ``None`` for a lost one."""
    if asset.uuid is None or asset.sha256 is None:
        return None
    return asset.code, asset.uuid, asset.sha256


class Stage:
    """The files of one import."""

    def __init__(self, package: Package, now: datetime) -> None:
        self.run = new_uuid()
        self.files: dict[AssetKey, ReceivedFile] = {}
        self.refused: dict[AssetKey, str] = {}
        self._package = package
        self._now = now
        self._checked: list[tuple[ReceivedFile, CheckedFile]] = []

    def take(self, assets: dict[AssetKey, Asset], progress: Progress, *, write: bool) -> None:
        """Check every file as an upload is checked; with ``write`` keep those that pass."""
        for done, (key, asset) in enumerate(sorted(assets.items(), key=lambda item: str(item[0]))):
            if done % 20 == 0:
                progress(STORING, done, len(assets))
            self._take_one(key, asset, write=write)
        if write:
            self._flush()
        progress(STORING, len(assets), len(assets))

    def _take_one(self, key: AssetKey, asset: Asset, *, write: bool) -> None:
        code, uuid, sha256 = key
        if asset.size >= _MOST_BYTES:
            self.refused[key] = str(uuid)
            return
        data = self._package.read_blob(sha256, _MOST_BYTES)
        try:
            file, content = check_received(
                code=code, file=ContentFile(data, name=f"{uuid}.{asset.extension}")
            )
        except IntakeRefused as error:
            self.refused[key] = str(error)
            return
        self.files[key] = file
        if write:
            self._checked.append((file, content))
            held = sum(item.size for item, _content in self._checked)
            if len(self._checked) >= _BATCH or held >= _BATCH_BYTES:
                self._flush()

    def _flush(self) -> None:
        process = this_process()
        StagedFile.objects.bulk_create(
            StagedFile(run=self.run, process=process, name=file.name, created_at=self._now)
            for file, _content in self._checked
        )
        for file, content in self._checked:
            write_received(file, content)
        self._checked.clear()

    def release(self, files: Iterable[ReceivedFile]) -> None:
        """Say, in the transaction that makes them somebody's, that these files are to stay."""
        names = [file.name for file in files]
        for start in range(0, len(names), _NAMES):
            part = names[start : start + _NAMES]
            StagedFile.objects.filter(run=self.run, name__in=part).delete()

    def clear(self) -> None:
        """Remove what nobody owns; after a success, what an object that was refused had brought."""
        _remove(StagedFile.objects.filter(run=self.run).values_list("id", "name"))


def sweep_staged_files(*, now: datetime) -> int:
    """Remove the files of imports that ended without a word; returns how many rows there were."""
    owners = StagedFile.objects.order_by().values_list("process", flat=True).distinct()
    gone = [name for name in owners if is_gone(name)]
    rows = set(StagedFile.objects.filter(process__in=gone).values_list("id", "name"))
    old = StagedFile.objects.filter(created_at__lt=now - _FORGOTTEN)
    rows |= set(old.exclude(process=this_process()).values_list("id", "name"))
    return _remove(rows)


def _remove(rows: Iterable[tuple[int, str]]) -> int:
    found = list(rows)
    for start in range(0, len(found), _NAMES):
        part = found[start : start + _NAMES]
        remove_unused_files(name for _pk, name in part)
        StagedFile.objects.filter(id__in=[pk for pk, _name in part]).delete()
    return len(found)
