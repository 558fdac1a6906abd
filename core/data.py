"""Typed values of ``core``."""

from core.queries import OutboxLag
from core.registry import Registry
from core.transitions import Machine, Transition

__all__ = ["Machine", "OutboxLag", "Registry", "Transition"]
