"""Who may do what with referrals.

Experts of the region propose, a chief of theirs sends and takes back; both institutes read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, may, register_rule
from accounts.data import CHIEF_MODERATOR
from moderation.data import CLAIMED
from moderation.interests import has_interest, institute_ids
from moderation.referrals import states
from moderation.referrals.data import PREPARED
from moderation.rules import SEE_QUEUE, may_review

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from moderation.models import Referral, Submission

    Person = User | AnonymousUser

PREPARE = "moderation.prepare_referral"
SEE_REFERRAL = "moderation.see_referral"


def register_rules() -> None:
    """Register every rule of referrals."""
    register_rule(PREPARE, may_prepare)
    register_rule(SEE_REFERRAL, may_see)
    register_rule(states.SEND_UP, may_send_up)
    register_rule(states.END, may_end)


def may_prepare(user: Person, submission: Submission) -> bool:
    """Who holds the claim, or a chief, in a regional institute."""
    if not submission.institute.is_regional or not may_review(user, submission):
        return False
    holds = submission.state == CLAIMED and submission.claimed_by_id == user.pk
    return holds or has_role(user, CHIEF_MODERATOR, subject=submission.subject_uuid)


def may_send_up(user: Person, referral: Referral) -> bool:
    """A chief of the sending institute without an interest in the work."""
    if not has_role(user, CHIEF_MODERATOR, subject=referral.submission.subject_uuid):
        return False
    return _reads(user, referral, referral.sender_id)


def may_end(user: Person, referral: Referral) -> bool:
    """A chief of the sending institute; who proposed it, while nothing is sent."""
    if may_send_up(user, referral):
        return True
    own = referral.state == PREPARED and referral.prepared_by_id == user.pk
    return own and may_see(user, referral)


def may_see(user: Person, referral: Referral) -> bool:
    """Experts of both institutes, but for those with an interest in the work.

    The receiver knows only what was sent.
    """
    if not may(user, SEE_QUEUE):
        return False
    readers = [referral.sender_id]
    if referral.sent_at is not None:
        readers.append(referral.receiver_id)
    return _reads(user, referral, *readers)


def _reads(user: Any, referral: Referral, *institutes: int) -> bool:
    if not set(institutes) & set(institute_ids(user)):
        return False
    return not has_interest(user, referral.submission)
