"""Sharing items: with everybody, with a circle, with people by name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.api import User, require
from assessment.actions.storing import lock_item, tell
from assessment.circles import circles_of
from assessment.data import CIRCLE, Circle
from assessment.models import BankItem, BankItemShare
from assessment.states import OWN_ITEM

MOST_PEOPLE = 100


class NotInCircle(ValueError):
    """One shares only with circles to which one belongs."""


class CannotShareItem(ValueError):
    """The person owns the item, their account is closed, or as many see it as may."""


@transaction.atomic
def set_audience(
    *, bank_item: BankItem, audience: str, by: User, now: datetime, circle: Circle | None = None
) -> None:
    """Say who sees the item beside the people named.

    Raises ``NotAllowed``, :class:`NotInCircle`.
    """
    fresh = lock_item(bank_item)
    require(by, OWN_ITEM, fresh)
    if audience == CIRCLE and (circle is None or circle not in circles_of(by)):
        raise NotInCircle
    fresh.audience = BankItem.Audience(audience)
    chosen = circle if audience == CIRCLE else None
    fresh.circle_code = chosen.code if chosen else ""
    fresh.circle_uuid = chosen.uuid if chosen else None
    fresh.changed_at = now
    fresh.save(update_fields=["audience", "circle_code", "circle_uuid", "changed_at"])
    data = {"audience": audience, "circle": str(fresh.circle_uuid or "")}
    tell("item_shared", [(fresh, data)], by, now)
    for name in ("audience", "circle_code", "circle_uuid"):
        setattr(bank_item, name, getattr(fresh, name))


@transaction.atomic
def share_with(
    *, bank_item: BankItem, user: User, may_write: bool, by: User, now: datetime
) -> BankItemShare:
    """Let a person see the item with its key, or write in it too; said again it changes the right.

    Raises ``NotAllowed``, :class:`CannotShareItem`.
    """
    fresh = lock_item(bank_item)
    require(by, OWN_ITEM, fresh)
    if user.pk == fresh.owner_id or not user.is_active:
        raise CannotShareItem
    others = fresh.shares.exclude(user=user).count()
    if others >= MOST_PEOPLE:
        raise CannotShareItem
    share, _made = BankItemShare.objects.update_or_create(
        bank_item=fresh,
        user=user,
        defaults={"may_write": may_write},
        create_defaults={"may_write": may_write, "created_at": now},
    )
    data = {"person": str(user.uuid), "write": may_write}
    tell("item_shared", [(fresh, data)], by, now)
    return share


@transaction.atomic
def end_sharing(*, share: BankItemShare, by: User, now: datetime) -> None:
    """Close the item to a person. Raises ``NotAllowed``."""
    fresh = lock_item(share.bank_item)
    require(by, OWN_ITEM, fresh)
    if BankItemShare.objects.filter(pk=share.pk).delete()[0]:
        tell("item_unshared", [(fresh, {"person": str(share.user.uuid)})], by, now)
