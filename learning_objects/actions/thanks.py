"""Thanks: one press, one person, one object."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from learning_objects.actions.reader_counts import lock_count, move_count
from learning_objects.models import LearningObject, Thanks
from learning_objects.reader_notices import tell_of_thanks


@transaction.atomic
def give_thanks(*, learning_object: LearningObject, by: User, now: datetime) -> bool:
    """Thank the authors; return whether it was the first time. Raises ``NotAllowed``."""
    require(by, "learning_objects.thank", learning_object)
    row = lock_count(learning_object)
    _thanks, made = Thanks.objects.get_or_create(
        learning_object=learning_object, user=by, defaults={"created_at": now}
    )
    if made:
        move_count(row, thanks=1)
        tell_of_thanks(learning_object, now=now)
    return made


@transaction.atomic
def take_thanks_back(*, learning_object: LearningObject, by: User) -> bool:
    """Undo one's thanks; return whether there was one. Said again it changes nothing."""
    row = lock_count(learning_object)
    removed, _by_model = Thanks.objects.filter(learning_object=learning_object, user=by).delete()
    if removed:
        move_count(row, thanks=-1)
    return bool(removed)
