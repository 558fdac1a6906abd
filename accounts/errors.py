"""Errors of ``accounts`` that other packages may catch."""

from accounts.actions.administrators import LastAdministrator
from accounts.actions.invitations import NoLetterBox, NoSuchInvitation
from accounts.actions.merging import CannotMerge
from accounts.actions.people import ClosedForGood
from accounts.actions.roles import UnknownRole, WrongScope
from accounts.rules import NotAllowed

__all__ = [
    "CannotMerge",
    "ClosedForGood",
    "LastAdministrator",
    "NoLetterBox",
    "NoSuchInvitation",
    "NotAllowed",
    "UnknownRole",
    "WrongScope",
]
