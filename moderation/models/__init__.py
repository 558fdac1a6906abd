"""Tables of ``moderation``."""

from moderation.models.decision import Decision
from moderation.models.institute import Institute
from moderation.models.remark import Remark, Reply
from moderation.models.submission import Submission
from moderation.models.task import InstituteTask

__all__ = ["Decision", "Institute", "InstituteTask", "Remark", "Reply", "Submission"]
