"""The states of a proposal to realign a link, and the declared transitions between them."""

from __future__ import annotations

from core.data import Machine, Transition
from learning_objects.realignment.data import ACCEPTED, DECLINED, OUTDATED, PROPOSED

REALIGN = "learning_objects.realign"

MACHINE = Machine(
    "realignment_proposal",
    states=[PROPOSED, ACCEPTED, DECLINED, OUTDATED],
    initial=PROPOSED,
    transitions=[
        Transition("accept", (PROPOSED, DECLINED), ACCEPTED, permission=REALIGN),
        Transition("decline", (PROPOSED,), DECLINED, permission=REALIGN),
        Transition("roll_back", (ACCEPTED, DECLINED), PROPOSED, permission=REALIGN),
        # The object has a newer version, or is offered no more: its next version says it itself.
        Transition("outdate", (PROPOSED,), OUTDATED),
    ],
)
