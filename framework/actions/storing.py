"""Writing a whole tree as an edition of a framework: what every import ends in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User
from core.api import emit, record
from framework.actions.drafting import lock_frameworks
from framework.actions.node_rows import (
    FACTS,
    PresentTree,
    digest_of,
    make_rows,
    parents_of,
    read_present,
    write_rows,
)
from framework.actions.publishing import publish_version
from framework.actions.succession import note_likeness, read_states, write_changes
from framework.data import (
    CHANGED_TOPIC,
    GRADE,
    PROGRAMME,
    PROGRAMMES,
    SECTION,
    TOPIC,
    ImportReport,
)
from framework.models import Framework, FrameworkNode, FrameworkVersion
from framework.planning import PlannedNode
from framework.snapshot import forget_tree


class EditionClosed(Exception):
    """The edition has been superseded and no longer changes; ``label`` names it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class EditionBeingWritten(Exception):
    """The edition is a draft that a methodologist has open; ``label`` names it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@dataclass(frozen=True, slots=True)
class About:
    """What an import says of the framework itself; see ``framework.models.Framework``."""

    key: str
    title: str
    title_en: str = ""
    kind: str = PROGRAMMES
    language: str = "ru"
    publisher: str = ""
    source: str = ""
    licence: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenEdition:
    """An edition that may be written, the tree to compare with, and whether it is new."""

    version: FrameworkVersion
    present: PresentTree


def open_edition(about: About, label: str) -> OpenEdition:
    """Return the edition, made when absent, with the tree to compare with.

    A new edition is compared with the published one, so that renamed nodes keep their uuids.
    Raises :class:`EditionClosed`, :class:`EditionBeingWritten`. To be called in a transaction.
    """
    facts = {name: getattr(about, name) for name in About.__slots__ if name != "key"}
    framework, made = Framework.objects.get_or_create(key=about.key, defaults=facts)
    lock_frameworks()
    framework.refresh_from_db()
    if not made and any(getattr(framework, name) != value for name, value in facts.items()):
        Framework.objects.filter(pk=framework.pk).update(**facts)
    published = framework.versions.filter(status=FrameworkVersion.Status.PUBLISHED).first()
    version, _made = FrameworkVersion.objects.get_or_create(
        framework=framework, label=label, defaults={"follows": published}
    )
    if version.status == FrameworkVersion.Status.SUPERSEDED:
        raise EditionClosed(label)
    if version.opened_by_id is not None and version.status == FrameworkVersion.Status.DRAFT:
        raise EditionBeingWritten(label)
    return OpenEdition(version, read_present(published or version))


def store_tree(
    edition: OpenEdition, roots: list[PlannedNode], *, by: User | None, now: datetime
) -> ImportReport:
    """Make the edition's nodes exactly ``roots`` (with their keys) and publish it.

    Writes nothing when nothing differs. To be called in a transaction.
    """
    version = edition.version
    rows = make_rows(version, roots)
    report = _compare(rows, edition.present, parents_of(roots))
    if report.changed or version.status == FrameworkVersion.Status.DRAFT:
        _store(version, rows, report, by, now)
    return report


def _compare(
    rows: list[FrameworkNode], present: PresentTree, parents: dict[str, str]
) -> ImportReport:
    kinds = Counter(row.kind for row in rows)
    done: Counter[str] = Counter()
    above = parents_of(present.roots)
    for row in rows:
        former = present.facts.get(row.key)
        moved = former is not None and above.get(row.key) != parents.get(row.key)
        done["updated" if moved else _difference(row, former)] += 1
        done["renamed"] += former is not None and former[FACTS.index("title")] != row.title
    keys = {row.key for row in rows}
    return ImportReport(
        programmes=kinds[PROGRAMME],
        subject_grades=kinds[GRADE],
        sections=kinds[SECTION],
        topics=kinds[TOPIC],
        created=done["created"],
        updated=done["updated"],
        renamed=done["renamed"],
        removed=sum(key not in keys for key in present.facts),
        same=done["same"],
    )


def _difference(row: FrameworkNode, former: tuple[Any, ...] | None) -> str:
    if former is None:
        return "created"
    return "same" if former == tuple(getattr(row, name) for name in FACTS) else "updated"


def _store(
    version: FrameworkVersion,
    rows: list[FrameworkNode],
    report: ImportReport,
    by: User | None,
    now: datetime,
) -> None:
    published = version.status == FrameworkVersion.Status.PUBLISHED
    before = read_states(version) if published else {}
    write_rows(version, rows)
    if published:  # a correction within an edition ends nodes too, and who links to them must know
        write_changes(version, before, corrected=True)
    version.digest, version.imported_at = digest_of(rows), now
    version.save(update_fields=["digest", "imported_at"])
    counts = {"created": report.created, "updated": report.updated, "removed": report.removed}
    emit(topic=CHANGED_TOPIC, key=str(version.uuid), now=now, payload=counts)
    record(
        action="framework.import",
        by=by.uuid if by else None,
        object_code="framework.version",
        object_uuid=version.uuid,
        now=now,
        data={"label": version.label, "digest": version.digest, **counts},
    )
    forget_tree()
    transaction.on_commit(forget_tree)
    if not published:
        note_likeness(version, now=now)
        publish_version(version=version, by=by, now=now)
