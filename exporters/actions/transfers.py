"""What the administrator does with transfers; the work itself is done by ``running``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.api import User, may, require
from core.api import new_uuid, record
from exporters import folder
from exporters.data import EXPORT, IMPORT
from exporters.models import Transfer
from exporters.states import MACHINE, TRANSFER

OBJECT = "exporters.transfer"


@transaction.atomic
def start_export(*, scope: dict[str, Any], title: str, by: User, now: datetime) -> Transfer:
    """Ask for a package; ``scope`` is ``{"all": true}``, ``{"query": …}`` or ``{"uuids": […]}``.

    It is packed in the background. Raises ``NotAllowed``.
    """
    require(by, TRANSFER)
    made = Transfer.objects.create(
        direction=EXPORT, title=title[:200], scope=scope, created_by=by,
        created_at=now, changed_at=now,
    )  # fmt: skip
    _record("exporters.start_export", made, by, now)
    _enqueue(made)
    return made


def receive_upload(*, title: str, chunks: Iterable[bytes], by: User, now: datetime) -> Transfer:
    """Keep an uploaded package and have it checked in the background; nothing is taken in yet.

    Raises ``NotAllowed``, :class:`PackageRefused` for one that is too large, ``OSError``.
    """
    require(by, TRANSFER)
    uuid = new_uuid()
    size = folder.keep_upload(uuid, chunks)
    with transaction.atomic():
        made = Transfer.objects.create(
            uuid=uuid, direction=IMPORT, title=title[:200], size=size, created_by=by,
            created_at=now, changed_at=now,
        )  # fmt: skip
        _record("exporters.upload", made, by, now)
        _enqueue(made)
    return made


@transaction.atomic
def confirm_import(*, transfer: Transfer, by: User, now: datetime) -> None:
    """Say, after the preview, that the package is to be taken in. Raises ``TransitionRefused``."""
    fresh = move(transfer, "confirm", by=by, now=now)
    _record("exporters.confirm", fresh, by, now)
    _enqueue(fresh)


@transaction.atomic
def retry_transfer(*, transfer: Transfer, by: User, now: datetime) -> None:
    """Begin again what was interrupted; an import is checked and confirmed anew."""
    fresh = move(transfer, "retry", by=by, now=now, reason="", report={})
    fresh.lines.all().delete()
    _enqueue(fresh)


@transaction.atomic
def remove_transfer(*, transfer: Transfer, by: User, now: datetime) -> None:
    """Delete the package; what was taken in from it stays. Raises ``TransitionRefused``."""
    fresh = move(transfer, "remove", by=by, now=now)
    _record("exporters.remove", fresh, by, now)
    transaction.on_commit(partial(folder.remove_package, fresh.uuid))


def move(
    transfer: Transfer, name: str, *, now: datetime, by: User | None = None, **changes: Any
) -> Transfer:
    """Make a declared transition with the row locked; the caller holds the transaction."""
    fresh = Transfer.objects.select_for_update().get(pk=transfer.pk)
    allowed = by is not None and may(by, TRANSFER)
    fresh.state = MACHINE.check(name, state=fresh.state, subject=fresh, allowed=allowed).target
    fresh.changed_at = now
    for field, value in changes.items():
        setattr(fresh, field, value)
    fresh.save()
    for field in ("state", "changed_at", *changes):
        setattr(transfer, field, getattr(fresh, field))
    return fresh


def _enqueue(transfer: Transfer) -> None:
    from exporters.tasks import run_transfer

    uuid: UUID = transfer.uuid
    transaction.on_commit(lambda: run_transfer.enqueue(str(uuid)))


def _record(action: str, transfer: Transfer, by: User, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=transfer.uuid,
        now=now,
        data={"title": transfer.title, "scope": transfer.scope},
    )
