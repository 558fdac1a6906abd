"""Errors of ``moderation`` that other packages may catch."""

from moderation.actions.claiming import AlreadyClaimed
from moderation.actions.deciding import LetterMissing, RoundChanged
from moderation.actions.remarks import EmptyText, NotClaimed, ReviewClosed, UnknownPlace
from moderation.actions.submitting import ChecksFailed
from moderation.commissions.actions.access import NoPlace, ReasonMissing
from moderation.commissions.actions.calling import CallIsOut, CannotShrink, WrongBrief
from moderation.commissions.actions.taking import AlreadyTaking, NotOpen, PlanMissing
from moderation.commissions.actions.working import WrongObject

__all__ = [
    "AlreadyClaimed",
    "AlreadyTaking",
    "CallIsOut",
    "CannotShrink",
    "ChecksFailed",
    "EmptyText",
    "LetterMissing",
    "NoPlace",
    "NotClaimed",
    "NotOpen",
    "PlanMissing",
    "ReasonMissing",
    "ReviewClosed",
    "RoundChanged",
    "UnknownPlace",
    "WrongBrief",
    "WrongObject",
]
