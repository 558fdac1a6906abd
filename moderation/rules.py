"""Who may do what in the institute.

Experts hold their role everywhere or within subjects. Nobody decides about, claims or even meets in
the queue what they wrote themselves. Administrators do not decide unless they are experts too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, may, register_rule, roles_of
from accounts.data import CHIEF_MODERATOR, METHODOLOGIST, MODERATOR, SITE_SCOPE
from learning_objects.api import register_stand_in
from moderation import states
from moderation.actions.check_rules import EDIT_RULES
from moderation.actions.portraits import TELL_PORTRAIT
from moderation.interests import has_interest, institute_ids

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.api import LearningObject
    from moderation.models import CannedRemark, Submission

    Person = User | AnonymousUser

SEE_QUEUE = "moderation.see_queue"
SEE = "moderation.see"
SEE_HISTORY = "moderation.see_history"
SEE_TEAM = "moderation.see_team"
PLAN_FOR = "moderation.plan_for"
KEEP_TEXT = "moderation.keep_text"
SEE_QUALITY = "moderation.see_quality"
SEE_FIGURES = "moderation.see_figures"
MAKE_CONTROL = "moderation.make_control"


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
    register_rule(EDIT_RULES, may_edit_rules)
    register_rule(TELL_PORTRAIT, may_tell_portrait)
    register_stand_in("institute", may_stand_in)
    register_rule(states.ASSIGN, may_assign)
    register_rule(states.HAND_OVER, may_release)
    register_rule(SEE_TEAM, may_see_team)
    register_rule(PLAN_FOR, may_plan_for)
    register_rule(KEEP_TEXT, may_keep_text)
    register_rule(SEE_QUALITY, may_see_quality)
    register_rule(SEE_FIGURES, may_see_figures)
    register_rule(MAKE_CONTROL, may_make_control)
    register_rule(states.TAKE_OUT, may_take_out)
    register_rule(states.PUT_BACK, may_put_back)


def may_stand_in(user: User, learning_object: LearningObject | None) -> bool:
    """A chief expert answers suggestions to an object whose author has long been silent."""
    return has_role(user, CHIEF_MODERATOR)


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


def may_see_quality(user: Person, institute: Any = None) -> bool:
    """Administrators see the figures of every institute, chiefs those of their own."""
    if is_administrator(user):
        return True
    return may_see_team(user) and (
        institute is None or institute.pk in institute_ids(user)  # type: ignore[arg-type]
    )


def may_see_figures(user: Person, person: User) -> bool:
    """Experts see their own figures; chiefs and administrators everybody's."""
    return may_see_quality(user) or (may_see_queue(user) and user.pk == person.pk)


def may_make_control(user: Person, obj: Any = None) -> bool:
    """Chiefs, of what is their institute's (a submission or a control item)."""
    return may_see_team(user) and (
        obj is None or obj.institute_id in institute_ids(user)  # type: ignore[arg-type]
    )


def may_plan_for(user: Person, person: User) -> bool:
    """Experts plan their own absences and declare conflicts; chiefs do it for others too."""
    return may_see_queue(user) and (user.pk == person.pk or may_see_team(user))


def may_keep_text(user: Person, canned: CannedRemark) -> bool:
    """Experts keep their own ready texts, chiefs those of the institutes for which they work."""
    if canned.institute_id is None:
        return may_see_queue(user) and canned.owner_id == user.pk
    return may_see_team(user) and canned.institute_id in institute_ids(user)  # type: ignore[arg-type]


def may_take_out(user: Person, learning_object: Any) -> bool:
    """A chief of the subject and the institute that answers for it, who has not written it."""
    from learning_objects.api import is_author

    return not is_author(user, learning_object) and _answers_for(user, learning_object)


def may_put_back(user: Person, learning_object: Any) -> bool:
    """Who could have taken it out, or an administrator; nobody what was taken from them."""
    if not may(user, "learning_objects.restore", learning_object):
        return False
    return is_administrator(user) or _answers_for(user, learning_object)


def _answers_for(user: Person, learning_object: Any) -> bool:
    """Say whether the person is a chief of the object's subject and institute."""
    from learning_objects.api import get_version
    from moderation.actions.institute import institute_of
    from moderation.actions.submitting import subject_and_grade

    version = get_version(uuid=learning_object.uuid) if has_role(user, CHIEF_MODERATOR) else None
    if version is None:
        return False
    subject, _grade = subject_and_grade(version.content)
    chief = has_role(user, CHIEF_MODERATOR, subject=subject)
    return chief and institute_of(learning_object).pk in institute_ids(user)  # type: ignore[arg-type]


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
