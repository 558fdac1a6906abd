"""The door of ``moderation``."""

from moderation.actions.appealing import appeal
from moderation.actions.assigning import assign, hand_over
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
from moderation.actions.staffing import (
    cancel_absence,
    declare_conflict,
    forget_view,
    plan_absence,
    save_view,
    set_competence,
    withdraw_conflict,
)
from moderation.actions.submitting import recall, submit
from moderation.actions.sweeping import sweep
from moderation.actions.workflow import ensure_workflow
from moderation.changes import diff_words
from moderation.history import history_of
from moderation.queries import (
    changes_since_last_review,
    content_of,
    get_remark,
    get_submission,
    is_overdue,
    open_recheck_of,
    remarks_of,
    submission_of,
)
from moderation.work_queries import is_late, loads_of, queue, views_of

__all__ = [
    "Report",
    "add_remark",
    "add_reply",
    "appeal",
    "approve",
    "assign",
    "cancel_absence",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "content_of",
    "count_open_musts",
    "declare_conflict",
    "diff_words",
    "ensure_central_institute",
    "ensure_rubric",
    "ensure_workflow",
    "forget_view",
    "get_remark",
    "get_submission",
    "hand_over",
    "history_of",
    "is_late",
    "is_overdue",
    "keep",
    "loads_of",
    "mark_remark_done",
    "open_recheck_of",
    "plan_absence",
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
    "save_view",
    "set_competence",
    "submission_of",
    "submit",
    "sweep",
    "views_of",
    "withdraw_conflict",
    "withdraw_remark",
]
