"""The work of a transfer, in the background: packing, checking, taking in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from core.api import now as clock
from core.errors import TransitionRefused
from exporters.actions.exporting import export_package
from exporters.actions.importing import import_package, preview_package
from exporters.actions.transfers import move
from exporters.choosing import uuids_of
from exporters.data import CONFIRMED, EXPORT, WAITING, ExportReport, ImportReport
from exporters.folder import package_path, sweep_folder
from exporters.models import Transfer, TransferLine
from exporters.processes import this_process
from exporters.progress import ProgressFile
from exporters.queries import is_interrupted
from exporters.refusal import ExportRefused, ImportFailed, PackageRefused
from exporters.staging import sweep_staged_files
from exporters.states import RUNNING

_LINES = 500
# What the report names of what could not be packed.
_MOST_LEFT_OUT = 1_000


def run(*, uuid: UUID, now: datetime) -> None:
    """Do the next step of a transfer that waits or is confirmed; every other is left alone."""
    settle_interrupted(now=now)
    transfer = Transfer.objects.get(uuid=uuid)
    steps = {
        (EXPORT, WAITING): ("start_export", _export),
        ("import", WAITING): ("start_check", _check),
        ("import", CONFIRMED): ("start_import", _import),
    }
    found = steps.get((transfer.direction, transfer.state))
    if found is None:
        return
    name, work = found
    _move(transfer, name, now=now, process=this_process())
    try:
        work(transfer, now)
    except (PackageRefused, ExportRefused) as error:
        _move(transfer, "refuse", now=clock(), reason=str(error))
    except (ImportFailed, OSError, DatabaseError) as error:
        _move(transfer, "fail", now=clock(), reason=str(error))
    except Exception:
        # A mistake of ours, found by a package nobody has thought of. The worker lives on, so the
        # transfer would stand there as running for ever; the task's own record keeps the traceback.
        reason = _(
            "Something unexpected happened. Nothing was changed by halves. "
            "The worker's log says more."
        )
        _move(transfer, "fail", now=clock(), reason=reason)
        raise


def settle_interrupted(*, now: datetime) -> int:
    """Say of transfers whose process died that they were interrupted; returns how many."""
    running = Transfer.objects.filter(state__in=RUNNING)
    found = [item for item in running if is_interrupted(item, now=now)]
    return sum(_settle(transfer, now) for transfer in found)


def _settle(transfer: Transfer, now: datetime) -> bool:
    reason = _("The program was stopped in the middle. Nothing was changed by halves.")
    try:
        _move(transfer, "fail", now=now, reason=reason)
    except TransitionRefused:  # another worker was faster; ours has its own transfer to do
        return False
    return True


def sweep(*, now: datetime) -> int:
    """Put in order what interrupted transfers left behind; returns how many things there were."""
    settled = settle_interrupted(now=now)
    known = {str(uuid) for uuid in Transfer.objects.values_list("uuid", flat=True)}
    return settled + sweep_staged_files(now=now) + sweep_folder(known=known, now=now)


def _export(transfer: Transfer, now: datetime) -> None:
    report = export_package(
        path=package_path(transfer.uuid),
        now=now,
        only=uuids_of(transfer.scope),
        progress=ProgressFile(transfer.uuid),
    )
    _move(transfer, "finish_export", now=clock(), size=report.size, report=_exported(report))


def _exported(report: ExportReport) -> dict[str, Any]:
    facts = asdict(report)
    facts["left_out_number"] = len(report.left_out)
    facts["left_out"] = dict(list(report.left_out.items())[:_MOST_LEFT_OUT])
    return facts


def _check(transfer: Transfer, now: datetime) -> None:
    path = package_path(transfer.uuid)
    report = preview_package(path=path, now=now, progress=ProgressFile(transfer.uuid))
    _finish(transfer, "finish_check", report)


def _import(transfer: Transfer, now: datetime) -> None:
    report = import_package(
        path=package_path(transfer.uuid),
        by=transfer.created_by,
        now=now,
        progress=ProgressFile(transfer.uuid),
    )
    _finish(transfer, "finish_import", report)


@transaction.atomic
def _finish(transfer: Transfer, name: str, report: ImportReport) -> None:
    """Write the numbers and a line for every object, in place of those of the check."""
    facts = {
        "exporter": report.exporter_title,
        "address": report.exporter_address,
        "counts": report.counts,
        "nodes": report.nodes[:_MOST_LEFT_OUT],
        "files": report.files,
        "changes": report.changes_something,
    }
    move(transfer, name, now=clock(), report=facts)
    transfer.lines.all().delete()
    TransferLine.objects.bulk_create(
        (
            TransferLine(
                transfer=transfer,
                position=position,
                object_uuid=line.uuid,
                title=line.title[:200],
                verdict=line.verdict,
                numbers=list(line.numbers),
                withdrawn=line.withdrawn,
                reason=line.reason,
            )
            for position, line in enumerate(report.lines)
        ),
        batch_size=_LINES,
    )


@transaction.atomic
def _move(transfer: Transfer, name: str, *, now: datetime, **changes: Any) -> None:
    move(transfer, name, now=now, **changes)
