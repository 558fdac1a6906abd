"""Reads of ``exporters``."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from exporters.models import Transfer, TransferLine
from exporters.processes import is_gone
from exporters.states import RUNNING


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


def is_interrupted(transfer: Transfer) -> bool:
    """Say whether the process that works on a transfer has died."""
    return transfer.state in RUNNING and is_gone(transfer.process)
