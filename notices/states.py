"""The states of a digest and the declared transitions between them."""

from __future__ import annotations

from core.data import Machine, Transition
from notices.data import DIGEST_STATES, DROPPED, FAILED, PREPARED, SENDING, SENT

MACHINE = Machine(
    "digest",
    states=DIGEST_STATES,
    initial=PREPARED,
    transitions=[
        Transition("claim", (PREPARED,), SENDING),
        # The lease of a worker that was killed is over: the mail may have left (see README).
        Transition("take_over", (SENDING,), SENDING),
        Transition("finish", (SENDING,), SENT),
        Transition("drop", (SENDING,), DROPPED),
        Transition("postpone", (SENDING,), PREPARED),
        Transition("give_up", (SENDING,), FAILED),
    ],
)
