"""What a bag says about itself: its small files, compared with the files that are there."""

from __future__ import annotations

from collections.abc import Iterator

from core.errors import ArchiveRefused
from exporters.bagit.digests import KNOWN
from exporters.bagit.findings import BagRefused
from exporters.bagit.promises import Promises
from exporters.bagit.tagfiles import (
    Declaration,
    Manifest,
    fill_manifest,
    manifest_of,
    read_declaration,
    read_fetch,
    read_info,
    read_oxum,
)
from exporters.bagit.trees import Tree

MOST_TAG_BYTES = 16 * 1024 * 1024  # a list of 100,000 files
FETCH, INFO = "fetch.txt", "bag-info.txt"


class Contents:
    """The files of a bag and what its lists promise of them; ``findings`` tells what disagrees.

    Raises ``BagRefused`` where ``bagit.txt`` cannot be understood: nothing else can be then.
    """

    def __init__(self, tree: Tree, most_tag_bytes: int) -> None:
        self.tree = tree
        self.names = frozenset(tree.names())
        self.findings = tree.findings.copy()
        self._most_tag_bytes = most_tag_bytes
        self.declaration = self._declaration()
        lists = list(self._manifests())
        self.payload_lists = [manifest for manifest in lists if not manifest.is_tag]
        self.info = read_info(self._text(INFO), self.findings)
        self.oxum = read_oxum(self.info, self.findings)
        self.promises = Promises(self.names, self.declaration.version, self.findings)
        for manifest in lists:
            self.promises.take(manifest)
        self.promises.check_payload(self.payload_lists)
        self._check_lists()

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file as it is; raises ``BagRefused`` where it is damaged."""
        try:
            yield from self.tree.blocks(name)
        except (ArchiveRefused, OSError) as error:
            raise BagRefused("damaged-file", name) from error

    def _check_lists(self) -> None:
        """Report what is missing, and what would have to come from elsewhere."""
        if not self.payload_lists:
            self.findings.add("no-manifest")
        if not self.tree.has_payload_folder:
            self.findings.add("no-payload")
        fetched = set(read_fetch(self._text(FETCH), self.findings))
        for path in sorted(self.promises.missing):
            self.findings.add("not-fetched" if path in fetched else "missing-file", path)
        for path in sorted(fetched - self.promises.listed_paths):
            self.findings.add("unlisted-file", f"{FETCH}: {path}")

    def _declaration(self) -> Declaration:
        if "bagit.txt" not in self.names:
            raise BagRefused("no-declaration")
        return read_declaration(self._tag_file("bagit.txt"))

    def _manifests(self) -> Iterator[Manifest]:
        for name in sorted(self.names):
            manifest = manifest_of(name)
            if manifest is None:
                continue
            if manifest.algorithm in KNOWN:
                fill_manifest(manifest, self._text(name), self.findings)
                yield manifest
            else:
                self.findings.add("unknown-checksum", name)

    def _text(self, name: str) -> str:
        """Return the text of a tag file; empty where there is none, or (a finding) no text."""
        if name not in self.names:
            return ""
        try:
            text = self._tag_file(name).decode(self.declaration.encoding)
        except UnicodeDecodeError:
            self.findings.add("wrong-encoding", name)
            return ""
        except BagRefused as refusal:
            self.findings.add(refusal.code, refusal.place)
            return ""
        if text.startswith("\ufeff"):
            self.findings.add("marked-tag-file", name)
        return text.removeprefix("\ufeff")

    def _tag_file(self, name: str) -> bytes:
        if self.tree.size(name) > self._most_tag_bytes:
            raise BagRefused("file-too-large", name)
        return b"".join(self.blocks(name))
