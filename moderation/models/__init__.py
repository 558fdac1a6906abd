"""Tables of ``moderation``."""

from moderation.models.appeal import Appeal
from moderation.models.check_rule import CheckPreview, CheckRule, CheckRuleVersion
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
from moderation.models.remark import Remark, Reply
from moderation.models.rubric import Rubric
from moderation.models.rule import ReviewRule
from moderation.models.signal import Signal
from moderation.models.submission import Submission
from moderation.models.task import InstituteTask
from moderation.models.vote import Vote, VoteReason

__all__ = [
    "Appeal",
    "CheckPreview",
    "CheckRule",
    "CheckRuleVersion",
    "Decision",
    "Institute",
    "InstituteTask",
    "LinkState",
    "PassagePrint",
    "PicturePrint",
    "PictureUse",
    "Portrait",
    "Remark",
    "Reply",
    "ReviewRule",
    "Rubric",
    "Signal",
    "Submission",
    "TextBand",
    "TextPrint",
    "Vote",
    "VoteReason",
]
