"""Errors of ``moderation`` that other packages may catch."""

from moderation.actions.appealing import NotTheLatest
from moderation.actions.assigning import CannotReview
from moderation.actions.claiming import AlreadyClaimed, AtCapacity, IsAway
from moderation.actions.deciding import LetterMissing, RoundChanged
from moderation.actions.rechecking import NotPublic
from moderation.actions.remarks import EmptyText, NotClaimed, ReviewClosed, UnknownPlace
from moderation.actions.rubrics import (
    BadRubric,
    FaultyApproval,
    ReasonMissing,
    RubricIncomplete,
)
from moderation.actions.staffing import DaysInDisorder, EmptyReason
from moderation.actions.submitting import ChecksFailed

__all__ = [
    "AlreadyClaimed",
    "AtCapacity",
    "BadRubric",
    "CannotReview",
    "ChecksFailed",
    "DaysInDisorder",
    "EmptyReason",
    "EmptyText",
    "FaultyApproval",
    "IsAway",
    "LetterMissing",
    "NotClaimed",
    "NotPublic",
    "NotTheLatest",
    "ReasonMissing",
    "ReviewClosed",
    "RoundChanged",
    "RubricIncomplete",
    "UnknownPlace",
]
