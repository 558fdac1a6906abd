"""Taking over what another library published: called by ``exporters`` alone, which has verified it.

Whether the person may is exporters' question and is answered there. Here published versions are
appended as they are, the object's own state machine is kept, counts and outbox follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User
from core.api import emit_all, fold, record_all
from core.data import AuditLine
from learning_objects.actions.counting import move_all_counts
from learning_objects.actions.creation import OBJECT
from learning_objects.actions.versions import append_links
from learning_objects.assets import repoint
from learning_objects.data import (
    PUBLISHED_TOPIC,
    RESTORED_TOPIC,
    WITHDRAWN_TOPIC,
    ObjectRecord,
    OriginFacts,
    VersionRecord,
)
from learning_objects.models import LearningObject, LearningObjectVersion, Origin, Signature
from learning_objects.plain_text import text_of
from learning_objects.states import MACHINE

_BATCH = 100
# What a record changes of an object's row.
_FACTS = (
    "state", "current_version", "withdrawn_at", "withdrawn_reason", "withdrawn_how", "origin",
    "origin_withdrawn_at", "live", "first_published_at", "last_published_at", "changed_at",
    "draft_title", "search_text",
    "title", "summary", "language", "licence", "length_minutes",
    "based_on", "based_on_uuid", "based_on_number", "based_on_digest",
)  # fmt: skip


@dataclass
class _Restored:
    """One object on its way: the row, the record, and the versions that are new here."""

    row: LearningObject
    record: ObjectRecord
    was_public: bool
    before: int | None
    is_new: bool
    fresh: list[LearningObjectVersion] = field(default_factory=list)

    @property
    def current(self) -> LearningObjectVersion:
        """Return the current version; an object that a record was written to has one."""
        found: LearningObjectVersion | None = self.row.current_version
        if found is None:
            raise LookupError(f"{self.row.uuid} has no version")
        return found

    @property
    def is_counted_before(self) -> int | None:
        """Return the version that the library counts the object by so far."""
        return self.before if self.was_public else None


@transaction.atomic
def restore_objects(*, records: Sequence[ObjectRecord], by: User | None, now: datetime) -> None:
    """Bring objects of other libraries to what ``records`` say: new, newer, withdrawn.

    Every record names its origin, and its assets are here. Versions that are here already stay as
    they are: the caller has compared their digests. What was withdrawn here alone stays withdrawn.
    Raises ``TransitionRefused`` for what was written here. A few statements for 100 objects.
    """
    origins = _origins(record.origin for record in records)
    for start in range(0, len(records), _BATCH):
        _restore(records[start : start + _BATCH], origins, by, now)


def _restore(
    records: Sequence[ObjectRecord], origins: dict[UUID, Origin], by: User | None, now: datetime
) -> None:
    batch = _rows(records, now)
    _append_versions(batch)
    for item in batch:
        _settle(item, origins, now)
    _write_facts(batch)
    _sign(batch)
    move_all_counts(
        (item.is_counted_before, item.row.current_version_id if item.row.is_public else None)
        for item in batch
    )
    _tell(batch, by, now)


def _origins(facts: Iterable[OriginFacts | None]) -> dict[UUID, Origin]:
    found: dict[UUID, Origin] = {}
    for item in facts:
        if item is None:
            raise ValueError("a record without an origin cannot be restored")
        if item.uuid not in found:
            names = {"address": item.address, "title": item.title}
            found[item.uuid], _made = Origin.objects.update_or_create(
                uuid=item.uuid, defaults=names
            )
    return found


def _rows(records: Sequence[ObjectRecord], now: datetime) -> list[_Restored]:
    """Return the rows of the records, locked; new ones are made as drafts that nobody owns."""
    known = (
        LearningObject.objects.select_for_update(of=("self",))
        .select_related("current_version")
        .defer("body", "current_version__content", "current_version__text")
    )
    rows = {row.uuid: row for row in known.filter(uuid__in=[item.uuid for item in records])}
    missing = [
        LearningObject(uuid=item.uuid, kind=item.kind, live=False, created_at=now, changed_at=now)
        for item in records
        if item.uuid not in rows
    ]
    LearningObject.objects.bulk_create(missing, batch_size=_BATCH)
    made = {row.uuid: row for row in missing}
    rows |= made
    return [
        _Restored(
            row,
            item,
            row.is_public,
            row.current_version_id,
            item.uuid in made,
        )
        for item in records
        for row in [rows[item.uuid]]
    ]


def _append_versions(batch: list[_Restored]) -> None:
    present = set(
        LearningObjectVersion.objects.filter(
            learning_object_id__in=[item.row.pk for item in batch]
        ).values_list("learning_object_id", "number")
    )
    fresh: list[tuple[LearningObjectVersion, VersionRecord]] = []
    for item in batch:
        for record in item.record.versions:
            if (item.row.pk, record.number) not in present:
                version = _version(item.row, record)
                fresh.append((version, record))
                item.fresh.append(version)
    LearningObjectVersion.objects.bulk_create([row for row, _ in fresh], batch_size=_BATCH)
    append_links([(row, row.content, record.assets) for row, record in fresh])


def _version(row: LearningObject, record: VersionRecord) -> LearningObjectVersion:
    ids = {(link.code, link.origin_id): link.asset_id for link in record.assets}
    content = {**record.content, "body": repoint(record.content["body"], ids)}
    return LearningObjectVersion(
        learning_object=row,
        number=record.number,
        revision_id_published=0,
        digest=record.digest,
        kind=record.kind,
        title=content["title"],
        summary=content["summary"],
        language=content["language"],
        licence=content["licence"],
        length_minutes=content["length_minutes"],
        content=content,
        authors=record.authors,
        tags=content["tags"],
        text=text_of(content),
        institute_uuid=record.institute_uuid,
        institute_title=record.institute_title,
        decision_uuid=record.decision_uuid,
        moderator_uuid=record.moderator_uuid,
        published_at=record.published_at,
    )


def _settle(item: _Restored, origins: dict[UUID, Origin], now: datetime) -> None:
    """Let the row say what the record says; only columns in ``_FACTS`` are written."""
    row, record = item.row, item.record
    if item.is_new and record.origin is not None:
        row.origin = origins[record.origin.uuid]
    withdrawn_here = row.withdrawn_at is not None and row.origin_withdrawn_at is None
    gone = withdrawn_here or record.withdrawn_at is not None
    name = "receive_withdrawal" if gone else "receive_version"
    row.state = MACHINE.check(name, state=row.state, subject=row).target
    row.origin_withdrawn_at = record.withdrawn_at
    if not withdrawn_here:
        row.withdrawn_at, row.withdrawn_reason = record.withdrawn_at, record.withdrawn_reason[:500]
        row.withdrawn_how = ""
    row.live = not gone
    row.changed_at = now
    moments = [version.published_at for version in record.versions]
    row.first_published_at = min([*moments, row.first_published_at or moments[0]])
    if item.fresh:
        _head(item, max(item.fresh, key=lambda version: version.number))


def _write_facts(batch: list[_Restored]) -> None:
    """Write the rows; new ones by the insert that meets them, which is much quicker to put."""
    known = [item.row for item in batch if not item.is_new]
    LearningObject.objects.bulk_update(known, _FACTS, batch_size=_BATCH)
    fresh = [item.row for item in batch if item.is_new]
    for row in fresh:
        row.pk = None
    LearningObject.objects.bulk_create(
        fresh,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["uuid"],
        update_fields=_FACTS,
    )


def _head(item: _Restored, newest: LearningObjectVersion) -> None:
    """Let the row show its newest version; a package may also fill a gap below it."""
    row = item.row
    if not item.is_new and item.current.number > newest.number:
        return
    row.current_version = newest
    row.last_published_at = newest.published_at
    for name in ("title", "summary", "language", "licence", "length_minutes"):
        setattr(row, name, getattr(newest, name))
    row.draft_title, row.search_text = newest.title, fold(newest.title)[:300]
    source: dict[str, Any] = newest.content.get("based_on") or {}
    row.based_on = source or None
    row.based_on_uuid, row.based_on_number = source.get("uuid"), source.get("number")
    row.based_on_digest = source.get("digest", "")


def _sign(batch: list[_Restored]) -> None:
    changed = [item for item in batch if item.fresh]
    Signature.objects.filter(learning_object__in=[item.row for item in changed]).delete()
    Signature.objects.bulk_create(
        (
            Signature(
                learning_object=item.row,
                person_uuid=author["uuid"],
                name=author["name"][:300],
                role=author["role"],
                position=place,
            )
            for item in changed
            for place, author in enumerate(item.current.authors)
        ),
        batch_size=500,
    )


def _tell(batch: list[_Restored], by: User | None, now: datetime) -> None:
    public = [item for item in batch if item.row.is_public]
    gone = [item for item in batch if item.was_public and not item.row.is_public]
    numbers = [(str(item.row.uuid), {"number": item.current.number}) for item in public]
    emit_all(topic=PUBLISHED_TOPIC, events=numbers, now=now)
    emit_all(topic=WITHDRAWN_TOPIC, events=[(str(item.row.uuid), {}) for item in gone], now=now)
    back = [item for item in public if not item.was_public and item.before]
    numbers = [(str(item.row.uuid), {"number": item.current.number}) for item in back]
    emit_all(topic=RESTORED_TOPIC, events=numbers, now=now)
    record_all(lines=[_line(item) for item in batch], by=by.uuid if by else None, now=now)


def _line(item: _Restored) -> AuditLine:
    facts = {
        "origin": str(item.record.origin.uuid) if item.record.origin else "",
        "numbers": [version.number for version in item.fresh],
        "state": item.row.state,
    }
    return AuditLine("learning_objects.receive", OBJECT, item.row.uuid, facts)
