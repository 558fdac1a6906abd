"""Tables of ``moderation``."""

from moderation.models.appeal import Appeal
from moderation.models.commission import CallInterest, Commission, Taking
from moderation.models.decision import Decision
from moderation.models.institute import Institute
from moderation.models.remark import Remark, Reply
from moderation.models.rubric import Rubric
from moderation.models.rule import ReviewRule
from moderation.models.signal import Signal
from moderation.models.submission import Submission
from moderation.models.task import InstituteTask
from moderation.models.vote import Vote, VoteReason

__all__ = [
    "Appeal",
    "CallInterest",
    "Commission",
    "Decision",
    "Institute",
    "InstituteTask",
    "Remark",
    "Reply",
    "ReviewRule",
    "Rubric",
    "Signal",
    "Submission",
    "Taking",
    "Vote",
    "VoteReason",
]
