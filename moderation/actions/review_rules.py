"""How an institute reviews a kind: the rule, written by whoever manages the institute."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.api import User, require
from core.api import record
from moderation.actions.rubrics import INSTITUTE_OBJECT, MANAGE
from moderation.models import Institute, ReviewRule


@transaction.atomic
def set_rule(
    *, institute: Institute, kind: str, by: User, now: datetime, **facts: Any
) -> ReviewRule:
    """Say how a kind is reviewed; what is in review already keeps the plan it was given.

    ``facts``: ``second_reader``, ``technical``, ``panel`` (1 or 3), ``days`` (1–60). Raises
    ``NotAllowed``.
    """
    require(by, MANAGE, institute)
    rule, _made = ReviewRule.objects.update_or_create(
        institute=institute, kind=kind, defaults=facts
    )
    record(
        action="moderation.set_rule",
        by=by.uuid,
        object_code=INSTITUTE_OBJECT,
        object_uuid=institute.uuid,
        now=now,
        data={"kind": kind, **facts},
    )
    return rule
