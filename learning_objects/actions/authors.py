"""Who the authors of an object are: they come by an offer that they accept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from core.api import record
from learning_objects.actions.creation import OBJECT
from learning_objects.models import Authorship, LearningObject
from learning_objects.publisher_queries import is_of
from notices.api import notify


@transaction.atomic
def remove_coauthor(
    *, learning_object: LearningObject, user: User, by: User, now: datetime
) -> bool:
    """Take a co-author off, and tell them; the owner cannot be removed.

    Returns whether there was one. Raises ``NotAllowed``.
    """
    require(by, "learning_objects.manage_authors", learning_object)
    removed = _take_off(learning_object, user)
    if removed:
        note_authors("learning_objects.remove_coauthor", learning_object, user, by, now)
        data = {"title": learning_object.draft_title}
        notify(
            recipients=[user], code="learning_objects.author_removed", data=data, url="", now=now
        )
    return removed


@transaction.atomic
def leave_object(*, learning_object: LearningObject, by: User, now: datetime) -> bool:
    """Take one's own name off as a co-author. Raises ``NotAllowed``, also in review."""
    require(by, "learning_objects.leave", learning_object)
    left = _take_off(learning_object, by)
    if left:
        note_authors("learning_objects.leave", learning_object, by, by, now)
    return left


def join_authors(learning_object: LearningObject, user: User) -> bool:
    """Make ``user`` a co-author; return whether they were none. The caller holds the rights."""
    _authorship, created = Authorship.objects.get_or_create(
        learning_object=learning_object,
        user=user,
        defaults={
            "role": Authorship.Role.COAUTHOR,
            "position": learning_object.authorships.count(),
        },
    )
    return created


def hand_over_ownership(learning_object: LearningObject, owner: User, heir: User) -> None:
    """Make ``heir`` the owner and ``owner`` the first co-author; the caller holds the rights.

    An organisation in whose name only the former owner published is named no longer.
    """
    rows = Authorship.objects.filter(learning_object=learning_object)
    rows.filter(user=owner).update(role=Authorship.Role.COAUTHOR)
    Authorship.objects.update_or_create(
        learning_object=learning_object,
        user=heir,
        defaults={"role": Authorship.Role.OWNER},
        create_defaults={"role": Authorship.Role.OWNER, "position": rows.count()},
    )
    publisher = learning_object.publisher
    if publisher is not None and not is_of(heir, publisher):
        LearningObject.objects.filter(pk=learning_object.pk).update(publisher=None)
        learning_object.publisher = None


def note_authors(
    action: str, learning_object: LearningObject, user: User, by: User | None, now: datetime
) -> None:
    """Write a change of the authors down in the audit."""
    record(
        action=action,
        by=by.uuid if by else None,
        object_code=OBJECT,
        object_uuid=learning_object.uuid,
        now=now,
        data={"person": str(user.uuid)},  # no name: the audit outlives personal data
    )


def _take_off(learning_object: LearningObject, user: User) -> bool:
    deleted, _rows = Authorship.objects.filter(
        learning_object=learning_object, user=user, role=Authorship.Role.COAUTHOR
    ).delete()
    return bool(deleted)
