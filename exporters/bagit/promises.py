"""What the lists of a bag promise about the files that are really there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from core.api import folded_name
from exporters.bagit.findings import Findings
from exporters.bagit.paths import PAYLOAD
from exporters.bagit.tagfiles import Manifest

SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".directory"})
_FINAL = "1.0"  # the version from which every list must name every file of the payload


class Promises:
    """File in the bag → algorithm → digest, after every listed path has found its file.

    A path finds the file of exactly that name; else, as the RFC asks of careful readers, the one
    file whose name differs only in case or in the Unicode form. ``missing`` holds the paths that
    found none, and ``lost`` those among them that were an operating system's litter.
    """

    def __init__(self, names: Iterable[str], version: str, findings: Findings) -> None:
        self.digests: dict[str, dict[str, str]] = {}
        self.missing: set[str] = set()
        self.lost: set[str] = set()
        self.listed_paths: set[str] = set()
        self._findings = findings
        self._version = version
        self._names = frozenset(names)
        self._folded: dict[str, list[str]] = defaultdict(list)
        for name in self._names:
            self._folded[folded_name(name)].append(name)
        self._lists: dict[str, set[str]] = {}

    def take(self, manifest: Manifest) -> None:
        """Take the entries of one list."""
        listed = self._lists.setdefault(manifest.name, set())
        self.listed_paths.update(manifest.digests)
        for path, digest in manifest.digests.items():
            name = self._find(path, manifest)
            if name is None:
                self._miss(path)
                continue
            listed.add(name)
            known = self.digests.setdefault(name, {}).setdefault(manifest.algorithm, digest)
            if known != digest:
                self._findings.add("conflicting-entries", f"{manifest.name}: {path}")

    def check_payload(self, payload_lists: Iterable[Manifest]) -> None:
        """Compare the payload with its lists, and its names with one another."""
        lists = [self._lists[manifest.name] for manifest in payload_lists]
        for name in sorted(self._names):
            if not name.startswith(PAYLOAD):
                continue
            holding = sum(name in listed for listed in lists)
            if not holding or (self._version == _FINAL and holding < len(lists)):
                self._findings.add("unlisted-file", name)
            if len(self._folded[folded_name(name)]) > 1:
                self._findings.add("ambiguous-names", name)
            if is_system_file(name):
                self._findings.add("system-file", name)

    def _find(self, path: str, manifest: Manifest) -> str | None:
        """Return the file that a listed path stands for."""
        literal = manifest.literal[path]
        wanted = (path, literal) if self._version == _FINAL else (literal, path)
        for candidate in wanted:
            if candidate in self._names:
                if candidate != path and self._version == _FINAL:
                    self._findings.add("percent-sign", f"{manifest.name}: {literal}")
                return candidate
        alike = self._folded.get(folded_name(path), [])
        if len(alike) != 1:
            return None
        self._findings.add("ambiguous-names", path)
        return alike[0]

    def _miss(self, path: str) -> None:
        if is_system_file(path):
            self.lost.add(path)
            self._findings.add("system-file", path)
        else:
            self.missing.add(path)


def is_system_file(path: str) -> bool:
    """Say whether an operating system leaves such a file in folders that people look at."""
    return path.rpartition("/")[2].lower() in SYSTEM_FILES
