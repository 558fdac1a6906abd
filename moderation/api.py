"""The door of ``moderation``."""

from moderation.actions.appealing import appeal
from moderation.actions.assigning import assign, hand_over
from moderation.actions.check_rules import (
    ask_preview,
    ensure_check_rules,
    import_rules,
    restore_shipped,
    restore_version,
    save_rule,
    shipped_rules,
    switch_rule,
)
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
from moderation.actions.portraits import tell_portrait, tell_rest_shows_nobody
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
from moderation.checks.facts import read_rules, rules_as_json
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
    "ask_preview",
    "assign",
    "cancel_absence",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "content_of",
    "count_open_musts",
    "declare_conflict",
    "ensure_central_institute",
    "ensure_check_rules",
    "ensure_rubric",
    "ensure_workflow",
    "forget_view",
    "get_remark",
    "get_submission",
    "hand_over",
    "history_of",
    "import_rules",
    "is_late",
    "is_overdue",
    "keep",
    "loads_of",
    "mark_remark_done",
    "open_recheck_of",
    "plan_absence",
    "queue",
    "read_rules",
    "recall",
    "reject",
    "release",
    "remarks_of",
    "remove",
    "renew",
    "reopen_remark",
    "report_object",
    "resolve_remark",
    "restore_shipped",
    "restore_version",
    "return_submission",
    "revise_rubric",
    "rubric_of",
    "rules_as_json",
    "save_rule",
    "save_view",
    "set_competence",
    "shipped_rules",
    "submission_of",
    "submit",
    "sweep",
    "switch_rule",
    "tell_portrait",
    "tell_rest_shows_nobody",
    "views_of",
    "withdraw_conflict",
    "withdraw_remark",
]
