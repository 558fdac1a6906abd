"""The states of an item of the bank and the declared transitions between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from assessment.data import DRAFT, READY, RETIRED, STATUSES
from core.data import Machine, Transition

if TYPE_CHECKING:
    from assessment.models import BankItem

OWN_ITEM = "assessment.own_item"


def _asks_nothing(bank_item: BankItem) -> str | None:
    """What asks nothing cannot be given to anybody."""
    if bank_item.interactions:
        return None
    return gettext("An item without a single question cannot be made ready.")


MACHINE = Machine(
    "bank_item",
    states=STATUSES,
    initial=DRAFT,
    transitions=[
        Transition("make_ready", (DRAFT,), READY, permission=OWN_ITEM, guard=_asks_nothing),
        Transition("retire", (DRAFT, READY), RETIRED, permission=OWN_ITEM),
        Transition("reopen", (RETIRED,), DRAFT, permission=OWN_ITEM),
    ],
)
