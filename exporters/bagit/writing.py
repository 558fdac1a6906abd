"""Writing a bag, file by file, while its checksums are taken."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from core.api import check_name, create_archive
from core.data import ArchiveLimits, Content, Source
from exporters.bagit.digests import KNOWN, DigestingStream
from exporters.bagit.paths import PAYLOAD, encode_path

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DEFAULT_ALGORITHMS = ("sha256",)
_OWN_LABELS = {"payload-oxum", "bagging-date"}
_OWN_FILES = re.compile(r"(?i)(bagit|bag-info|fetch|(tag)?manifest-[a-z0-9-]+)\.txt")
_BLOCK_BYTES = 256 * 1024

InfoFields = Mapping[str, str] | Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class BaggedFile:
    """A file that stands in the bag: its path there, its size in bytes, algorithm → digest."""

    path: str
    size: int
    digests: Mapping[str, str]


class Sink(Protocol):
    """Where the files of a bag go to."""

    def add(self, name: str, content: Content, *, size: int | None = None) -> int:
        """Write one file; return its size."""


class BagWriter:
    """A bag in the making; made by ``create_bag_archive`` and ``create_bag_folder``.

    Paths of payload are given without ``data/``. Memory grows with the number of files (their
    names and checksums), not with their content.
    """

    def __init__(self, sink: Sink, base: str, algorithms: Iterable[str]) -> None:
        self._sink = sink
        self._base = base
        self._algorithms = tuple(algorithms)
        if not self._algorithms or not set(self._algorithms) <= set(KNOWN):
            raise ValueError(f"unknown checksums: {self._algorithms}")
        self._payload: dict[str, BaggedFile] = {}
        self._tags: dict[str, BaggedFile] = {}
        self._tags["bagit.txt"] = self._add("bagit.txt", DECLARATION)

    def add_payload(self, name: str, content: Content, *, size: int | None = None) -> BaggedFile:
        """Add content from bytes, a path or an open stream, as ``data/<name>``.

        The answer holds the checksums taken on the way: compare them with those you expected.
        """
        path = PAYLOAD + name
        self._payload[path] = self._add(path, content, size)
        return self._payload[path]

    def add_tag(self, name: str, content: Content) -> BaggedFile:
        """Add a tag file beside the payload (not one of those that the bag itself needs)."""
        if name.startswith(PAYLOAD) or _OWN_FILES.fullmatch(name):
            raise ValueError(f"{name} is not for a caller to write")
        self._tags[name] = self._add(name, content)
        return self._tags[name]

    @property
    def payload_size(self) -> tuple[int, int]:
        """Bytes and number of files of the payload so far."""
        return sum(item.size for item in self._payload.values()), len(self._payload)

    def finish(self, info: InfoFields, bagging_date: date) -> None:
        """Write what describes the bag, after everything else; called once, by the maker."""
        if not self._payload:
            raise ValueError("a bag without payload")
        size, count = self.payload_size
        own = [
            ("Bagging-Date", bagging_date.isoformat()),
            ("Payload-Oxum", f"{size}.{count}"),
        ]
        self._tags["bag-info.txt"] = self._add("bag-info.txt", _info_text(info, own))
        for algorithm in self._algorithms:
            name = f"manifest-{algorithm}.txt"
            self._tags[name] = self._add(name, _manifest_text(self._payload, algorithm))
        for algorithm in self._algorithms:
            self._add(f"tagmanifest-{algorithm}.txt", _manifest_text(self._tags, algorithm))

    def _add(self, path: str, content: Content, size: int | None = None) -> BaggedFile:
        if isinstance(content, Path):
            with content.open("rb") as stream:
                return self._add_stream(path, stream, content.stat().st_size)
        if isinstance(content, bytes):
            return self._add_stream(path, BytesIO(content), len(content))
        return self._add_stream(path, content, size)

    def _add_stream(self, path: str, stream: Source, size: int | None) -> BaggedFile:
        source = DigestingStream(stream, self._algorithms)
        self._sink.add(self._base + path, source, size=size)
        return BaggedFile(path, source.digester.size, source.digester.digests())


@contextmanager
def create_bag_archive(
    path: Path,
    *,
    base: str,
    bagging_date: date,
    info: InfoFields = (),
    algorithms: Iterable[str] = DEFAULT_ALGORITHMS,
    limits: ArchiveLimits | None = None,
) -> Iterator[BagWriter]:
    """Write a bag as the ZIP file ``path``, all in one folder ``base`` as the RFC asks.

    The file appears complete at the end of the block, or not at all. ``info`` becomes
    ``bag-info.txt``; a caller may fill the mapping inside the block.
    """
    with create_archive(path, limits or ArchiveLimits()) as archive:
        writer = BagWriter(archive, f"{base}/", algorithms)
        yield writer
        writer.finish(info, bagging_date)


@contextmanager
def create_bag_folder(
    folder: Path,
    *,
    bagging_date: date,
    info: InfoFields = (),
    algorithms: Iterable[str] = DEFAULT_ALGORITHMS,
) -> Iterator[BagWriter]:
    """Write a bag as ``folder``, which must not exist and appears at the end of the block."""
    if folder.exists():
        raise FileExistsError(folder)
    work = folder.with_name(f".{folder.name[:40]}-{token_hex(6)}")
    work.mkdir()
    try:
        writer = BagWriter(_FolderSink(work), "", algorithms)
        yield writer
        writer.finish(info, bagging_date)
        work.rename(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


class _FolderSink:
    """Files of a folder, each written once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, content: Content, *, size: int | None = None) -> int:
        """Write one file from a stream."""
        if isinstance(content, bytes | Path):
            raise TypeError("a bag hands over streams")
        path = self._folder.joinpath(*check_name(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            shutil.copyfileobj(content, target, _BLOCK_BYTES)
            return target.tell()


def _info_text(info: InfoFields, own: list[tuple[str, str]]) -> bytes:
    fields = list(info.items()) if isinstance(info, Mapping) else list(info)
    for label, _value in fields:
        if not re.fullmatch(r"[^\s:][^:\r\n]*", label) or label.lower() in _OWN_LABELS:
            raise ValueError(f"{label!r} is no label for bag-info.txt")
    lines = [f"{label.strip()}: {' '.join(value.split())}\n" for label, value in fields + own]
    return "".join(lines).encode()


def _manifest_text(files: Mapping[str, BaggedFile], algorithm: str) -> bytes:
    lines = [
        f"{item.digests[algorithm]}  {encode_path(path)}\n" for path, item in sorted(files.items())
    ]
    return "".join(lines).encode()
