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
    "Brief",
    "CallFilters",
    "GapFilters",
    "accept_taking",
    "add_remark",
    "add_reply",
    "apply_for",
    "approve",
    "begin_draft",
    "call_of",
    "calls_of",
    "cancel_commission",
    "change_commission",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "close_commission",
    "count_open_musts",
    "create_commission",
    "decline_taking",
    "ensure_central_institute",
    "ensure_workflow",
    "follow_subject",
    "gaps_in",
    "get_commission",
    "get_remark",
    "get_submission",
    "get_taking",
    "give_back_taking",
    "history_of",
    "is_overdue",
    "link_object",
    "managed_calls",
    "mark_remark_done",
    "open_calls",
    "open_commission",
    "own_takings",
    "prolong_commission",
    "queue",
    "recall",
    "release",
    "remarks_of",
    "remind_of_deadlines",
    "renew",
    "reopen_commission",
    "reopen_remark",
    "resolve_remark",
    "retract_taking",
    "return_submission",
    "revoke_taking",
    "submission_of",
    "submit",
    "unfollow_subject",
    "withdraw_remark",
]
