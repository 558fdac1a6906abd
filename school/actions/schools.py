"""Founding a school and changing what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.api import User, require
from core.api import record
from school.models import School
from school.rules import ADMINISTER, FOUND, require_on
from school.signals import time_zone_changed

CHANGEABLE = ("title", "short_title", "time_zone")
KEY_TAKEN = _("Another school has this key. Choose another one.")
UNKNOWN_ZONE = _("There is no such time zone. Choose one from the list.")


@transaction.atomic
def create_school(
    *,
    title: str,
    key: str,
    time_zone: str,
    by: User | None,
    now: datetime,
    short_title: str = "",
) -> School:
    """Found a school; ``time_zone`` is an IANA name, ``key`` is lower-case Latin for commands.

    Raises ``NotAllowed``, or ``ValidationError`` by field for a taken or malformed value.
    """
    if by is not None:
        require(by, FOUND)
    school = School(
        title=title.strip(),
        short_title=short_title.strip(),
        key=key.strip(),
        time_zone=time_zone,
        created_at=now,
    )
    _save_checked(school)
    note("school.create_school", school, by=by, now=now)
    return school


@transaction.atomic
def update_school(
    *, school: School, fields: Mapping[str, str], by: User | None, now: datetime
) -> School:
    """Change title, short title or time zone (``CHANGEABLE``).

    With the zone the moments of lessons change: :data:`school.signals.time_zone_changed` is sent
    within the transaction.
    """
    require_on(by, ADMINISTER, school, now)
    fresh = School.objects.select_for_update().get(pk=school.pk)
    changed = [name for name in CHANGEABLE if fields.get(name, getattr(fresh, name)).strip()
               != getattr(fresh, name)]  # fmt: skip
    for name in changed:
        setattr(fresh, name, fields[name].strip())
    _save_checked(fresh)
    if "time_zone" in changed:
        time_zone_changed.send(sender=School, school=fresh, now=now)
    note("school.update_school", fresh, by=by, now=now, fields=",".join(changed))
    return fresh


def _save_checked(school: School) -> None:
    """Validate and save; a race for the same key ends in the same words as a plain clash."""
    faults: dict[str, object] = {}
    if School.objects.exclude(pk=school.pk).filter(key=school.key).exists():
        faults["key"] = KEY_TAKEN
    if school.time_zone not in available_timezones():
        faults["time_zone"] = UNKNOWN_ZONE
    if faults:
        raise ValidationError(faults)
    school.full_clean(exclude=["search_text"])
    try:
        with transaction.atomic():
            school.save()
    except IntegrityError as error:
        raise ValidationError({"key": KEY_TAKEN}) from error


def note(action: str, school: School, *, by: User | None, now: datetime, **facts: object) -> None:
    """Write the audit under the school; uuids only, for the audit outlives personal data."""
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="school.school",
        object_uuid=school.uuid,
        now=now,
        data={name: str(value) for name, value in facts.items()},
    )
