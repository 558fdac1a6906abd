"""Errors of ``accounts`` that other packages may catch."""

from accounts.actions.administrators import LastAdministrator
from accounts.actions.roles import UnknownRole, WrongScope
from accounts.rules import NotAllowed

__all__ = ["LastAdministrator", "NotAllowed", "UnknownRole", "WrongScope"]
