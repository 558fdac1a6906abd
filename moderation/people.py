"""What happens to reviews when two accounts become one, and when one is erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import ngettext

from accounts.api import User, register_erasure, register_merge
from accounts.data import LifecyclePart
from core.api import record
from moderation.actions.access import OBJECT
from moderation.data import CLAIMED
from moderation.interests import votes_of
from moderation.models import (
    Absence,
    Appeal,
    CannedRemark,
    Conflict,
    Decision,
    Membership,
    Remark,
    SavedView,
    Signal,
    Submission,
    Vote,
)
from moderation.states import SUBMISSIONS

# Decisions, votes, rules and results of control items are append-only, and the figures of experts
# are counted from them: they go on naming the account that made them.
HANDLED = frozenset(
    {
        "moderation.Submission.claimed_by",
        "moderation.Decision.by",
        "moderation.Vote.by",
        "moderation.CheckRuleVersion.by",
        "moderation.ReviewerDay.person",
        "moderation.ControlResult.by",
        "moderation.Membership.person",
        "moderation.Conflict.person",
        "moderation.Conflict.author",
        "moderation.SavedView.owner",
        "moderation.CannedRemark.owner",
    }
)


def register_people() -> None:
    """Register the package's parts."""
    register_merge("moderation", LifecyclePart(describe_merge, apply_merge, HANDLED))
    register_erasure("moderation", LifecyclePart(describe_erasure, apply_erasure))


def describe_merge(gone: User) -> list[str]:
    """Say how many decisions and votes go on naming the closed account."""
    decisions = Decision.objects.filter(by=gone).count()
    votes = Vote.objects.filter(by=gone).count()
    lines = []
    if decisions:
        words = ngettext(
            "%(number)d decision of the institute keeps the name of the closed account.",
            "%(number)d decisions of the institute keep the name of the closed account.",
            decisions,
        )
        lines.append(words % {"number": decisions})
    if votes:
        words = ngettext(
            "%(number)d vote of an expert keeps the name of the closed account.",
            "%(number)d votes of an expert keep the name of the closed account.",
            votes,
        )
        lines.append(words % {"number": votes})
    return lines


def apply_merge(*, kept: User, gone: User, by: User | None, now: datetime) -> None:
    """Move claims and plans.

    Given back is that in which the one would review what the other wrote, or has voted on.
    """
    Submission.objects.filter(claimed_by=gone).update(claimed_by=kept)
    _merge_plans(kept, gone)
    own = Submission.objects.filter(learning_object__authorships__user=kept)
    _give_back(kept, by, now, own.values_list("pk", flat=True))
    votes = Vote.objects.filter(votes_of(kept) | Q(by=gone))
    voted = votes.filter(Q(submission__is_appeal=True) | Q(round=F("submission__round")))
    _give_back(kept, by, now, voted.values_list("submission", flat=True))


def _merge_plans(kept: User, gone: User) -> None:
    """Move what may stand only once for a person; of two rows the kept account's stays."""
    own = list(Membership.objects.filter(person=kept).values_list("institute", flat=True))
    Membership.objects.filter(person=gone, institute__in=own).delete()
    Membership.objects.filter(person=gone).update(person=kept)
    titles = list(SavedView.objects.filter(owner=kept).values_list("title", flat=True))
    SavedView.objects.filter(owner=gone, title__in=titles).delete()
    SavedView.objects.filter(owner=gone).update(owner=kept)
    CannedRemark.objects.filter(owner=gone).update(owner=kept)
    both = (kept.pk, gone.pk)
    Conflict.objects.filter(person__in=both, author__in=both).delete()
    for here, there in (("person", "author"), ("author", "person")):
        known = list(Conflict.objects.filter(**{here: kept}).values_list(there, flat=True))
        Conflict.objects.filter(**{here: gone, f"{there}__in": known}).delete()
        Conflict.objects.filter(**{here: gone}).update(**{here: kept})


def describe_erasure(user: User) -> list[str]:
    """Say what goes back to the queue and what stays without a name."""
    claimed = Submission.objects.filter(state=CLAIMED, claimed_by=user).count()
    written = Remark.objects.filter(author=user).count() + sum(
        model.objects.filter(by=user).count() for model in (Decision, Vote, Appeal, Signal)
    )
    lines = []
    if claimed:
        words = ngettext(
            "%(number)d claimed submission goes back to the queue.",
            "%(number)d claimed submissions go back to the queue.",
            claimed,
        )
        lines.append(words % {"number": claimed})
    if written:
        words = ngettext(
            "%(number)d remark, vote, decision or appeal stays, without the name.",
            "%(number)d remarks, votes, decisions and appeals stay, without the name.",
            written,
        )
        lines.append(words % {"number": written})
    return lines


def apply_erasure(*, user: User, by: User | None, now: datetime) -> None:
    """Give back what the person had claimed; forget plans, relations, views and addresses."""
    Signal.objects.filter(by=user).update(contact="")
    Conflict.objects.filter(Q(person=user) | Q(author=user)).delete()
    for model, name in (
        (Absence, "person"),
        (Membership, "person"),
        (SavedView, "owner"),
        (CannedRemark, "owner"),
    ):
        model.objects.filter(**{name: user}).delete()
    _give_back(user, by, now, Submission.objects.values_list("pk", flat=True))


def _give_back(user: User, by: User | None, now: datetime, among: QuerySet[Any, int]) -> None:
    held = Submission.objects.filter(state=CLAIMED, claimed_by=user, pk__in=among)
    for submission in held.select_for_update():
        target = SUBMISSIONS.transition("release").target
        Submission.objects.filter(pk=submission.pk).update(
            state=target, claimed_by=None, claimed_at=None, assigned_by=None, lease_until=None
        )
        record(
            action="moderation.release",
            by=by.uuid if by else None,
            object_code=OBJECT,
            object_uuid=submission.object_uuid,
            now=now,
            data={"submission": str(submission.uuid), "round": submission.round},
        )
