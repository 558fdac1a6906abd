"""Writing down where items are used; for upper packages, which answer for their own rights."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from assessment.models import BankItem, BankItemUse
from assessment.uses import uses


@transaction.atomic
def record_use(*, item_uuid: UUID, number: int, code: str, place_uuid: UUID, now: datetime) -> bool:
    """Write down that a place uses version ``number``; return whether the place is new.

    Said again it changes nothing, with another number only this. Raises ``UnknownRegistration``
    for a kind that nobody registered, ``BankItem.DoesNotExist``.
    """
    uses.get(code)
    item = BankItem.objects.get(uuid=item_uuid)
    use, made = BankItemUse.objects.get_or_create(
        bank_item=item,
        code=code,
        place_uuid=place_uuid,
        defaults={"number": number, "recorded_at": now},
    )
    if use.number != number:
        BankItemUse.objects.filter(pk=use.pk).update(number=number)
    return made


@transaction.atomic
def forget_use(*, item_uuid: UUID, code: str, place_uuid: UUID) -> bool:
    """Forget that a place uses an item; return whether it did."""
    uses.get(code)
    found = BankItemUse.objects.filter(bank_item__uuid=item_uuid, code=code, place_uuid=place_uuid)
    return bool(found.delete()[0])
