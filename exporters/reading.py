"""A package from outside: verified as a whole before anything in it is believed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from core.errors import ArchiveRefused
from exporters.bagit.findings import BagRefused
from exporters.bagit.reading import Bag, open_bag
from exporters.data import VERIFYING, Progress, no_progress
from exporters.layout import (
    CRATE,
    FORMAT,
    MANIFEST,
    NODES,
    OLDEST_FORMAT,
    PAYLOAD,
    blob_name,
    is_blob,
    object_name,
    uuid_of_name,
)
from exporters.limits import (
    MOST_LEVELS,
    MOST_MANIFEST,
    MOST_NODES,
    MOST_OBJECT,
    most_tag_bytes,
    package_limits,
)
from exporters.refusal import PackageRefused
from exporters.schema import Framework, Manifest, Node, ObjectFile
from framework.data import NodeFacts
from learning_objects.api import assets_of, version_digest

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ReadObject:
    """The file of one object: as the schema sees it, and as it is written."""

    facts: ObjectFile
    raw: dict[str, Any]


@contextmanager
def open_package(path: Path, *, progress: Progress = no_progress) -> Iterator[Package]:
    """Open and verify a package; raises :class:`PackageRefused` with the first thing wrong.

    Every byte is read once and compared with its checksum before the block begins.
    """
    try:
        with open_bag(path, limits=package_limits(), most_tag_bytes=most_tag_bytes()) as bag:
            _validate(bag, progress)
            yield Package(bag)
    except (ArchiveRefused, BagRefused) as error:
        code = "archive" if isinstance(error, ArchiveRefused) else "bag"
        raise PackageRefused(code, error.reason, error.place) from error


def _validate(bag: Bag, progress: Progress) -> None:
    report = bag.validate(strong=True, progress=partial(progress, VERIFYING))
    if not report.is_valid:
        worst = report.errors[0]
        raise PackageRefused("bag", worst.reason, worst.place)


class Package:
    """A verified bag read as a package; made by :func:`open_package`."""

    def __init__(self, bag: Bag) -> None:
        self._bag = bag
        self.manifest = self._manifest()
        self.nodes = self._nodes()
        self.uuids = self._uuids()

    def _manifest(self) -> Manifest:
        raw = self._read(MANIFEST, MOST_MANIFEST)
        found = _parse_json(raw, MANIFEST)
        version = found.get("format") if isinstance(found, dict) else None
        if isinstance(version, int) and version > FORMAT:
            raise PackageRefused(
                "newer", _("The package was made by a newer version of the library."), MANIFEST
            )
        manifest = _parse(Manifest, raw, MANIFEST)
        if manifest.format < OLDEST_FORMAT:
            raise PackageRefused("format", _("The format of the package is unknown."), MANIFEST)
        return manifest

    def _nodes(self) -> list[NodeFacts]:
        found = _parse(Framework, self._read(NODES, MOST_NODES), NODES)
        _check_levels(found.nodes)
        return [
            NodeFacts(
                uuid=node.uuid,
                parent=node.parent,
                key=node.key,
                kind=node.kind,
                title=node.title,
                hours=node.hours,
                grade=node.grade,
                education_level=node.education_level,
                variant=node.variant,
                framework_key=node.framework,
            )
            for node in found.nodes
        ]

    def _uuids(self) -> list[UUID]:
        """Return whose files there are; every file of the payload must have its place."""
        found, blobs = [], 0
        for path in self._bag.payload:
            name = path.removeprefix(PAYLOAD)
            if name.startswith("objects/"):
                uuid = uuid_of_name(name)
                if uuid is None:
                    raise PackageRefused("format", _("This is not the name of an object."), name)
                found.append(uuid)
            elif is_blob(name):
                blobs += 1
        counts = self.manifest.counts
        if (counts.objects, counts.blobs) != (len(found), blobs):
            raise PackageRefused(
                "format", _("The package does not hold as much as it says."), MANIFEST
            )
        if PAYLOAD + CRATE not in self._bag:
            raise PackageRefused("format", _("The file is missing."), CRATE)
        return found

    def read_object(self, uuid: UUID) -> ReadObject:
        """Return one object, its digests and its files compared with what is said of them."""
        name = object_name(uuid)
        raw = self._read(name, MOST_OBJECT)
        facts = _parse(ObjectFile, raw, name)
        if facts.uuid != uuid:
            raise PackageRefused("content", _("The file is that of another object."), name)
        found = ReadObject(facts, json.loads(raw))
        for version in found.raw["versions"]:
            self._check_version(version, name)
        return found

    def _check_version(self, version: dict[str, Any], name: str) -> None:
        digest = version_digest(
            kind=version["kind"], authors=version["authors"], content=version["content"]
        )
        if digest != version["digest"]:
            raise PackageRefused(
                "altered", _("The content does not match its digest: it was altered."), name
            )
        listed = {(asset["code"], asset["id"]) for asset in version["assets"]}
        if not set(assets_of(version["content"]["body"])) <= listed:
            raise PackageRefused("content", _("A picture or document is not listed."), name)
        for asset in version["assets"]:
            if asset["sha256"] is not None:
                self._check_blob(asset, name)

    def _check_blob(self, asset: dict[str, Any], name: str) -> None:
        path = blob_path(asset["sha256"])
        if path not in self._bag:
            raise PackageRefused("content", _("A file that it shows is not in the package."), name)
        digests = self._bag.digests(path)
        if digests.get("sha256") != asset["sha256"] or self._bag.size(path) != asset["size"]:
            raise PackageRefused("altered", _("The file is not the one that it names."), path)

    def size_of(self, uuid: UUID) -> int:
        """Return the size of the file of an object in bytes."""
        return self._bag.size(PAYLOAD + object_name(uuid))

    def read_raw(self, uuid: UUID) -> dict[str, Any]:
        """Return an object that :meth:`read_object` has looked at before."""
        found: dict[str, Any] = json.loads(self._read(object_name(uuid), MOST_OBJECT))
        return found

    def read_blob(self, sha256: str, limit: int) -> bytes:
        """Return the bytes with this digest."""
        return self._bag.read(blob_path(sha256), limit)

    def _read(self, name: str, limit: int) -> bytes:
        path = PAYLOAD + name
        if path not in self._bag:
            raise PackageRefused("format", _("The file is missing."), name)
        return self._bag.read(path, limit)


def _check_levels(nodes: list[Node]) -> None:
    """Refuse nodes that are not in order, or too deep: the tree is in the memory of every process.

    A parent that is not in the package is one that this library may know.
    """
    listed = {node.uuid for node in nodes}
    levels: dict[UUID, int] = {}
    for node in nodes:
        level = 1
        if node.parent in listed:
            level += levels.get(node.parent, MOST_LEVELS)
        if level > MOST_LEVELS or node.uuid in levels:
            reason = _("The file does not hold what the format asks for: %(place)s, %(what)s") % {
                "place": str(node.uuid),
                "what": f"every parent before its children, at most {MOST_LEVELS} levels",
            }
            raise PackageRefused("format", reason, NODES)
        levels[node.uuid] = level


def blob_path(sha256: str) -> str:
    """Return the path in the bag of the bytes with this digest."""
    return PAYLOAD + blob_name(sha256)


def _parse_json(raw: bytes, name: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise PackageRefused("format", _("The file cannot be read."), name) from error


def _parse(model: type[M], raw: bytes, name: str) -> M:
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = _("The file does not hold what the format asks for: %(place)s, %(what)s") % {
            "place": place[:200],
            "what": str(first["msg"])[:200],
        }
        raise PackageRefused("format", reason, name) from error
