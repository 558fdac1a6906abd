"""The one place that tells people about referrals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.api import User
from accounts.data import CHIEF_MODERATOR, SITE_SCOPE
from moderation.models import Institute
from moderation.referrals.data import ACCEPTED, REFUSED, RETURNED
from notices.api import notify, register_group, register_notice
from notices.data import NoticeGroup

if TYPE_CHECKING:
    from moderation.models import Referral

GROUP = "moderation.referrals"
PREPARED = "moderation.referral_prepared"
SENT = "moderation.referral_sent"
ANSWER = "moderation.referral_"
KINDS: dict[str, tuple[str | Promise, str]] = {
    PREPARED: (_("An expert proposes to send “%(title)s” up to the central institute"), "arrow-up"),
    SENT: (_("A regional institute has sent up: “%(title)s”"), "inbox"),
    ANSWER + ACCEPTED: (_("The central institute has accepted “%(title)s”"), "circle-check"),
    ANSWER + RETURNED: (_("The central institute has returned “%(title)s” for changes"), "undo-2"),
    ANSWER + REFUSED: (_("The central institute has refused “%(title)s”"), "x"),
}


def register_notices() -> None:
    """Register what people are told about referrals."""
    hint = _("Works that a region sends up, and what the central institute answers.")
    register_group(GROUP, NoticeGroup(_("Works sent up to the central institute"), hint))
    for code, (title, icon) in KINDS.items():
        register_notice(code, group=GROUP, title=title, example={"title": "Закон Ома"}, icon=icon)


def tell_prepared(referral: Referral, *, now: datetime) -> None:
    """Tell the chiefs of the region that something waits to be sent."""
    people = chiefs_of(referral.sender).exclude(pk=referral.prepared_by_id)
    _tell(PREPARED, referral, people, now)


def tell_sent(referral: Referral, *, now: datetime) -> None:
    """Tell the chiefs of the central institute."""
    _tell(SENT, referral, chiefs_of(referral.receiver), now)


def tell_answered(referral: Referral, *, now: datetime) -> None:
    """Tell who proposed and who sent it what the answer is."""
    asked = [key for key in (referral.prepared_by_id, referral.sent_by_id) if key]
    people = User.objects.filter(pk__in=asked)
    _tell(f"{ANSWER}{referral.state}", referral, people, now)


def chiefs_of(institute: Institute) -> QuerySet[User]:
    """Return the chiefs of an institute; those without a membership work for the central one."""
    chiefs = User.objects.filter(
        role_assignments__role=CHIEF_MODERATOR,
        role_assignments__scope_code=SITE_SCOPE,
        is_active=True,
    )
    mine = Q(institutes__institute=institute)
    if not institute.is_regional:
        mine |= Q(institutes__isnull=True)
    return chiefs.filter(mine).distinct()


def _tell(code: str, referral: Referral, people: Iterable[User], now: datetime) -> None:
    # A round may be answered anew after the author has mended the work.
    once = f"{referral.uuid}:{referral.submission.round}:{referral.decision_id or 0}"
    notify(
        recipients=people,
        code=code,
        data={"title": referral.submission.title},
        url=reverse("moderation:referral", args=[referral.uuid]),
        now=now,
        dedupe=f"{code}:{once}",
    )
