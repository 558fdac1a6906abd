"""Tables of ``moderation``."""

from moderation.models.absence import Absence, Conflict, Release
from moderation.models.affiliation import Affiliation
from moderation.models.appeal import Appeal
from moderation.models.calendar import SpecialDay
from moderation.models.canned import CannedRemark
from moderation.models.check_rule import CheckPreview, CheckRule, CheckRuleVersion
from moderation.models.commission import CallInterest, Commission, Taking
from moderation.models.control import Control, ControlResult
from moderation.models.decision import Decision
from moderation.models.institute import Institute
from moderation.models.likeness import (
    LinkState,
    PassagePrint,
    PicturePrint,
    PictureUse,
    Portrait,
    TextBand,
    TextPrint,
)
from moderation.models.membership import Membership
from moderation.models.quality import Backlog, QualityDay, ReviewerDay
from moderation.models.queue_count import QueueCount
from moderation.models.referral import Referral
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
    "Affiliation",
    "Appeal",
    "Backlog",
    "CallInterest",
    "CannedRemark",
    "CheckPreview",
    "CheckRule",
    "CheckRuleVersion",
    "Commission",
    "Conflict",
    "Control",
    "ControlResult",
    "Decision",
    "Institute",
    "InstituteTask",
    "LinkState",
    "Membership",
    "PassagePrint",
    "PicturePrint",
    "PictureUse",
    "Portrait",
    "QualityDay",
    "QueueCount",
    "Referral",
    "Release",
    "Remark",
    "Reply",
    "ReviewRule",
    "ReviewerDay",
    "Rubric",
    "SavedView",
    "Signal",
    "SpecialDay",
    "Submission",
    "Taking",
    "TextBand",
    "TextPrint",
    "Vote",
    "VoteReason",
]
