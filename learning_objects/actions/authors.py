"""Co-authors."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from core.api import record
from learning_objects.actions.creation import OBJECT
from learning_objects.models import Authorship, LearningObject


@transaction.atomic
def add_coauthor(
    *, learning_object: LearningObject, user: User, by: User, now: datetime
) -> Authorship:
    """Let ``user`` edit and sign the object too; adding somebody twice changes nothing."""
    require(by, "learning_objects.manage_authors", learning_object)
    place = learning_object.authorships.count()
    authorship, created = Authorship.objects.get_or_create(
        learning_object=learning_object,
        user=user,
        defaults={"role": Authorship.Role.COAUTHOR, "position": place},
    )
    if created:
        _record("learning_objects.add_coauthor", learning_object, user, by, now)
    return authorship


@transaction.atomic
def remove_coauthor(
    *, learning_object: LearningObject, user: User, by: User, now: datetime
) -> bool:
    """Take a co-author off; the owner cannot be removed. Returns whether there was one."""
    require(by, "learning_objects.manage_authors", learning_object)
    deleted, _rows = Authorship.objects.filter(
        learning_object=learning_object, user=user, role=Authorship.Role.COAUTHOR
    ).delete()
    if deleted:
        _record("learning_objects.remove_coauthor", learning_object, user, by, now)
    return bool(deleted)


def _record(
    action: str, learning_object: LearningObject, user: User, by: User, now: datetime
) -> None:
    record(
        action=action,
        by=by.uuid,
        object_code=OBJECT,
        object_uuid=learning_object.uuid,
        now=now,
        data={"person": str(user.uuid)},  # no name: the audit outlives personal data
    )
