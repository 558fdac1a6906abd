"""Packing the library: one pass, a batch of objects at a time, straight into the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from exporters.bagit.writing import BagWriter, create_bag_archive
from exporters.blobs import BlobWriter
from exporters.data import PACKING, ExportReport, Progress, no_progress
from exporters.describing import Description
from exporters.instance import own_library
from exporters.layout import (
    ATTRIBUTIONS,
    CRATE,
    FORMAT,
    MANIFEST,
    NODES,
    moment,
    object_name,
    to_json,
)
from exporters.limits import package_limits
from exporters.refusal import ExportRefused
from framework.api import get_tree
from learning_objects.api import published_uuids, read_records, version_digest
from learning_objects.data import ObjectRecord, OriginFacts

_BATCH = 100


def export_package(
    *,
    path: Path,
    now: datetime,
    only: Iterable[UUID] | None = None,
    progress: Progress = no_progress,
) -> ExportReport:
    """Write a package of everything published, or of ``only`` these, to ``path``.

    The archive appears whole or not at all. What was withdrawn goes as withdrawn. Drafts and
    uuids that nobody published are reported as left out. Raises :class:`ExportRefused` when
    nothing is left to pack, and ``OSError``.
    """
    wanted = None if only is None else list(dict.fromkeys(only))
    uuids = list(published_uuids(only=wanted))
    if not uuids:
        raise ExportRefused(_("There is no published material to pack."))
    missing = set(wanted or ()) - set(uuids)
    packing = _Packing(own_library(), now)
    info: dict[str, str] = {}
    with create_bag_archive(
        path,
        base=f"mesh-library-{now.astimezone(UTC):%Y%m%d-%H%M%S}",
        bagging_date=now.date(),
        info=info,
        limits=package_limits(),
    ) as bag:
        packing.fill(bag, uuids, progress)
        info.update(packing.info())
    packing.report.left_out |= {str(uuid): _("It is not published here.") for uuid in missing}
    packing.report.size = path.stat().st_size
    return packing.report


class _Packing:
    """One package in the making."""

    def __init__(self, library: OriginFacts, now: datetime) -> None:
        self.library = library
        self.now = now
        self.report = ExportReport()
        self.description = Description(library, now)
        self.nodes: dict[UUID, None] = {}

    def fill(self, bag: BagWriter, uuids: list[UUID], progress: Progress) -> None:
        """Write objects and their files, then what describes them."""
        blobs = BlobWriter(bag)
        records = read_records(uuids)
        while batch := list(islice(records, _BATCH)):
            blobs.add_all(batch)
            for record in batch:
                self._add(bag, record, blobs)
            progress(PACKING, self.report.objects, len(uuids))
        if not self.report.objects:
            raise ExportRefused(_("There is no published material to pack."))
        self.report.blobs = blobs.count
        self._describe(bag, blobs.names)

    def _add(self, bag: BagWriter, record: ObjectRecord, blobs: BlobWriter) -> None:
        if not all(_holds(version) for version in record.versions):
            self.report.left_out[str(record.uuid)] = _("Its digest does not match its content.")
            return
        described = describe_object(record, self.library, blobs)
        bag.add_payload(object_name(record.uuid), to_json(described))
        self.description.add(record)
        self.report.objects += 1
        self.report.versions += len(record.versions)
        for version in record.versions:
            for topic in version.content["topics"]:
                self.nodes[UUID(topic["node_uuid"])] = None

    def _describe(self, bag: BagWriter, blobs: Iterable[str]) -> None:
        nodes = list(_with_ancestors(self.nodes))
        self.report.nodes = len(nodes)
        bag.add_payload(NODES, to_json({"nodes": nodes}))
        for language, name in ATTRIBUTIONS.items():
            bag.add_payload(name, self.description.attribution(language).encode())
        bag.add_payload(MANIFEST, to_json(self._manifest()))
        others = (MANIFEST, NODES, *ATTRIBUTIONS.values(), *blobs)
        bag.add_payload(CRATE, to_json(self.description.crate(others)))

    def _manifest(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "exporter": describe_library(self.library),
            "exported_at": moment(self.now),
            "counts": {
                "objects": self.report.objects,
                "versions": self.report.versions,
                "blobs": self.report.blobs,
                "nodes": self.report.nodes,
            },
        }

    def info(self) -> dict[str, str]:
        """Return what stands in ``bag-info.txt``."""
        return {
            "Source-Organization": self.library.title,
            "External-Identifier": str(self.library.uuid),
            "External-Description": f"{self.report.objects} objects, {self.library.address}",
            "Bag-Software-Agent": "MESH library",
        }


def _holds(version: Any) -> bool:
    digest = version_digest(kind=version.kind, authors=version.authors, content=version.content)
    return bool(digest == version.digest)


def describe_library(library: OriginFacts) -> dict[str, str]:
    """Return a library as packages name it."""
    return {"uuid": str(library.uuid), "address": library.address, "title": library.title}


def describe_object(
    record: ObjectRecord, library: OriginFacts, blobs: BlobWriter
) -> dict[str, Any]:
    """Return the file of an object (``schema.ObjectFile``)."""
    withdrawn = None
    if record.withdrawn_at is not None:
        withdrawn = {"at": moment(record.withdrawn_at), "reason": record.withdrawn_reason}
    return {
        "uuid": str(record.uuid),
        "kind": record.kind,
        "origin": describe_library(record.origin or library),
        "withdrawn": withdrawn,
        "versions": [
            {
                "number": version.number,
                "digest": version.digest,
                "kind": version.kind,
                "content": version.content,
                "authors": version.authors,
                "institute": {
                    "uuid": str(version.institute_uuid),
                    "title": version.institute_title,
                },
                "decision": str(version.decision_uuid),
                "moderator": str(version.moderator_uuid),
                "published_at": moment(version.published_at),
                "assets": [
                    blobs.entry(link)
                    for link in sorted(version.assets, key=lambda link: (link.code, link.origin_id))
                ],
            }
            for version in record.versions
        ],
    }


def _with_ancestors(uuids: Iterable[UUID]) -> Iterator[dict[str, Any]]:
    """Yield the known nodes and everything above them, each once, parents first."""
    tree = get_tree()
    seen: set[UUID] = set()
    for uuid in sorted(uuids):
        for node in tree.path(uuid):
            if node.uuid not in seen:
                seen.add(node.uuid)
                yield {
                    "uuid": str(node.uuid),
                    "parent": str(node.parent) if node.parent else None,
                    "key": node.key,
                    "kind": node.kind,
                    "title": node.title,
                    "hours": node.hours,
                    "grade": node.grade,
                    "education_level": node.education_level,
                    "variant": node.variant,
                    "framework": node.framework_key,
                }
