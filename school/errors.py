"""Errors of ``school`` that other packages may catch."""

from school.actions.guardians import AlreadyGuardian, WrongRelation
from school.actions.memberships import (
    OutsideClass,
    Overlap,
    TooLate,
    WrongDates,
    WrongGroup,
    WrongRole,
)
from school.reach import OutOfReach

__all__ = [
    "AlreadyGuardian",
    "OutOfReach",
    "OutsideClass",
    "Overlap",
    "TooLate",
    "WrongDates",
    "WrongGroup",
    "WrongRelation",
    "WrongRole",
]
