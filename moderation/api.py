"""The door of ``moderation``."""

from moderation.actions.appealing import appeal
from moderation.actions.assigning import assign, hand_over
from moderation.actions.canned import add_shipped_texts, change_text, forget_text, keep_text
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
from moderation.actions.lost_files import signal_lost_files
from moderation.actions.portraits import tell_portrait, tell_rest_shows_nobody
from moderation.actions.rechecking import Report, raise_signal, report_object
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
from moderation.actions.withdrawing import put_back, take_out
from moderation.actions.workflow import ensure_workflow
from moderation.blind import masks_of
from moderation.canned import kept_institutes, text_of, texts_of
from moderation.checks.facts import read_rules, rules_as_json
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
from moderation.institutes.actions import (
    affiliate,
    change_institute,
    create_institute,
    join_institute,
    leave_institute,
    release_affiliation,
    set_rule,
)
from moderation.institutes.queries import (
    authors_of_institute,
    experts_of,
    get_institute,
    managed_institutes,
)
from moderation.letters import compose_letter
from moderation.quality.controls import end_control, make_control
from moderation.quality.refreshing import refresh_quality
from moderation.queries import (
    can_appeal,
    content_of,
    get_remark,
    get_submission,
    is_overdue,
    open_recheck_of,
    remarks_of,
    submission_of,
)
from moderation.referrals.actions import prepare_referral, send_referral, withdraw_referral
from moderation.referrals.queries import answer_of, get_referral, referrals_of
from moderation.words import diff_words
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
    "affiliate",
    "answer_of",
    "appeal",
    "apply_for",
    "approve",
    "ask_preview",
    "assign",
    "authors_of_institute",
    "begin_draft",
    "call_of",
    "calls_of",
    "can_appeal",
    "cancel_absence",
    "cancel_commission",
    "carry_remarks",
    "change_commission",
    "change_institute",
    "change_text",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "close_commission",
    "compose_letter",
    "content_of",
    "count_open_musts",
    "create_commission",
    "create_institute",
    "declare_conflict",
    "decline_taking",
    "diff_words",
    "end_control",
    "ensure_central_institute",
    "ensure_check_rules",
    "ensure_rubric",
    "ensure_workflow",
    "experts_of",
    "follow_subject",
    "forget_text",
    "forget_view",
    "gaps_in",
    "get_commission",
    "get_institute",
    "get_referral",
    "get_remark",
    "get_submission",
    "get_taking",
    "give_back_taking",
    "hand_over",
    "history_of",
    "import_rules",
    "in_reading_order",
    "is_late",
    "is_overdue",
    "join_institute",
    "keep",
    "keep_text",
    "kept_institutes",
    "leave_institute",
    "link_object",
    "loads_of",
    "make_control",
    "managed_calls",
    "managed_institutes",
    "mark_remark_done",
    "masks_of",
    "open_calls",
    "open_commission",
    "open_recheck_of",
    "own_takings",
    "plan_absence",
    "prepare_referral",
    "prolong_commission",
    "put_back",
    "queue",
    "raise_signal",
    "read_rules",
    "recall",
    "referrals_of",
    "refresh_quality",
    "reject",
    "release",
    "release_affiliation",
    "remarks_of",
    "remind_of_deadlines",
    "remove",
    "renew",
    "reopen_commission",
    "reopen_remark",
    "report_object",
    "resolve_remark",
    "restore_shipped",
    "restore_version",
    "retract_taking",
    "return_submission",
    "revise_rubric",
    "revoke_taking",
    "rubric_of",
    "rules_as_json",
    "save_rule",
    "save_view",
    "send_referral",
    "set_competence",
    "set_rule",
    "shipped_rules",
    "signal_lost_files",
    "submission_of",
    "submit",
    "sweep",
    "switch_rule",
    "take_out",
    "tell_portrait",
    "tell_rest_shows_nobody",
    "text_of",
    "texts_of",
    "unfollow_subject",
    "views_of",
    "withdraw_conflict",
    "withdraw_referral",
    "withdraw_remark",
]
