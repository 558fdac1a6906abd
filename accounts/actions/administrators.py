"""The site is never left without somebody who can let people in."""

from __future__ import annotations

from accounts.data import ADMINISTRATOR
from accounts.models import RoleAssignment, User


class LastAdministrator(Exception):
    """The change would leave the site without an active administrator."""


def refuse_losing_the_last(user: User, *, unless: User | None = None) -> None:
    """Raise :class:`LastAdministrator` when ``user`` is the only active administrator.

    ``unless`` is the active person who would have the role instead.

    The rows are locked where the database can, always in the same order, so that two administrators
    neither remove each other nor wait for each other forever.
    """
    active = list(
        RoleAssignment.objects.select_for_update()
        .filter(role=ADMINISTRATOR, user__is_active=True)
        .order_by("pk")
        .values_list("user_id", flat=True)
    )
    instead = unless is not None and unless.is_active
    if user.pk in active and set(active) == {user.pk} and not instead:
        raise LastAdministrator
