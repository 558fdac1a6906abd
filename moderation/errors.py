"""Errors of ``moderation`` that other packages may catch."""

from moderation.actions.check_rules import RuleChanged
from moderation.actions.claiming import AlreadyClaimed
from moderation.actions.deciding import LetterMissing, RoundChanged
from moderation.actions.remarks import EmptyText, NotClaimed, ReviewClosed, UnknownPlace
from moderation.actions.submitting import ChecksFailed
from moderation.checks.facts import WrongRule

__all__ = [
    "AlreadyClaimed",
    "ChecksFailed",
    "EmptyText",
    "LetterMissing",
    "NotClaimed",
    "ReviewClosed",
    "RoundChanged",
    "RuleChanged",
    "UnknownPlace",
    "WrongRule",
]
