"""Errors of ``moderation`` that other packages may catch."""

from moderation.actions.assigning import CannotReview
from moderation.actions.claiming import AlreadyClaimed, AtCapacity, IsAway
from moderation.actions.deciding import LetterMissing, RoundChanged
from moderation.actions.remarks import EmptyText, NotClaimed, ReviewClosed, UnknownPlace
from moderation.actions.staffing import DaysInDisorder, EmptyReason
from moderation.actions.submitting import ChecksFailed

__all__ = [
    "AlreadyClaimed",
    "AtCapacity",
    "CannotReview",
    "ChecksFailed",
    "DaysInDisorder",
    "EmptyReason",
    "EmptyText",
    "IsAway",
    "LetterMissing",
    "NotClaimed",
    "ReviewClosed",
    "RoundChanged",
    "UnknownPlace",
]
