"""Typed values of ``core``."""

from core.registry import Registry
from core.transitions import Machine, Transition

__all__ = ["Machine", "Registry", "Transition"]
