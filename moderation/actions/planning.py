"""The plan of a review: which steps, how many experts; frozen when the object is handed in."""

from __future__ import annotations

from typing import Any

from moderation.data import METHODICAL, RECHECK, TECHNICAL
from moderation.models import Institute, ReviewRule, Submission

DEFAULT_PANEL = 1
DEFAULT_DAYS = 5


def rule_for(*, institute: Institute, kind: str) -> ReviewRule:
    """Return the institute's rule for a kind; an unsaved one with the defaults when it has none."""
    found = ReviewRule.objects.filter(institute=institute, kind=kind).first()
    return found or ReviewRule(
        institute=institute, kind=kind, panel=DEFAULT_PANEL, days=DEFAULT_DAYS
    )


def plan_of(rule: ReviewRule) -> list[dict[str, Any]]:
    """Return the steps of a review by ``rule``."""
    steps = [{"stage": METHODICAL, "seats": 2 if rule.second_reader else 1}]
    if rule.technical:
        steps.append({"stage": TECHNICAL, "seats": 1})
    return steps


def start_plan(submission: Submission) -> None:
    """Put an unsaved or locked submission at the first step of the rule that is in force now."""
    if submission.purpose == RECHECK:
        submission.plan = [{"stage": RECHECK, "seats": 1}]
    else:
        submission.plan = plan_of(rule_for(institute=submission.institute, kind=submission.kind))
    submission.step, submission.seat, submission.is_appeal = 0, 1, False
    submission.stage = submission.plan[0]["stage"]


def panel_of(submission: Submission) -> int:
    """Return how many experts an appeal goes to: one or three."""
    rule = rule_for(institute=submission.institute, kind=submission.kind)
    return int(rule.panel)
