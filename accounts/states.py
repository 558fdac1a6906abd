"""The state machine of an invitation."""

from __future__ import annotations

from accounts.data import (
    INVITATION_ACCEPTED,
    INVITATION_OPEN,
    INVITATION_REVOKED,
    INVITATION_STATES,
)
from core.data import Machine, Transition

MACHINE = Machine(
    "accounts.invitation",
    states=INVITATION_STATES,
    initial=INVITATION_OPEN,
    transitions=(
        # By the one who holds the code; whether it has expired is asked when it is looked up.
        Transition("accept", (INVITATION_OPEN,), INVITATION_ACCEPTED),
        Transition(
            "revoke", (INVITATION_OPEN,), INVITATION_REVOKED, permission="accounts.manage_people"
        ),
    ),
)
