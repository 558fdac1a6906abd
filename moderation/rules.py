"""Who may do what in the institute.

Experts hold their role everywhere or within subjects. Nobody decides about, claims or even meets in
the queue what they wrote themselves. Administrators do not decide unless they are experts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, may, register_rule, roles_of
from accounts.data import CHIEF_MODERATOR, METHODOLOGIST, MODERATOR, SITE_SCOPE
from learning_objects.api import author_uuids
from moderation import states
from moderation.actions.check_rules import EDIT_RULES
from moderation.actions.portraits import TELL_PORTRAIT

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
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
    register_rule(EDIT_RULES, may_edit_rules)
    register_rule(TELL_PORTRAIT, may_tell_portrait)


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


def may_edit_rules(user: Person, obj: Any = None) -> bool:
    """Chief moderators and methodologists of the whole site: a rule holds in every subject."""
    roles = (CHIEF_MODERATOR, METHODOLOGIST)
    return any(role.code in roles and role.scope.code == SITE_SCOPE for role in roles_of(user))


def may_tell_portrait(user: Person, learning_object: Any) -> bool:
    """Any author says who is in the pictures of the draft, while it may be changed."""
    return may(user, "learning_objects.edit", learning_object)
