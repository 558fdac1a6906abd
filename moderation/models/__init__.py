"""Tables of ``moderation``."""

from moderation.models.absence import Absence, Conflict, Release
from moderation.models.appeal import Appeal
from moderation.models.calendar import SpecialDay
from moderation.models.canned import CannedRemark
from moderation.models.commission import CallInterest, Commission, Taking
from moderation.models.decision import Decision
from moderation.models.institute import Institute
from moderation.models.membership import Membership
from moderation.models.remark import Remark, Reply
from moderation.models.rubric import Rubric
from moderation.models.rule import ReviewRule
from moderation.models.saved_view import SavedView
from moderation.models.signal import Signal
from moderation.models.submission import Submission
from moderation.models.task import InstituteTask
from moderation.models.vote import Vote, VoteReason

__all__ = [
    "Absence",
    "Appeal",
    "CallInterest",
    "CannedRemark",
    "Commission",
    "Conflict",
    "Decision",
    "Institute",
    "InstituteTask",
    "Membership",
    "Release",
    "Remark",
    "Reply",
    "ReviewRule",
    "Rubric",
    "SavedView",
    "Signal",
    "SpecialDay",
    "Submission",
    "Taking",
    "Vote",
    "VoteReason",
]
