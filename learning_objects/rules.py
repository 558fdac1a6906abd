"""Who may do what to a learning object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, register_rule
from accounts.data import AUTHOR, CHIEF_MODERATOR, METHODOLOGIST
from learning_objects.data import IN_REVIEW

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.models import LearningObject

    Person = User | AnonymousUser


def register_rules() -> None:
    """Register every rule of the package."""
    register_rule("learning_objects.create", may_create)
    register_rule("learning_objects.see_draft", may_see_draft)
    register_rule("learning_objects.edit", may_edit)
    register_rule("learning_objects.duplicate", may_duplicate)
    register_rule("learning_objects.delete", may_own)
    register_rule("learning_objects.manage_authors", may_manage_authors)
    register_rule("learning_objects.withdraw", may_withdraw)
    register_rule("learning_objects.restore", may_restore)
    register_rule("learning_objects.fork", may_fork)


def may_create(user: Person, obj: Any = None) -> bool:
    """Authors and methodologists write."""
    return has_role(user, AUTHOR, METHODOLOGIST)


def may_see_draft(user: Person, obj: LearningObject) -> bool:
    """A draft is its authors' own; the institute sees submissions through ``moderation``.

    What was received from another library has no draft: it is changed where it was written.
    """
    from learning_objects.queries import is_author

    return may_create(user) and not obj.is_received and is_author(user, obj)


def may_edit(user: Person, obj: LearningObject) -> bool:
    """Authors edit unless the draft is frozen for review."""
    return may_see_draft(user, obj) and obj.state != IN_REVIEW


def may_duplicate(user: Person, obj: LearningObject) -> bool:
    """An author copies what is theirs, in review or not."""
    return may_see_draft(user, obj)


def may_own(user: Person, obj: LearningObject) -> bool:
    """Only the owner deletes."""
    from learning_objects.queries import is_owner

    return may_create(user) and not obj.is_received and is_owner(user, obj)


def may_manage_authors(user: Person, obj: LearningObject) -> bool:
    """The owner, but not during a review.

    What is published names those whom the expert saw; and who is made an author may not decide, so
    an owner could pick out an expert whose remarks are not to their liking.
    """
    return may_own(user, obj) and obj.state != IN_REVIEW


def may_restore(user: Person, obj: LearningObject) -> bool:
    """The institute puts back, or an administrator; never an author what was taken from them."""
    return is_administrator(user) or has_role(user, CHIEF_MODERATOR)


def may_withdraw(user: Person, obj: LearningObject) -> bool:
    """The owner, the chief moderator or an administrator takes a published object away."""
    if may_own(user, obj):
        return True
    return obj.is_public and (has_role(user, CHIEF_MODERATOR) or is_administrator(user))


def may_fork(user: Person, obj: LearningObject) -> bool:
    """Whoever writes makes a copy of their own of what everybody can read.

    Whether the licence lets them is said by the action, with the reason.
    """
    return may_create(user) and obj.is_public
