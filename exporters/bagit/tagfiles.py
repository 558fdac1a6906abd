"""The small files that describe a bag, from text to values and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from exporters.bagit.digests import KNOWN, Digester
from exporters.bagit.findings import BagRefused, Findings
from exporters.bagit.paths import PAYLOAD, decode_path, fault_of

VERSIONS = ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")
ENCODINGS = frozenset(
    ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "koi8-r"]
    + [f"iso-8859-{part}" for part in (*range(1, 12), *range(13, 17))]
    + [f"windows-125{part}" for part in range(9)]
)
_DECLARATION = re.compile(
    r"BagIt-Version:[ \t]*(\d+\.\d+)[ \t]*\n"
    r"Tag-File-Character-Encoding:[ \t]*(\S+)[ \t]*\n*"
)
_MANIFEST_NAME = re.compile(r"(tag)?manifest-([a-z0-9-]+)\.txt", re.IGNORECASE)
_ENTRY = re.compile(r"([0-9A-Fa-f]+)[ \t]+(\*?)(.+)", re.DOTALL)
_FETCH = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)", re.DOTALL)
_OXUM = re.compile(r"(\d{1,18})\.(\d{1,18})")
_DIGEST_LENGTHS = {name: len(Digester([name]).digests()[name]) for name in KNOWN}


@dataclass(frozen=True, slots=True)
class Declaration:
    """What ``bagit.txt`` says."""

    version: str
    encoding: str


@dataclass(slots=True)
class Manifest:
    """One list of checksums: path as listed (decoded) → digest in lower case."""

    name: str
    algorithm: str
    is_tag: bool
    digests: dict[str, str] = field(default_factory=dict)
    literal: dict[str, str] = field(default_factory=dict)


def read_declaration(data: bytes) -> Declaration:
    """Return the declaration, or raise ``BagRefused``: without it nothing else can be read."""
    if data.startswith((b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")):
        raise BagRefused("byte-order-mark", "bagit.txt")
    try:
        text = "\n".join(split_lines(data.decode("utf-8")))
    except UnicodeDecodeError as error:
        raise BagRefused("bad-declaration", "bagit.txt") from error
    found = _DECLARATION.fullmatch(text)
    if found is None:
        raise BagRefused("bad-declaration", "bagit.txt")
    version, encoding = found[1], found[2].lower().replace("_", "-")
    if version not in VERSIONS:
        raise BagRefused("unknown-version", "bagit.txt")
    if encoding not in ENCODINGS:
        raise BagRefused("unknown-encoding", "bagit.txt")
    return Declaration(version, encoding)


def split_lines(text: str) -> list[str]:
    """Return the lines; only CR, LF and CRLF end one, not the other separators of Unicode."""
    return re.split(r"\r\n|\r|\n", text)


def manifest_of(name: str) -> Manifest | None:
    """Return an empty manifest when ``name`` is the name of one."""
    found = _MANIFEST_NAME.fullmatch(name)
    return Manifest(name, found[2].lower(), bool(found[1])) if found else None


def fill_manifest(manifest: Manifest, text: str, findings: Findings) -> None:
    """Take the entries of a manifest from its text."""
    for number, line in enumerate(split_lines(text), start=1):
        if not line.strip():
            continue
        found = _ENTRY.fullmatch(line)
        if found is None or len(found[1]) != _DIGEST_LENGTHS[manifest.algorithm]:
            findings.add("bad-line", f"{manifest.name}:{number}")
            continue
        if found[2]:
            findings.add("program-mark", manifest.name)
        _add_entry(manifest, found[3], found[1].lower(), findings)


def _add_entry(manifest: Manifest, listed: str, digest: str, findings: Findings) -> None:
    path = _checked_path(listed, findings)
    if path is None:
        return
    if not manifest.is_tag and not path.startswith(PAYLOAD):
        findings.add("outside-payload", f"{manifest.name}: {path}")
        return
    place = f"{manifest.name}: {path}"
    if path not in manifest.digests:
        manifest.digests[path] = digest
        manifest.literal[path] = listed.removeprefix("./")
    elif manifest.digests[path] == digest:
        findings.add("repeated-entry", place)
    else:
        findings.add("conflicting-entries", place)


def _checked_path(listed: str, findings: Findings) -> str | None:
    """Return the path that a line names, or ``None`` when it must not be looked at."""
    text = listed
    if text.startswith("./"):
        findings.add("relative-path", listed)
        text = text.removeprefix("./")
    path = decode_path(text)
    fault = fault_of(path)
    if fault:
        findings.add(fault, listed)
    return None if fault == "unsafe-path" else path


def read_fetch(text: str, findings: Findings) -> list[str]:
    """Return the paths that a ``fetch.txt`` wants to have fetched; its addresses are dropped."""
    paths = []
    for number, line in enumerate(split_lines(text), start=1):
        if not line.strip():
            continue
        found = _FETCH.fullmatch(line)
        if found is None:
            findings.add("bad-line", f"fetch.txt:{number}")
            continue
        path = _checked_path(found[3], findings)
        if path is not None:
            paths.append(path)
    return paths


def read_info(text: str, findings: Findings) -> tuple[tuple[str, str], ...]:
    """Return the fields of ``bag-info.txt`` in order; a label may come again, in any case."""
    fields: list[tuple[str, str]] = []
    for number, line in enumerate(split_lines(text), start=1):
        label, colon, value = line.partition(":")
        if not line.strip():
            continue
        if line[0] in " \t" and fields:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}")
        elif colon and label.strip():
            fields.append((label.strip(), value.strip()))
        else:
            findings.add("bad-line", f"bag-info.txt:{number}")
    return tuple(fields)


def read_oxum(info: tuple[tuple[str, str], ...], findings: Findings) -> tuple[int, int] | None:
    """Return bytes and files of ``Payload-Oxum``, if it is given."""
    values = [value for label, value in info if label.lower() == "payload-oxum"]
    if not values:
        return None
    found = _OXUM.fullmatch(values[0])
    if found is None or len(values) > 1:
        findings.add("wrong-amount", "bag-info.txt")
        return None
    return int(found[1]), int(found[2])
