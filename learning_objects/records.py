"""Objects with everything that travels, as packages carry them; what is known of a uuid here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q

from learning_objects.assets import repoint
from learning_objects.data import (
    AssetLink,
    AuthorView,
    KnownObject,
    ObjectRecord,
    OriginFacts,
    TopicRef,
    VersionRecord,
    VersionView,
)
from learning_objects.models import LearningObject, LearningObjectVersion, VersionAsset
from learning_objects.public_queries import based_on_facts, origin_facts
from learning_objects.publisher_queries import publisher_facts

_CHUNK = 200


def published_uuids(*, only: Iterable[UUID] | None = None) -> Iterator[UUID]:
    """Yield the uuids of everything that was ever published, by age; ``only`` narrows the choice.

    Withdrawn objects are among them, so that others learn of it; what another library offers and
    this one withdrew is not: nobody else's withdrawal is ours to announce.
    """
    found = LearningObject.objects.filter(current_version__isnull=False).exclude(
        Q(origin__isnull=False)
        & Q(withdrawn_at__isnull=False)
        & Q(origin_withdrawn_at__isnull=True)
    )
    if only is None:
        yield from found.order_by("id").values_list("uuid", flat=True).iterator(chunk_size=2000)
        return
    for part in _chunks(only):
        yield from found.filter(uuid__in=part).order_by("id").values_list("uuid", flat=True)


def read_records(uuids: Iterable[UUID]) -> Iterator[ObjectRecord]:
    """Yield the published objects among ``uuids``, in their order; three queries for 200."""
    for part in _chunks(uuids):
        objects = LearningObject.objects.filter(uuid__in=part, current_version__isnull=False)
        rows = {
            row.uuid: row
            for row in objects.select_related("origin").only(
                "uuid", "kind", "withdrawn_at", "origin_withdrawn_at", "withdrawn_reason",
                "origin__uuid", "origin__address", "origin__title",
            )
        }  # fmt: skip
        versions = _versions([row.pk for row in rows.values()])
        for uuid in part:
            if uuid in rows:
                yield _record(rows[uuid], versions.get(rows[uuid].pk, []))


def _versions(keys: list[int]) -> dict[int, list[VersionRecord]]:
    rows = list(
        LearningObjectVersion.objects.filter(learning_object_id__in=keys)
        .defer("text")
        .order_by("learning_object_id", "number")
    )
    links: dict[int, list[VersionAsset]] = {}
    for part in _chunks(row.pk for row in rows):
        for link in VersionAsset.objects.filter(version_id__in=part).order_by("code", "asset_id"):
            links.setdefault(link.version_id, []).append(link)
    found: dict[int, list[VersionRecord]] = {}
    for row in rows:
        found.setdefault(row.learning_object_id, []).append(_version(row, links.get(row.pk, [])))
    return found


def _version(row: LearningObjectVersion, links: list[VersionAsset]) -> VersionRecord:
    assets = tuple(
        AssetLink(link.code, link.origin_id or link.asset_id, link.asset_id) for link in links
    )
    return VersionRecord(
        number=row.number,
        digest=row.digest,
        kind=row.kind,
        content=_origin_content(row.content, assets),
        authors=row.authors,
        institute_uuid=row.institute_uuid,
        institute_title=row.institute_title,
        decision_uuid=row.decision_uuid,
        moderator_uuid=row.moderator_uuid,
        published_at=row.published_at,
        assets=assets,
    )


def _origin_content(content: dict[str, Any], assets: tuple[AssetLink, ...]) -> dict[str, Any]:
    """Return the content with the ids that its origin gave, which the digest holds for."""
    back = {(link.code, link.asset_id): link.origin_id for link in assets}
    if all(link.asset_id == link.origin_id for link in assets):
        return content
    return {**content, "body": repoint(content["body"], back)}


def _record(row: LearningObject, versions: list[VersionRecord]) -> ObjectRecord:
    withdrawn = row.withdrawn_at if row.origin_id is None else row.origin_withdrawn_at
    return ObjectRecord(
        uuid=row.uuid,
        kind=row.kind,
        origin=origin_facts(row.origin),
        withdrawn_at=withdrawn,
        withdrawn_reason=row.withdrawn_reason if withdrawn else "",
        versions=tuple(versions),
    )


def known_objects(uuids: Iterable[UUID]) -> dict[UUID, KnownObject]:
    """Return what is here under ``uuids``, drafts included; two queries for 200."""
    known: dict[UUID, KnownObject] = {}
    for part in _chunks(uuids):
        fields = ("uuid", "origin__uuid", "withdrawn_at", "origin_withdrawn_at")
        versions: dict[UUID, dict[int, tuple[str, UUID]]] = {uuid: {} for uuid in part}
        published = LearningObjectVersion.objects.filter(learning_object__uuid__in=part)
        for uuid, number, digest, decision in published.order_by().values_list(
            "learning_object__uuid", "number", "digest", "decision_uuid"
        ):
            versions[uuid][number] = (digest, decision)
        for uuid, origin, here, there in LearningObject.objects.filter(uuid__in=part).values_list(
            *fields
        ):
            withdrawn = (there if origin else here) is not None
            known[uuid] = KnownObject(origin, versions[uuid], withdrawn)
    return known


def taken_decisions(decisions: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return the objects that versions here were published of by ``decisions``."""
    taken: dict[UUID, UUID] = {}
    for part in _chunks(decisions):
        rows = LearningObjectVersion.objects.filter(decision_uuid__in=part).order_by()
        taken |= dict(rows.values_list("decision_uuid", "learning_object__uuid"))
    return taken


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for item in items:
        part.append(item)
        if len(part) == _CHUNK:
            yield part
            part = []
    if part:
        yield part


def view_of_record(record: ObjectRecord, *, library: OriginFacts) -> VersionView:
    """Return the newest version of a record as readers see it anywhere; ``library`` is this one."""
    version = record.versions[-1]
    content = version.content
    return VersionView(
        object_uuid=record.uuid,
        number=version.number,
        kind=version.kind,
        title=content["title"],
        summary=content["summary"],
        language=content["language"],
        licence=content["licence"],
        length_minutes=content["length_minutes"],
        topics=tuple(
            TopicRef(UUID(topic["node_uuid"]), topic["relation"]) for topic in content["topics"]
        ),
        tags=tuple(content["tags"]),
        authors=tuple(
            AuthorView(UUID(author["uuid"]), author["name"], author["role"])
            for author in version.authors
        ),
        content=content,
        text="",
        digest=version.digest,
        institute_title=version.institute_title,
        published_at=version.published_at,
        first_published_at=record.versions[0].published_at,
        withdrawn=record.withdrawn_at is not None,
        origin=record.origin or library,
        based_on=based_on_facts(content.get("based_on")),
        publisher=publisher_facts(content.get("publisher")),
        institute_uuid=version.institute_uuid,
    )
