"""Moving items from state to state."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, may
from assessment.actions.storing import lock_item, tell
from assessment.models import BankItem
from assessment.states import MACHINE, OWN_ITEM


@transaction.atomic
def make_ready(*, bank_item: BankItem, by: User, now: datetime) -> None:
    """Say that an item can be given to learners. Raises ``TransitionRefused``."""
    _move("make_ready", bank_item, by, now)


@transaction.atomic
def retire_item(*, bank_item: BankItem, by: User, now: datetime) -> None:
    """Take an item out of what is offered; what uses it goes on. Raises ``TransitionRefused``."""
    _move("retire", bank_item, by, now)


@transaction.atomic
def reopen_item(*, bank_item: BankItem, by: User, now: datetime) -> None:
    """Make a retired item a draft again. Raises ``TransitionRefused``."""
    _move("reopen", bank_item, by, now)


def _move(name: str, bank_item: BankItem, by: User, now: datetime) -> None:
    fresh = lock_item(bank_item)
    allowed = may(by, OWN_ITEM, fresh)
    step = MACHINE.check(name, state=fresh.status, subject=fresh, allowed=allowed)
    before, fresh.status, fresh.changed_at = fresh.status, step.target, now
    fresh.save(update_fields=["status", "changed_at"])
    tell("item_moved", [(fresh, {"from": before, "to": step.target})], by, now)
    bank_item.status = fresh.status
