"""Opening a bag, asking what is wrong with it, and reading its files with their checksums."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.api import open_archive
from core.data import ArchiveLimits
from exporters.bagit.contents import MOST_TAG_BYTES, Contents
from exporters.bagit.digests import KNOWN, Digester
from exporters.bagit.findings import BagRefused, BagReport, Findings
from exporters.bagit.paths import PAYLOAD
from exporters.bagit.trees import ArchiveTree, FolderTree
from exporters.bagit.validation import Progress, validate


class Bag:
    """An open bag; made by ``open_bag``. Its small files are read, its content is not yet.

    ``info`` holds the fields of ``bag-info.txt``. ``read`` and ``copy_to`` compare the checksum
    each time, so content that changed after ``validate`` is refused all the same.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self.version = contents.declaration.version
        self.info = contents.info

    @property
    def payload(self) -> tuple[str, ...]:
        """The paths of the content, sorted, each with its ``data/``."""
        return tuple(sorted(name for name in self._contents.names if name.startswith(PAYLOAD)))

    @property
    def tag_files(self) -> tuple[str, ...]:
        """The paths of all other files, sorted."""
        return tuple(sorted(name for name in self._contents.names if not name.startswith(PAYLOAD)))

    def __contains__(self, name: str) -> bool:
        return name in self._contents.names

    def size(self, name: str) -> int:
        """Return the size of a file in bytes."""
        if name not in self:
            raise BagRefused("missing-file", name)
        return self._contents.tree.size(name)

    def digests(self, name: str) -> dict[str, str]:
        """Return algorithm → digest, as the lists promise of a file."""
        return dict(self._contents.promises.digests.get(name, {}))

    def validate(self, *, strong: bool = False, progress: Progress | None = None) -> BagReport:
        """Read everything once, in blocks, and say all that is wrong.

        With ``strong`` every file but the tag manifests needs a checksum that nobody can forge.
        ``progress`` is told, after each file, the bytes done and the bytes of all files.
        """
        return validate(self._contents, strong=strong, progress=progress)

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a listed file; it counts only when the iteration ends without a refusal."""
        self.size(name)
        promised = self.digests(name)
        if not promised:
            raise BagRefused("unlisted-file", name)
        best = next(algorithm for algorithm in KNOWN if algorithm in promised)
        digester = Digester([best])
        for block in self._contents.blocks(name):
            digester.update(block)
            yield block
        if digester.digests()[best] != promised[best]:
            raise BagRefused("altered-file", name)

    def read(self, name: str, limit: int) -> bytes:
        """Return a listed file of at most ``limit`` bytes."""
        if self.size(name) > limit:
            raise BagRefused("file-too-large", name)
        return b"".join(self.blocks(name))

    def copy_to(self, name: str, target: BinaryIO) -> int:
        """Write a listed file to ``target``; return how many bytes."""
        return sum(target.write(block) for block in self.blocks(name))


@contextmanager
def open_bag(
    source: Path | BinaryIO,
    *,
    limits: ArchiveLimits | None = None,
    most_tag_bytes: int = MOST_TAG_BYTES,
) -> Iterator[Bag]:
    """Open a bag in a folder or in a ZIP file (or an open stream of one).

    Raises ``ArchiveRefused`` for an archive that is not safe, and ``BagRefused`` where there is no
    ``bagit.txt`` that can be understood. Everything else is for ``validate`` to say.
    """
    if isinstance(source, Path) and source.is_dir():
        yield Bag(Contents(FolderTree(source), most_tag_bytes))
        return
    with open_archive(source, limits or ArchiveLimits()) as archive:
        yield Bag(Contents(ArchiveTree(archive), most_tag_bytes))


def validate_bag(
    source: Path | BinaryIO,
    *,
    limits: ArchiveLimits | None = None,
    strong: bool = False,
    progress: Progress | None = None,
) -> BagReport:
    """Open a bag, validate it, and report a bag that cannot even be opened like any other fault."""
    try:
        with open_bag(source, limits=limits) as bag:
            return bag.validate(strong=strong, progress=progress)
    except BagRefused as refusal:
        findings = Findings()
        findings.add(refusal.code, refusal.place)
        return findings.report()
