"""The door of ``moderation``."""

from moderation.actions.appealing import appeal
from moderation.actions.assigning import assign, hand_over
from moderation.actions.canned import add_shipped_texts, change_text, forget_text, keep_text
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
from moderation.blind import masks_of
from moderation.canned import kept_institutes, text_of, texts_of
from moderation.commissions.actions.calling import (
    cancel_commission,
    change_commission,
    close_commission,
    create_commission,
    open_commission,
    prolong_commission,
    reopen_commission,
)
from moderation.commissions.actions.interests import follow_subject, unfollow_subject
from moderation.commissions.actions.reminding import remind_of_deadlines
from moderation.commissions.actions.taking import (
    accept_taking,
    apply_for,
    decline_taking,
    give_back_taking,
    retract_taking,
    revoke_taking,
)
from moderation.commissions.actions.working import begin_draft, link_object
from moderation.commissions.data import Brief, CallFilters, GapFilters
from moderation.commissions.gaps import gaps_in
from moderation.commissions.queries import (
    call_of,
    calls_of,
    get_commission,
    get_taking,
    managed_calls,
    open_calls,
    own_takings,
)
from moderation.comparison import carry_remarks, changes_since_last_review, in_reading_order
from moderation.history import history_of
from moderation.letters import compose_letter
from moderation.queries import (
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
    "Brief",
    "CallFilters",
    "GapFilters",
    "Report",
    "accept_taking",
    "add_remark",
    "add_reply",
    "add_shipped_texts",
    "appeal",
    "apply_for",
    "approve",
    "assign",
    "begin_draft",
    "call_of",
    "calls_of",
    "cancel_absence",
    "cancel_commission",
    "carry_remarks",
    "change_commission",
    "change_text",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "close_commission",
    "compose_letter",
    "content_of",
    "count_open_musts",
    "create_commission",
    "declare_conflict",
    "decline_taking",
    "ensure_central_institute",
    "ensure_rubric",
    "ensure_workflow",
    "follow_subject",
    "forget_text",
    "forget_view",
    "gaps_in",
    "get_commission",
    "get_remark",
    "get_submission",
    "get_taking",
    "give_back_taking",
    "hand_over",
    "history_of",
    "in_reading_order",
    "is_late",
    "is_overdue",
    "keep",
    "keep_text",
    "kept_institutes",
    "link_object",
    "loads_of",
    "managed_calls",
    "mark_remark_done",
    "masks_of",
    "open_calls",
    "open_commission",
    "open_recheck_of",
    "own_takings",
    "plan_absence",
    "prolong_commission",
    "queue",
    "recall",
    "reject",
    "release",
    "remarks_of",
    "remind_of_deadlines",
    "remove",
    "renew",
    "reopen_commission",
    "reopen_remark",
    "report_object",
    "resolve_remark",
    "retract_taking",
    "return_submission",
    "revise_rubric",
    "revoke_taking",
    "rubric_of",
    "save_view",
    "set_competence",
    "submission_of",
    "submit",
    "sweep",
    "text_of",
    "texts_of",
    "unfollow_subject",
    "views_of",
    "withdraw_conflict",
    "withdraw_remark",
]
