"""What the review screen says of a referral."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.api import may
from moderation.data import REVIEW, WAITING_STATES
from moderation.models import Submission
from moderation.referrals.data import ALIVE
from moderation.referrals.queries import referral_of
from moderation.referrals.rules import PREPARE

register = template.Library()


@register.inclusion_tag("moderation/referrals/_of.html", takes_context=True)
def referral_line(context: dict[str, Any], submission: Submission) -> dict[str, Any]:
    """Lead to the referral of a submission, or to a new one for who may propose it."""
    found = referral_of(submission)
    waits = submission.purpose == REVIEW and submission.state in WAITING_STATES
    free = found is None or found.state not in ALIVE
    may_prepare = waits and free and may(context["request"].user, PREPARE, submission)
    return {"referral": found, "submission": submission, "may_prepare": may_prepare}
