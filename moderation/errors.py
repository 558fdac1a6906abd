"""Errors of ``moderation`` that other packages may catch."""

from moderation.actions.appealing import NotTheLatest
from moderation.actions.assigning import CannotReview
from moderation.actions.canned import EmptyTemplate, TooManyTexts
from moderation.actions.check_rules import RuleChanged
from moderation.actions.claiming import AlreadyClaimed, AtCapacity, IsAway
from moderation.actions.deciding import LetterMissing, RoundChanged
from moderation.actions.lost_files import StorageAway
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
from moderation.checks.facts import WrongRule
from moderation.commissions.actions.access import NoPlace, NoReason
from moderation.commissions.actions.calling import CallIsOut, CannotShrink, WrongBrief
from moderation.commissions.actions.taking import AlreadyTaking, NotOpen, PlanMissing
from moderation.commissions.actions.working import WrongObject
from moderation.moments import NoRecording
from moderation.quality.controls import NotAControl

__all__ = [
    "AlreadyClaimed",
    "AlreadyTaking",
    "AtCapacity",
    "BadRubric",
    "CallIsOut",
    "CannotReview",
    "CannotShrink",
    "ChecksFailed",
    "DaysInDisorder",
    "EmptyReason",
    "EmptyTemplate",
    "EmptyText",
    "FaultyApproval",
    "IsAway",
    "LetterMissing",
    "NoPlace",
    "NoReason",
    "NoRecording",
    "NotAControl",
    "NotClaimed",
    "NotOpen",
    "NotPublic",
    "NotTheLatest",
    "PlanMissing",
    "ReasonMissing",
    "ReviewClosed",
    "RoundChanged",
    "RubricIncomplete",
    "RuleChanged",
    "StorageAway",
    "TooManyTexts",
    "UnknownPlace",
    "WrongBrief",
    "WrongObject",
    "WrongRule",
]
