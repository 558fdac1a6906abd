"""The door of ``moderation``."""

from moderation.actions.appealing import appeal
from moderation.actions.claiming import claim, claim_next, release, renew
from moderation.actions.deciding import (
    approve,
    count_open_musts,
    keep,
    reject,
    remove,
    return_submission,
)
from moderation.actions.institute import ensure_central_institute
from moderation.actions.rechecking import Report, report_object
from moderation.actions.remarks import (
    add_remark,
    add_reply,
    mark_remark_done,
    reopen_remark,
    resolve_remark,
    withdraw_remark,
)
from moderation.actions.rubrics import ensure_rubric, revise_rubric, rubric_of
from moderation.actions.submitting import recall, submit
from moderation.actions.workflow import ensure_workflow
from moderation.history import history_of
from moderation.queries import (
    changes_since_last_review,
    content_of,
    get_remark,
    get_submission,
    is_overdue,
    open_recheck_of,
    queue,
    remarks_of,
    submission_of,
)

__all__ = [
    "Report",
    "add_remark",
    "add_reply",
    "appeal",
    "approve",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "content_of",
    "count_open_musts",
    "ensure_central_institute",
    "ensure_rubric",
    "ensure_workflow",
    "get_remark",
    "get_submission",
    "history_of",
    "is_overdue",
    "keep",
    "mark_remark_done",
    "open_recheck_of",
    "queue",
    "recall",
    "reject",
    "release",
    "remarks_of",
    "remove",
    "renew",
    "reopen_remark",
    "report_object",
    "resolve_remark",
    "return_submission",
    "revise_rubric",
    "rubric_of",
    "submission_of",
    "submit",
    "withdraw_remark",
]
