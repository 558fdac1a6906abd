"""Who may do what in the institute.

Experts hold their role everywhere or within subjects. Nobody decides about, claims or even meets in
the queue what they wrote themselves. Administrators do not decide unless they are experts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, may, register_rule
from accounts.data import CHIEF_MODERATOR, MODERATOR
from learning_objects.api import author_uuids, register_stand_in
from moderation import states

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.api import LearningObject
    from moderation.models import Submission

    Person = User | AnonymousUser

SEE_QUEUE = "moderation.see_queue"
SEE = "moderation.see"
SEE_HISTORY = "moderation.see_history"


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
    register_rule(states.ANSWER, may_answer)
    register_rule(SEE_HISTORY, may_see_history)
    register_stand_in("institute", may_stand_in)


def may_stand_in(user: User, learning_object: LearningObject) -> bool:
    """A chief expert answers suggestions to an object whose author has long been silent."""
    return has_role(user, CHIEF_MODERATOR)


def may_see_queue(user: Person, obj: Any = None) -> bool:
    """Experts of any subject see the queue; it shows them only their subjects."""
    return has_role(user, MODERATOR, CHIEF_MODERATOR)


def may_review(user: Person, submission: Submission) -> bool:
    """An expert of the submission's subject who is not among the authors."""
    if not has_role(user, MODERATOR, CHIEF_MODERATOR, subject=submission.subject_uuid):
        return False
    return user.uuid not in author_uuids(submission.learning_object)  # type: ignore[union-attr]


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
