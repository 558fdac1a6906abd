"""The states of a transfer and the declared transitions between them."""

from __future__ import annotations

from core.data import Machine, Transition
from exporters.data import (
    CHECKED,
    CHECKING,
    CONFIRMED,
    DONE,
    EXPORTING,
    FAILED,
    IMPORTING,
    READY,
    REFUSED,
    REMOVED,
    STATES,
    WAITING,
)

TRANSFER = "exporters.transfer"
RUNNING = (EXPORTING, CHECKING, IMPORTING)
# The package may be deleted: nobody works on it.
REMOVABLE = (READY, CHECKED, DONE, REFUSED, FAILED)

MACHINE = Machine(
    "transfer",
    states=STATES,
    initial=WAITING,
    transitions=[
        Transition("start_export", (WAITING,), EXPORTING),
        Transition("finish_export", (EXPORTING,), READY),
        Transition("start_check", (WAITING,), CHECKING),
        Transition("finish_check", (CHECKING,), CHECKED),
        Transition("confirm", (CHECKED,), CONFIRMED, TRANSFER),
        Transition("start_import", (CONFIRMED,), IMPORTING),
        Transition("finish_import", (IMPORTING,), DONE),
        Transition("refuse", (EXPORTING, CHECKING, IMPORTING), REFUSED),
        Transition("fail", (EXPORTING, CHECKING, IMPORTING), FAILED),
        Transition("retry", (FAILED,), WAITING, TRANSFER),
        Transition("remove", REMOVABLE, REMOVED, TRANSFER),
    ],
)
