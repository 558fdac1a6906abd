"""Who may do what to a learning object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.api import has_role, is_administrator, register_rule
from accounts.data import ADMINISTRATOR, AUTHOR, CHIEF_MODERATOR, METHODOLOGIST, TEACHER
from learning_objects.authoring import Answering
from learning_objects.coverage_map.tabs import SEE_COVERAGE
from learning_objects.data import IN_REVIEW
from learning_objects.realignment.states import REALIGN
from learning_objects.suggestion_states import (
    DECIDE,
    PATIENCE,
    TAKE_BACK,
    stand_ins,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.api import User
    from learning_objects.models import LearningObject, Rating

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
    register_rule("learning_objects.suggest", may_suggest)
    register_rule("learning_objects.see_suggestion", may_see_suggestion)
    register_rule(DECIDE, may_decide_suggestion)
    register_rule(TAKE_BACK, may_take_back_suggestion)
    register_rule("learning_objects.stand_in", may_stand_in)
    register_rule("learning_objects.rate", may_rate)
    register_rule("learning_objects.thank", may_thank)
    register_rule("learning_objects.answer_review", may_answer)
    register_rule("learning_objects.report_review", may_report)
    register_rule("learning_objects.hide_review", may_hide)
    register_rule("learning_objects.report_on_author", may_report_on)
    register_rule(REALIGN, may_realign)
    register_rule(SEE_COVERAGE, may_realign)


def may_create(user: Person, obj: Any = None) -> bool:
    """Authors and methodologists write."""
    return has_role(user, AUTHOR, METHODOLOGIST)


def may_realign(user: Person, obj: Any = None) -> bool:
    """Methodologists own the framework, and with it where the library stands in it and lacks."""
    return has_role(user, METHODOLOGIST, ADMINISTRATOR)


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


def may_restore(user: Person, obj: LearningObject | None = None) -> bool:
    """The institute puts back, or an administrator; never an author what was taken from them.

    Without an object: whether they put back at all.
    """
    from learning_objects.queries import is_author

    if obj is not None and is_author(user, obj):
        return False
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


def may_suggest(user: Person, obj: LearningObject) -> bool:
    """Whoever writes or teaches proposes changes to what others published here."""
    from learning_objects.queries import is_author

    if not has_role(user, AUTHOR, METHODOLOGIST, TEACHER):
        return False
    return obj.is_public and not obj.is_received and not is_author(user, obj)


def may_decide_suggestion(user: Person, answering: Answering) -> bool:
    """An author of the object; after a long silence those whom an upper package names.

    Never the one who proposed it, who may have become a co-author since.
    """
    suggestion = answering.suggestion
    learning_object = suggestion.learning_object
    if not user.is_authenticated or suggestion.suggested_by_id == user.pk:
        return False
    if may_see_draft(user, learning_object):
        return True
    silent = answering.now - suggestion.created_at >= PATIENCE
    return silent and any(rule(user, learning_object) for _code, rule in stand_ins)


def may_stand_in(user: Person, obj: Any = None) -> bool:
    """Those whom an upper package names answer for authors that have long been silent."""
    return user.is_authenticated and any(rule(user, None) for _code, rule in stand_ins)


def may_take_back_suggestion(user: Person, answering: Answering) -> bool:
    """The one who proposed it."""
    return answering.suggestion.suggested_by_id == user.pk


def may_see_suggestion(user: Person, answering: Answering) -> bool:
    """The two sides, and whoever may answer."""
    return may_take_back_suggestion(user, answering) or may_decide_suggestion(user, answering)


def may_rate(user: Person, obj: LearningObject) -> bool:
    """A teacher for whom somebody vouches rates what everybody reads and they did not write."""
    from learning_objects.queries import is_author
    from learning_objects.verifiers import is_verified_teacher

    if not user.is_authenticated or not obj.is_public or is_author(user, obj):
        return False
    return is_verified_teacher(user)


def may_thank(user: Person, obj: LearningObject) -> bool:
    """Whoever is signed in thanks for what others wrote."""
    from learning_objects.queries import is_author

    return user.is_authenticated and obj.is_public and not is_author(user, obj)


def may_answer(user: Person, rating: Rating) -> bool:
    """Authors answer what is said of their work and everybody can read."""
    from learning_objects.queries import is_author

    shown = rating.hidden_at is None and bool(rating.text)
    return shown and user.is_active and is_author(user, rating.learning_object)


def may_report(user: Person, rating: Rating) -> bool:
    """Whoever is signed in, about what others wrote."""
    shown = rating.hidden_at is None and rating.learning_object.is_public
    return user.is_authenticated and shown and rating.user_id != user.pk


def may_hide(user: Person, rating: Rating | None = None) -> bool:
    """The chief moderator; never what is said of their own work."""
    from learning_objects.queries import is_author

    if not has_role(user, CHIEF_MODERATOR):
        return False
    return rating is None or not is_author(user, rating.learning_object)


def may_report_on(user: Person, author: User) -> bool:
    """Authors make the report on their own work, methodologists and administrators on anybody's."""
    if not user.is_authenticated:
        return False
    return user.pk == author.pk or has_role(user, METHODOLOGIST) or is_administrator(user)
