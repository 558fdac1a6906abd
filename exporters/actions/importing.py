"""Taking a package in: everything is verified first, then one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from accounts.api import User
from core.api import record
from exporters.assets import make_assets, present_assets
from exporters.data import (
    CHANGED,
    JUDGING,
    NEW,
    REFUSED,
    WRITING,
    ImportReport,
    ObjectLine,
    Progress,
    no_progress,
)
from exporters.instance import lock_library, own_library
from exporters.judging import Candidate, candidate_of, judge
from exporters.reading import Package, open_package
from exporters.receiving import record_of
from exporters.refusal import ImportFailed
from exporters.schema import Asset, ObjectFile
from exporters.staging import AssetKey, Stage, key_of, sweep_staged_files
from framework.api import receive_nodes, unknown_nodes
from learning_objects.api import find_faults, known_objects, restore_objects, taken_decisions

# Objects that are in memory at once: a small package may hold many that unpack to a lot of JSON.
_BATCH, _BATCH_BYTES = 100, 32 * 1024 * 1024


def preview_package(*, path: Path, now: datetime, progress: Progress = no_progress) -> ImportReport:
    """Say what :func:`import_package` would do; nothing is written, in the database or to media.

    Raises :class:`PackageRefused`.
    """
    with open_package(path, progress=progress) as package:
        plan = _plan(package, progress)
        stage = Stage(package, now)
        stage.take(plan.missing, progress, write=False)
        return plan.report(package, stage)


def import_package(
    *, path: Path, by: User | None, now: datetime, progress: Progress = no_progress
) -> ImportReport:
    """Take in what a package brings: new objects, new versions, withdrawals.

    Objects that are refused stay as they are, with the reason in the report; all the others come in
    one transaction, read-only, with their origin. A second import changes nothing. Raises
    :class:`PackageRefused` for a package that is not to be believed, :class:`ImportFailed` when
    the disk or the database gives up: then nothing has changed, and nothing is left behind.
    """
    sweep_staged_files(now=now)
    with open_package(path, progress=progress) as package:
        plan = _plan(package, progress)
        stage = Stage(package, now)
        try:
            stage.take(plan.missing, progress, write=True)
            report = plan.report(package, stage)
            if report.changes_something:
                report = _write(package, plan, stage, report, by=by, now=now, progress=progress)
        except (OSError, DatabaseError) as error:
            raise ImportFailed(_words_of(error)) from error
        finally:
            _clear(stage)
        return report


def _clear(stage: Stage) -> None:
    """Remove files without an owner; a database that is gone leaves them to the next sweep."""
    try:
        stage.clear()
    except (OSError, DatabaseError):
        return


def _words_of(error: Exception) -> str:
    if isinstance(error, OSError):
        return _("The files could not be written: %(reason)s") % {"reason": error.strerror or error}
    return _("The database refused: %(reason)s") % {"reason": str(error)[:300]}


@dataclass
class _Plan:
    """What the first reading found: a line and the candidate of every object, files to be taken."""

    lines: dict[UUID, ObjectLine] = field(default_factory=dict)
    candidates: dict[UUID, Candidate] = field(default_factory=dict)
    shown: dict[UUID, set[AssetKey]] = field(default_factory=dict)
    assets: dict[AssetKey, Asset] = field(default_factory=dict)
    missing: dict[AssetKey, Asset] = field(default_factory=dict)

    def report(self, package: Package, stage: Stage) -> ImportReport:
        """Return the lines; an object whose file did not pass the gate is refused."""
        for uuid, keys in self.shown.items():
            for key in sorted(keys & stage.refused.keys(), key=str):
                reason = _("A file that it shows is not accepted: %(reason)s") % {
                    "reason": stage.refused[key]
                }
                self.lines[uuid] = replace(
                    self.lines[uuid], verdict=REFUSED, numbers=(), reason=reason
                )
        exporter = package.manifest.exporter
        nodes = [node.title or node.key for node in unknown_nodes(package.nodes)]
        lines = list(self.lines.values())
        return ImportReport(exporter.title, exporter.address, lines, nodes, len(stage.files))


def _plan(package: Package, progress: Progress) -> _Plan:
    """Read every object, check what it says, and compare it with what is here."""
    plan = _Plan()
    for batch in _batches(package, package.uuids):
        files = [package.read_object(uuid) for uuid in batch]
        candidates = [candidate_of(item.facts, tuple(_faults(item.raw))) for item in files]
        for line in _judge(candidates):
            plan.lines[line.uuid] = line
        for item, candidate in zip(files, candidates, strict=True):
            plan.candidates[candidate.uuid] = candidate
            _note_assets(plan, item.facts, plan.lines[candidate.uuid])
        progress(JUDGING, len(plan.lines), len(package.uuids))
    here = present_assets(plan.assets)
    plan.missing = {key: asset for key, asset in plan.assets.items() if key not in here}
    return plan


def _faults(raw: dict[str, Any]) -> Iterator[str]:
    for version in raw["versions"]:
        yield from find_faults(version["content"])


def _judge(candidates: Sequence[Candidate]) -> list[ObjectLine]:
    known = known_objects(item.uuid for item in candidates)
    decisions = (decision for item in candidates for _digest, decision in item.versions.values())
    taken = taken_decisions(decisions)
    return [judge(item, known.get(item.uuid), taken=taken) for item in candidates]


def _note_assets(plan: _Plan, facts: ObjectFile, line: ObjectLine) -> None:
    if line.verdict not in (NEW, CHANGED):
        return
    for version in facts.versions:
        if version.number in line.numbers:
            for asset in version.assets:
                key = key_of(asset)
                if key is not None:
                    plan.assets[key] = asset
                    plan.shown.setdefault(facts.uuid, set()).add(key)


@transaction.atomic
def _write(
    package: Package,
    plan: _Plan,
    stage: Stage,
    report: ImportReport,
    *,
    by: User | None,
    now: datetime,
    progress: Progress,
) -> ImportReport:
    lock_library()
    wanted = [line.uuid for line in report.lines if line.verdict in (NEW, CHANGED)]
    receive_nodes(nodes=package.nodes, now=now)
    ids = _take_assets(plan, stage, wanted, now)
    done: dict[UUID, ObjectLine] = {}
    for batch in _batches(package, wanted):
        # Compared again: what stood here a minute ago need not stand here now.
        lines = {line.uuid: line for line in _judge([plan.candidates[uuid] for uuid in batch])}
        restore_objects(
            records=[
                record_of(package.read_raw(uuid), ids)
                for uuid in batch
                if lines[uuid].verdict in (NEW, CHANGED)
            ],
            by=by,
            now=now,
        )
        done |= lines
        progress(WRITING, len(done), len(wanted))
    report.lines = [done.get(line.uuid, line) for line in report.lines]
    _record(package, report, by, now)
    return report


def _take_assets(
    plan: _Plan, stage: Stage, wanted: list[UUID], now: datetime
) -> dict[AssetKey, int]:
    keys = {key for uuid in wanted for key in plan.shown.get(uuid, ())}
    ids = present_assets({key: plan.assets[key] for key in keys})
    fresh = {key: plan.assets[key] for key in sorted(keys - ids.keys(), key=str)}
    return ids | make_assets(stage, fresh, now=now)


def _record(package: Package, report: ImportReport, by: User | None, now: datetime) -> None:
    exporter = package.manifest.exporter
    record(
        action="exporters.import",
        by=by.uuid if by else None,
        object_code="exporters.library",
        object_uuid=own_library().uuid,
        now=now,
        data={"from": str(exporter.uuid), "title": exporter.title, **report.counts},
    )


def _batches(package: Package, uuids: Sequence[UUID]) -> Iterator[list[UUID]]:
    part: list[UUID] = []
    held = 0
    for uuid in uuids:
        size = package.size_of(uuid)
        if part and (len(part) == _BATCH or held + size > _BATCH_BYTES):
            yield part
            part, held = [], 0
        part.append(uuid)
        held += size
    if part:
        yield part
