"""Content packages and tests of QTI: the manifest, sections as folders, media."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from assessment.formats.exchange import FormatRefused, Problem, ReadFile, ReadItem, Weight
from assessment.formats.qti.items import read_item
from assessment.formats.qti.structures import read_stimulus
from assessment.items.addresses import addresses_in
from assessment.scoring.qti.tree import Node, read_tree
from core.api import open_archive
from core.data import ArchiveLimits
from core.errors import ArchiveRefused, XmlRefused

if TYPE_CHECKING:
    from assessment.items.item import AssessmentItem
    from core.data import Archive

MIB = 1024 * 1024
MAX_PACKAGE = 200 * MIB
LIMITS = ArchiveLimits(entries=5_000, total_bytes=500 * MIB, entry_bytes=200 * MIB, ratio=100)
MAX_XML = 16 * MIB
MAX_MEDIA = 50 * MIB
MANIFEST = "imsmanifest.xml"

_ADDRESSES = ("src", "href", "data")
# Of tests: not taken, and named.
_TEST_RULES = frozenset(
    {"assessmentSectionRef", "selection", "ordering", "preCondition", "branchRule"}
    | {"itemSessionControl", "timeLimits", "testFeedback"}
)
_MEDIA = tuple(
    f".{kind}"
    for kind in (
        *("png", "jpg", "jpeg", "gif", "webp", "svg", "bmp"),
        *("mp3", "ogg", "oga", "wav", "m4a", "aac"),
        *("mp4", "webm", "ogv", "m4v", "pdf"),
    )
)


def read_qti(data: bytes, name: str = "") -> ReadFile:
    """Return what a QTI file has: a content package (ZIP) or a lone item in XML.

    Raises ``FormatRefused`` for what is neither, or beyond the limits. ``name`` is the file's.
    """
    if len(data) > MAX_PACKAGE:
        raise FormatRefused("qti-too-large", name)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _read_package(data, name)
    return _read_lone(data, name or "item.xml")


def _read_lone(data: bytes, name: str) -> ReadFile:
    try:
        root = read_tree(data)
    except XmlRefused as error:
        raise FormatRefused("qti-xml", f"{name}:{error.line}", {"reason": error.code}) from error
    if root.name == "assessmentTest":
        raise FormatRefused("qti-lone-test", name)
    if root.name != "assessmentItem":
        raise FormatRefused("qti-no-item", name, {"name": root.name[:60]})
    return ReadFile((read_item(decode_xml(data), place=name),))


def _read_package(data: bytes, name: str) -> ReadFile:
    try:
        with open_archive(BytesIO(data), LIMITS) as archive:
            return _Package(archive, name).read()
    except ArchiveRefused as error:
        raise FormatRefused("qti-archive", name, {"reason": str(error)[:200]}) from error


def open_scored(data: bytes, name: str = "") -> tuple[str, dict[str, str]]:
    """Return what is scored of a package: its first test, and the items of that by ``href``.

    A package that has one item and no test gives the item. Raises ``FormatRefused``.
    """
    try:
        with open_archive(BytesIO(data), LIMITS) as archive:
            return _Package(archive, name).scored()
    except ArchiveRefused as error:
        raise FormatRefused("qti-archive", name, {"reason": str(error)[:200]}) from error


def decode_xml(data: bytes) -> str:
    """Return the text of an XML file; its declared encoding is one of those that core reads."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:200].decode("ascii", "replace")
    _, _, rest = head.partition("encoding=")
    encoding = rest[1:].partition(rest[:1])[0] if rest[:1] in ("'", '"') else "utf-8"
    try:
        return data.decode(encoding or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


@dataclass(slots=True)
class _Resource:
    identifier: str
    href: str
    kind: str


class _Package:
    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._media: dict[str, bytes] = {}
        self._problems: list[Problem] = []
        self._names = {entry.name for entry in archive.entries}

    def read(self) -> ReadFile:
        manifest = self._manifest()
        resources = list(_resources(manifest))
        by_href = {resource.href: resource for resource in resources}
        tests = [one for one in resources if one.kind.startswith("imsqti_test")]
        items = [one for one in resources if one.kind.startswith("imsqti_item")]
        if not items:
            raise FormatRefused("qti-no-items", MANIFEST)
        found: list[ReadItem] = []
        read: set[str] = set()
        for test in tests:
            for href, folder in self._references(test.href):
                if href in read:
                    continue
                read.add(href)
                found.append(self._item(by_href.get(href), href, folder))
        for one in items:
            if one.href not in read:
                read.add(one.href)
                found.append(self._item(one, one.href, ()))
        return ReadFile(tuple(found), tuple(self._problems), self._media)

    def scored(self) -> tuple[str, dict[str, str]]:
        manifest = self._manifest()
        resources = list(_resources(manifest))
        tests = [one.href for one in resources if one.kind.startswith("imsqti_test")]
        if not tests or tests[0] not in self._archive:
            return self._lone_item(resources), {}
        root = self._tree(tests[0])
        found: dict[str, str] = {}
        for node in root.walk():
            href = _path(posixpath.dirname(tests[0]), node.get("href"))
            if node.name == "assessmentItemRef" and href in self._archive:
                found[node.get("href")] = decode_xml(self._archive.read(href, MAX_XML))
        return decode_xml(self._archive.read(tests[0], MAX_XML)), found

    def _lone_item(self, resources: list[_Resource]) -> str:
        items = [one.href for one in resources if one.kind.startswith("imsqti_item")]
        if len(items) != 1 or items[0] not in self._archive:
            raise FormatRefused("qti-no-test", self._name)
        return decode_xml(self._archive.read(items[0], MAX_XML))

    def _manifest(self) -> Node:
        if MANIFEST not in self._archive:
            raise FormatRefused("qti-no-manifest", self._name)
        root = self._tree(MANIFEST)
        if root.name != "manifest":
            raise FormatRefused("qti-no-manifest", MANIFEST)
        if not _has_metadata(root):
            self._problems.append(Problem("qti-no-metadata", Weight.CHANGED, MANIFEST))
        return root

    def _tree(self, name: str) -> Node:
        try:
            return read_tree(self._archive.read(name, MAX_XML))
        except XmlRefused as error:
            params = {"reason": error.code}
            raise FormatRefused("qti-xml", f"{name}:{error.line}", params) from error

    def _references(self, href: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the items of a test in order, each with the titles of its sections."""
        if href not in self._archive:
            self._problems.append(Problem("qti-missing-file", Weight.LOST, href))
            return
        try:
            root = self._tree(href)
        except FormatRefused as refusal:
            problem = Problem(refusal.code, Weight.LOST, refusal.place, refusal.params)
            self._problems.append(problem)
            return
        yield from self._walk_sections(root, href, _titled(root))

    def _walk_sections(
        self, node: Node, href: str, folder: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for child in node.children:
            if child.name == "assessmentItemRef":
                yield _path(posixpath.dirname(href), child.get("href")), folder
            elif child.name == "testPart":
                yield from self._walk_sections(child, href, folder)
            elif child.name == "assessmentSection":
                yield from self._walk_sections(child, href, folder + _titled(child))
            elif child.name in _TEST_RULES or _decides(child):
                problem = Problem("qti-test-part", Weight.LOST, href, {"name": child.name})
                if problem not in self._problems:
                    self._problems.append(problem)

    def _item(self, resource: _Resource | None, href: str, folder: tuple[str, ...]) -> ReadItem:
        if href not in self._archive:
            missing = Problem("qti-missing-file", Weight.REFUSED, href)
            return ReadItem(None, folder=folder, problems=(missing,))
        if resource is None:
            unlisted = Problem("qti-unlisted-file", Weight.CHANGED, href)
            self._problems.append(unlisted)
        try:
            data = self._archive.read(href, MAX_XML)
        except ArchiveRefused as error:
            params = {"reason": error.args[0] if error.args else ""}
            problem = Problem("qti-archive", Weight.REFUSED, href, params)
            return ReadItem(None, folder=folder, problems=(problem,))
        media, problems = self._addresses(data, href)
        stimulus = self._stimuli(data, href, problems)
        read = read_item(
            decode_xml(data), place=href, media=media, folder=folder, stimulus=stimulus
        )
        if read.item is not None:
            self._take_named(read.item)
        return replace(read, folder=folder, problems=(*read.problems, *problems))

    def _take_named(self, item: AssessmentItem) -> None:
        """Take what the house's own fields name: hints and feedback that stand in attributes."""
        for address in addresses_in(item.model_dump(mode="json")):
            if address in self._names:
                self._take(address)

    def _stimuli(self, data: bytes, href: str, problems: list[Problem]) -> str:
        """Return what the stimuli say that an item of QTI 3 refers to."""
        try:
            root = read_tree(data)
            found = []
            for node in root.find_all("assessmentStimulusRef"):
                path = _path(posixpath.dirname(href), node.get("href"))
                stimulus = self._archive.read(path, MAX_XML)
                media, lost = self._addresses(stimulus, path)
                problems += lost
                found.append(read_stimulus(read_tree(stimulus), media))
        except (XmlRefused, ArchiveRefused):
            problems.append(Problem("qti-missing-file", Weight.LOST, href))
            return ""
        return "\n".join(filter(None, found))

    def _addresses(self, data: bytes, href: str) -> tuple[dict[str, str], list[Problem]]:
        """Take the media that an item names; return their paths by the addresses in its text."""
        found: dict[str, str] = {}
        problems: list[Problem] = []
        try:
            root = read_tree(data)
        except XmlRefused:
            return found, problems
        for node in root.walk():
            if node.name in ("stylesheet", "a", "responseProcessing", "assessmentStimulusRef"):
                continue
            for address in filter(None, map(node.get, _ADDRESSES)):
                if ":" in address.partition("/")[0] or address.startswith(("#", "//")):
                    continue
                path = _path(posixpath.dirname(href), address)
                if path not in self._names:
                    problems.append(
                        Problem("qti-missing-file", Weight.LOST, href, {"name": address[:200]})
                    )
                elif code := self._take(path):
                    name = {"name": address[:200]}
                    problems.append(Problem(code, Weight.LOST, href, name))
                else:
                    found[address] = path
        return found, problems

    def _take(self, path: str) -> str:
        """Take a file of the package; returns the code of what stands in the way."""
        if path in self._media:
            return ""
        if not path.lower().endswith(_MEDIA):
            return "qti-file-kind"
        try:
            self._media[path] = self._archive.read(path, MAX_MEDIA)
        except ArchiveRefused:
            return "qti-file-refused"
        return ""


def _resources(manifest: Node) -> Iterator[_Resource]:
    """Yield the resources; their addresses go from ``xml:base`` of all they stand in."""
    for holder in manifest.find_all("resources"):
        for node in holder.find_all("resource"):
            bases = [part.get("base") for part in (manifest, holder, node)]
            base = posixpath.join("", *filter(None, bases))
            href = _path(base, node.get("href"))
            yield _Resource(node.get("identifier"), href, node.get("type"))


def _decides(node: Node) -> bool:
    """Say whether outcome processing does more than add up the items."""
    is_rules = node.name == "outcomeProcessing"
    return is_rules and any(inner.name.endswith("Condition") for inner in node.walk())


def _has_metadata(manifest: Node) -> bool:
    """Say whether a package says of itself what it is, in the manifest or in a file of its own."""
    metadata = manifest.find("metadata")
    titles = [node for node in (metadata.walk() if metadata else ()) if node.name == "title"]
    kinds = [node.get("type") for node in manifest.walk() if node.name == "resource"]
    is_titled = any(title.all_text().strip() for title in titles)
    return is_titled or any(kind.startswith("resourcemetadata") for kind in kinds)


def _titled(node: Node) -> tuple[str, ...]:
    title = " ".join((node.get("title") or node.get("identifier")).split())[:200]
    return (title,) if title else ()


def _path(folder: str, address: str) -> str:
    """Return the path in the package that an address names from a folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("?")[0])))
