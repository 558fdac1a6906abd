"""Who may do what in the institute.

Experts hold their role everywhere or within subjects. Nobody decides about, claims or even meets in
the queue what they wrote themselves. Administrators do not decide unless they are experts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, may, register_rule
from accounts.data import CHIEF_MODERATOR, MODERATOR
from moderation import states
from moderation.interests import has_interest, institute_ids

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from moderation.models import CannedRemark, Submission

    Person = User | AnonymousUser

SEE_QUEUE = "moderation.see_queue"
SEE = "moderation.see"
SEE_HISTORY = "moderation.see_history"
SEE_TEAM = "moderation.see_team"
PLAN_FOR = "moderation.plan_for"
KEEP_TEXT = "moderation.keep_text"


def register_rules() -> None:
    """Register every rule of the package."""
    register_rule(SEE_QUEUE, may_see_queue)
    register_rule(SEE, may_review)
    register_rule(states.CLAIM, may_review)
    register_rule(states.REMARK, may_review)
    register_rule(states.DECIDE, may_review)
    register_rule(states.RELEASE, may_release)
    register_rule(states.SUBMIT, may_submit)
    register_rule(states.RECALL, may_recall)
    register_rule(states.APPEAL, may_recall)
    register_rule(states.ANSWER, may_answer)
    register_rule(SEE_HISTORY, may_see_history)
    register_rule(states.ASSIGN, may_assign)
    register_rule(states.HAND_OVER, may_release)
    register_rule(SEE_TEAM, may_see_team)
    register_rule(PLAN_FOR, may_plan_for)
    register_rule(KEEP_TEXT, may_keep_text)


def may_see_queue(user: Person, obj: Any = None) -> bool:
    """Experts of any subject see the queue; it shows them only their subjects."""
    return has_role(user, MODERATOR, CHIEF_MODERATOR)


def may_review(user: Person, submission: Submission) -> bool:
    """An expert of the submission's subject and institute without a conflict of interest."""
    if not has_role(user, MODERATOR, CHIEF_MODERATOR, subject=submission.subject_uuid):
        return False
    if submission.institute_id not in institute_ids(user):  # type: ignore[arg-type]
        return False
    return not has_interest(user, submission)  # type: ignore[arg-type]


def may_assign(user: Person, submission: Submission) -> bool:
    """A chief of the subject who may review it."""
    chief = has_role(user, CHIEF_MODERATOR, subject=submission.subject_uuid)
    return chief and may_review(user, submission)


def may_see_team(user: Person, obj: Any = None) -> bool:
    """Chiefs see who works on what, and plan."""
    return has_role(user, CHIEF_MODERATOR)


def may_plan_for(user: Person, person: User) -> bool:
    """Experts plan their own absences and declare conflicts; chiefs do it for others too."""
    return may_see_queue(user) and (user.pk == person.pk or may_see_team(user))


def may_keep_text(user: Person, canned: CannedRemark) -> bool:
    """Experts keep their own ready texts, chiefs those of the institutes for which they work."""
    if canned.institute_id is None:
        return may_see_queue(user) and canned.owner_id == user.pk
    return may_see_team(user) and canned.institute_id in institute_ids(user)  # type: ignore[arg-type]


def may_release(user: Person, submission: Submission) -> bool:
    """Who holds the claim, or a chief who takes it from an expert that fell ill."""
    if not may_review(user, submission):
        return False
    chief = has_role(user, CHIEF_MODERATOR, subject=submission.subject_uuid)
    return chief or submission.claimed_by_id == user.pk


def may_submit(user: Person, learning_object: Any) -> bool:
    """Whoever may see the draft: an author of the object who still may author."""
    return may(user, "learning_objects.see_draft", learning_object)


def may_recall(user: Person, submission: Submission) -> bool:
    """Any author of the object."""
    return may_submit(user, submission.learning_object)


def may_answer(user: Person, submission: Submission) -> bool:
    """Any author of the object."""
    return may_submit(user, submission.learning_object)


def may_see_history(user: Person, submission: Submission) -> bool:
    """The authors and the experts of the subject."""
    return may_answer(user, submission) or may_review(user, submission)
