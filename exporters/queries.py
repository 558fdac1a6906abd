"""Reads of ``exporters``."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from exporters.models import Transfer, TransferLine
from exporters.processes import is_gone
from exporters.states import RUNNING

_FORGOTTEN = timedelta(days=1)


def list_transfers() -> QuerySet[Transfer]:
    """Return all transfers, the newest first, with who began them."""
    return Transfer.objects.select_related("created_by")


def get_transfer(*, uuid: UUID) -> Transfer | None:
    """Return a transfer or ``None``."""
    return Transfer.objects.select_related("created_by").filter(uuid=uuid).first()


def lines_of(transfer: Transfer, *, verdict: str = "") -> QuerySet[TransferLine]:
    """Return what became of the objects of a package, in the package's order."""
    found = TransferLine.objects.filter(transfer=transfer)
    return found.filter(verdict=verdict) if verdict else found


def is_interrupted(transfer: Transfer, *, now: datetime) -> bool:
    """Say whether the process that works on a transfer has died.

    Of one on another machine nobody knows, and a container that is made anew is another machine:
    after a day without an end it counts as dead.
    """
    if transfer.state not in RUNNING:
        return False
    return is_gone(transfer.process) or transfer.changed_at < now - _FORGOTTEN
