"""Errors that other packages may catch."""

from core.registry import DuplicateRegistration, UnknownRegistration
from core.transitions import TransitionRefused

__all__ = ["DuplicateRegistration", "TransitionRefused", "UnknownRegistration"]
