"""Typed values of referrals: states and filters."""

from __future__ import annotations

PREPARED = "prepared"
SENT = "sent"
ACCEPTED = "accepted"
RETURNED = "returned"
REFUSED = "refused"
WITHDRAWN = "withdrawn"
STATES = (PREPARED, SENT, ACCEPTED, RETURNED, REFUSED, WITHDRAWN)
# What the central institute has answered with a verdict.
ANSWERED = (ACCEPTED, RETURNED, REFUSED)
# The review goes on; a submission has one of these at most.
ALIVE = (PREPARED, SENT, RETURNED)
# An appeal may yet change what was refused.
FOLLOWED = (*ALIVE, REFUSED)
