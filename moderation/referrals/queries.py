"""Reads of referrals."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.api import User
from moderation.data import RemarkView
from moderation.interests import conflicting, institute_ids
from moderation.models import Referral, Submission
from moderation.queries import remarks_of
from moderation.referrals.data import ALIVE, ANSWERED

OUT, IN = "out", "in"
WAYS = (OUT, IN)
PEOPLE = ("submission__institute", "sender", "receiver", "prepared_by", "sent_by", "decision")


def referrals_of(user: User, *, way: str = "") -> QuerySet[Referral]:
    """Return what the person's institutes have sent or received, newest first; slice it.

    Without what they have an interest in, and without what is only proposed for the receiver.
    """
    own = institute_ids(user)
    out = Q(sender__in=own)
    into = Q(receiver__in=own, sent_at__isnull=False)
    wanted = {OUT: out, IN: into}.get(way, out | into)
    found = Referral.objects.filter(wanted).exclude(submission__in=conflicting(user))
    return found.select_related(*PEOPLE).order_by("-changed_at", "-pk")


def get_referral(*, uuid: UUID) -> Referral | None:
    """Return a referral or ``None``."""
    return Referral.objects.select_related(*PEOPLE).filter(uuid=uuid).first()


def referral_of(submission: Submission) -> Referral | None:
    """Return the newest referral of a submission that is not withdrawn; one query."""
    found = Referral.objects.filter(submission=submission, state__in=(*ALIVE, *ANSWERED))
    return found.select_related("sender", "receiver").order_by("-pk").first()


def answer_of(referral: Referral) -> tuple[str, tuple[RemarkView, ...]]:
    """Return the letter and the remarks of the answer; nothing before there is one.

    The remarks are those made since it was sent: what the region had remarked is its own.
    """
    if referral.decision is None or referral.sent_at is None:
        return "", ()
    sent = referral.sent_at
    remarks = [item for item in remarks_of([referral.submission]) if item.created_at >= sent]
    return referral.decision.letter, tuple(remarks)
