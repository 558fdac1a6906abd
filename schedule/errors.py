"""Errors of ``schedule`` that other packages may catch."""

from schedule.actions.bells import BellInUse, WrongBells
from schedule.actions.lessons import NoBell, NotOnStaff, NotPlanned, UnknownSubject, WrongGroup
from schedule.clashes import Clash

__all__ = [
    "BellInUse",
    "Clash",
    "NoBell",
    "NotOnStaff",
    "NotPlanned",
    "UnknownSubject",
    "WrongBells",
    "WrongGroup",
]
