"""A person's tie with the institution's single sign-on."""

from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import require, require_manager
from core.api import record

NUMBER_TAKEN = _("This number stands beside another person already.")


class LastWayIn(Exception):
    """Without it the person could not sign in at all: they have no password."""


@transaction.atomic
def disconnect_sso(*, user: User, by: User, now: datetime) -> bool:
    """Take the single sign-on away from ``user``; returns whether there was one.

    Raises :class:`LastWayIn`, ``NotAllowed``.
    """
    require(by, "accounts.change_profile", user)
    if not user.has_usable_password():
        raise LastWayIn
    taken, _rows = SocialAccount.objects.filter(user=user).delete()
    if taken:
        _note("accounts.disconnect_sso", user, by, now)
    return bool(taken)


@transaction.atomic
def set_external_id(*, user: User, number: str, by: User | None, now: datetime) -> None:
    """Write the person's number in the single sign-on beside them; "" takes it away.

    Raises ``ValidationError`` when another person has it, ``NotAllowed``.
    """
    require_manager(by)
    user.external_id = number.strip()
    try:
        with transaction.atomic():
            user.save(update_fields=["external_id"])
    except IntegrityError as error:
        raise ValidationError({"external_id": NUMBER_TAKEN}) from error
    _note("accounts.set_external_id", user, by, now)


def _note(action: str, user: User, by: User | None, now: datetime) -> None:
    record(
        action=action,
        by=by.uuid if by else None,
        object_code="accounts.user",
        object_uuid=user.uuid,
        now=now,
    )
