"""The site is never left without somebody who can let people in."""

from __future__ import annotations

from accounts.data import ADMINISTRATOR
from accounts.models import RoleAssignment, User


class LastAdministrator(Exception):
    """The change would leave the site without an active administrator."""


def refuse_losing_the_last(user: User) -> None:
    """Raise :class:`LastAdministrator` when ``user`` is the only active administrator.

    The rows are locked where the database can, so that two administrators cannot remove each other.
    """
    active = list(
        RoleAssignment.objects.select_for_update()
        .filter(role=ADMINISTRATOR, user__is_active=True)
        .values_list("user_id", flat=True)
    )
    if user.pk in active and set(active) == {user.pk}:
        raise LastAdministrator
