"""The door of ``moderation``."""

from moderation.actions.claiming import claim, claim_next, release, renew
from moderation.actions.deciding import approve, count_open_musts, return_submission
from moderation.actions.institute import ensure_central_institute
from moderation.actions.remarks import (
    add_remark,
    add_reply,
    mark_remark_done,
    reopen_remark,
    resolve_remark,
    withdraw_remark,
)
from moderation.actions.submitting import recall, submit
from moderation.actions.workflow import ensure_workflow
from moderation.changes import diff_words
from moderation.history import history_of
from moderation.queries import (
    changes_since_last_review,
    get_remark,
    get_submission,
    is_overdue,
    queue,
    remarks_of,
    submission_of,
)

__all__ = [
    "add_remark",
    "add_reply",
    "approve",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "count_open_musts",
    "diff_words",
    "ensure_central_institute",
    "ensure_workflow",
    "get_remark",
    "get_submission",
    "history_of",
    "is_overdue",
    "mark_remark_done",
    "queue",
    "recall",
    "release",
    "remarks_of",
    "renew",
    "reopen_remark",
    "resolve_remark",
    "return_submission",
    "submission_of",
    "submit",
    "withdraw_remark",
]
