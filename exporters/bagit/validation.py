"""Comparing every byte of a bag with what its lists promise."""

from __future__ import annotations

from collections.abc import Callable

from exporters.bagit.contents import INFO, Contents
from exporters.bagit.digests import STRONG, Digester
from exporters.bagit.findings import BagRefused, BagReport, Findings
from exporters.bagit.paths import PAYLOAD
from exporters.bagit.tagfiles import manifest_of

Progress = Callable[[int, int], None]


def validate(contents: Contents, *, strong: bool, progress: Progress | None) -> BagReport:
    """Read every file once, in blocks, and report all that is wrong with the bag."""
    findings = contents.findings.copy()
    _check_amount(contents, findings)
    total, done = sum(contents.tree.size(name) for name in contents.names), 0
    for name in sorted(contents.names):
        if strong:
            _check_strength(contents, name, findings)
        _check_content(contents, name, findings)
        done += contents.tree.size(name)
        if progress is not None:
            progress(done, total)
    return findings.report()


def _check_amount(contents: Contents, findings: Findings) -> None:
    """Compare bytes and files; of a lost system file only the number can be known."""
    if contents.oxum is None:
        return
    sizes = [contents.tree.size(name) for name in contents.names if name.startswith(PAYLOAD)]
    size, count = contents.oxum
    lost = len(contents.promises.lost)
    agrees = sum(sizes) <= size if lost else sum(sizes) == size
    if not agrees or len(sizes) + lost != count:
        findings.add("wrong-amount", INFO)


def _check_strength(contents: Contents, name: str, findings: Findings) -> None:
    manifest = manifest_of(name)
    is_root = manifest is not None and manifest.is_tag
    if not is_root and not contents.promises.digests.get(name, {}).keys() & set(STRONG):
        findings.add("weak-checksums", name)


def _check_content(contents: Contents, name: str, findings: Findings) -> None:
    """Read one file, listed or not: a damaged one is told either way."""
    promised = contents.promises.digests.get(name, {})
    digester = Digester(promised)
    try:
        for block in contents.blocks(name):
            digester.update(block)
    except BagRefused as refusal:
        findings.add(refusal.code, refusal.place)
        return
    if digester.digests() != promised:
        findings.add("altered-file", name)
