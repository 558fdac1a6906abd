"""Importing the federal work programmes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import emit, record
from framework.actions.node_rows import (
    FACTS,
    PresentTree,
    digest_of,
    make_rows,
    read_present,
    write_rows,
)
from framework.actions.publishing import publish_version
from framework.data import CHANGED_TOPIC, GRADE, PROGRAMME, SECTION, TOPIC, ImportReport
from framework.frp.files import read_programmes
from framework.models import Framework, FrameworkNode, FrameworkVersion
from framework.planning import ROOT_KEY, add_absent, assign_keys, plan_programmes
from framework.snapshot import forget_tree
from framework.states import MANAGE

FRAMEWORK_TITLE = "Федеральные рабочие программы"
EDITION = "2025"
STARTER = Path(__file__).resolve().parents[1] / "starter"


class EditionClosed(Exception):
    """The edition has been superseded and no longer changes; ``label`` names it."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class StarterWouldRemove(Exception):
    """The starter framework would replace a fuller one of ``programmes`` programmes."""

    def __init__(self, programmes: int) -> None:
        super().__init__(programmes)
        self.programmes = programmes


@transaction.atomic
def import_frp(
    *, path: Path, by: User | None, now: datetime, edition: str = EDITION
) -> ImportReport:
    """Make the edition's tree what the programme files at ``path`` say, and publish it.

    A folder is the whole framework: what is not in it goes. A file is one programme: the others
    stay. Importing the same again writes nothing. ``by`` is ``None`` for the system.

    Raises ``FrameworkFileError``, :class:`EditionClosed` or ``NotAllowed``; nothing is then
    written.
    """
    if by is not None:
        require(by, MANAGE)
    programmes = read_programmes(path)
    version, base = _open_edition(edition)
    present = read_present(base)
    wanted = plan_programmes(programmes)
    if not path.is_dir():
        wanted = add_absent(wanted, present.roots)
    assign_keys(wanted, present.roots)
    rows = make_rows(version, wanted)
    report = _compare(rows, present)
    if report.changed or version.status == FrameworkVersion.Status.DRAFT:
        _store(version, rows, report, by, now)
    return report


def import_starter(*, by: User | None, now: datetime) -> ImportReport:
    """Import the starter framework of the repository.

    Raises :class:`StarterWouldRemove` when a fuller framework is there already.
    """
    stored = FrameworkNode.objects.filter(
        version__status=FrameworkVersion.Status.PUBLISHED, kind=PROGRAMME
    ).count()
    if stored > len(read_programmes(STARTER)):
        raise StarterWouldRemove(stored)
    return import_frp(path=STARTER, by=by, now=now)


def ensure_framework(*, folder: Path, by: User | None, now: datetime) -> ImportReport | None:
    """Give a new installation its framework; ``None`` when one is there already.

    The programmes in ``folder`` are taken when the folder exists, else the starter framework.
    """
    if FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED).exists():
        return None
    return import_frp(path=folder if folder.is_dir() else STARTER, by=by, now=now)


def _open_edition(label: str) -> tuple[FrameworkVersion, FrameworkVersion]:
    """Return the edition, made when absent, and the one to compare with.

    A new edition is compared with the published one, so that renamed nodes keep their uuids.
    """
    framework, _made = Framework.objects.get_or_create(
        key=ROOT_KEY, defaults={"title": FRAMEWORK_TITLE}
    )
    Framework.objects.select_for_update().get(pk=framework.pk)
    version, _made = FrameworkVersion.objects.get_or_create(framework=framework, label=label)
    if version.status == FrameworkVersion.Status.SUPERSEDED:
        raise EditionClosed(label)
    published = FrameworkVersion.objects.filter(
        framework=framework, status=FrameworkVersion.Status.PUBLISHED
    ).first()
    return version, published or version


def _compare(rows: list[FrameworkNode], present: PresentTree) -> ImportReport:
    kinds = Counter(row.kind for row in rows)
    done: Counter[str] = Counter()
    for row in rows:
        former = present.facts.get(row.key)
        done[_difference(row, former)] += 1
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
    write_rows(version, rows)
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
    if version.status == FrameworkVersion.Status.DRAFT:
        publish_version(version=version, by=by, now=now)
