"""Who decides about others beyond the library's roles: packages above name them."""

from __future__ import annotations

from accounts.data import Decider
from core.data import Registry

deciders: Registry[Decider] = Registry("people who decide about others")


def register_decider(code: str, decider: Decider) -> None:
    """Let ``decider(user)`` name people beyond ``SECOND_FACTOR_ROLES`` who need a second factor."""
    deciders.register(code, decider)
