"""The one place that tells people about calls.

Each telling is a notice in the transaction of its cause, with a key against telling twice. Notices
name calls and materials, never people: a notice outlives the erasure of the person it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.api import User
from moderation.models import CallInterest
from notices.api import notify, register_group, register_notice
from notices.data import NoticeGroup

if TYPE_CHECKING:
    from uuid import UUID

    from moderation.models import Commission, Taking

GROUP = "moderation.calls"
OPENED = "moderation.call_opened"
APPLIED = "moderation.taking_applied"
ACCEPTED = "moderation.taking_accepted"
DECLINED = "moderation.taking_declined"
REVOKED = "moderation.taking_revoked"
DUE = "moderation.taking_due"
FULFILLED = "moderation.taking_fulfilled"
# The title and the icon of each kind; all are said of one call.
KINDS = {
    OPENED: (_("A new call for authors: “%(title)s”"), "megaphone"),
    APPLIED: (_("An author answers the call “%(title)s”"), "user-plus"),
    ACCEPTED: (_("You have a place in the call “%(title)s”: the draft may be begun"), "check"),
    DECLINED: (_("Your application to the call “%(title)s” is declined"), "x"),
    REVOKED: (_("The institute has taken back your place in the call “%(title)s”"), "x"),
    DUE: (_("The last day of the call “%(title)s” is near"), "clock"),
    FULFILLED: (_("The call “%(title)s” is answered: the material is published"), "circle-check"),
}


def register_notices() -> None:
    """Register what people are told about calls."""
    hint = _("New calls in your subjects, your applications, deadlines and results.")
    register_group(GROUP, NoticeGroup(_("Calls for authors"), hint))
    for code, (title, icon) in KINDS.items():
        register_notice(code, group=GROUP, title=title, example={"title": "Закон Ома"}, icon=icon)


def tell_opened(commission: Commission, *, now: datetime) -> None:
    """Tell those who follow the subject (:func:`followers_of`) that a call is open; once."""
    people = User.objects.filter(pk__in=followers_of(commission.subject_uuid))
    _tell(OPENED, commission, people, now, once=str(commission.uuid))


def tell_applied(taking: Taking, *, now: datetime) -> None:
    """Tell the methodologist who wrote the call that somebody applies, or has taken a place."""
    _tell(APPLIED, taking.commission, [taking.commission.created_by], now, once=str(taking.uuid))


def tell_accepted(taking: Taking, *, now: datetime) -> None:
    """Tell the author that the place is theirs."""
    _tell(ACCEPTED, taking.commission, [taking.author], now, once=str(taking.uuid))


def tell_ended(taking: Taking, *, now: datetime) -> None:
    """Tell the author that it came to nothing: declined or withdrawn by the institute."""
    code = DECLINED if taking.state == taking.State.DECLINED else REVOKED
    _tell(code, taking.commission, [taking.author], now, once=str(taking.uuid))


def tell_due(taking: Taking, *, now: datetime) -> None:
    """Remind the author that the last day is near; again when the call is prolonged."""
    once = f"{taking.uuid}:{taking.commission.deadline}"
    _tell(DUE, taking.commission, [taking.author], now, once=once)


def tell_fulfilled(taking: Taking, *, now: datetime) -> None:
    """Tell the author and the methodologist that the call is answered by a published material."""
    people = [taking.author, taking.commission.created_by]
    _tell(FULFILLED, taking.commission, people, now, once=str(taking.uuid))


def followers_of(subject_uuid: UUID) -> list[int]:
    """Return the ids of the people who want to hear of new calls in a subject."""
    rows = CallInterest.objects.filter(subject_uuid=subject_uuid, user__is_active=True)
    return list(rows.order_by("user_id").values_list("user_id", flat=True))


def _tell(
    code: str, commission: Commission, people: Iterable[User], now: datetime, *, once: str
) -> None:
    notify(
        recipients=people,
        code=code,
        data={"title": commission.title},
        url=reverse("calls:call", args=[commission.uuid]),
        now=now,
        dedupe=f"{code}:{once}",
    )
