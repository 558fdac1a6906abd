"""Errors of ``accounts`` that other packages may catch."""

from accounts.actions.roles import UnknownRole
from accounts.rules import NotAllowed

__all__ = ["NotAllowed", "UnknownRole"]
