"""The door of ``moderation``."""

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
from moderation.actions.deciding import approve, count_open_musts, return_submission
from moderation.actions.institute import ensure_central_institute
from moderation.actions.portraits import tell_portrait
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
from moderation.checks.facts import read_rules, rules_as_json
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
    "ask_preview",
    "changes_since_last_review",
    "claim",
    "claim_next",
    "count_open_musts",
    "ensure_central_institute",
    "ensure_check_rules",
    "ensure_workflow",
    "get_remark",
    "get_submission",
    "history_of",
    "import_rules",
    "is_overdue",
    "mark_remark_done",
    "queue",
    "read_rules",
    "recall",
    "release",
    "remarks_of",
    "renew",
    "reopen_remark",
    "resolve_remark",
    "restore_shipped",
    "restore_version",
    "return_submission",
    "rules_as_json",
    "save_rule",
    "shipped_rules",
    "submission_of",
    "submit",
    "switch_rule",
    "tell_portrait",
    "withdraw_remark",
]
