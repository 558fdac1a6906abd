"""REST routes of referrals, mounted by ``cms.rest`` under ``/api/v1/referrals/``.

For experts of both institutes; what one may not see answers 404, a refusal 409 with its reason.
The central institute answers by deciding about the submission.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import may
from core.api import now
from moderation import api
from moderation.data import CLAIMED
from moderation.institutes.schemas import PageQuery
from moderation.institutes.wording import REFUSALS, words_for
from moderation.models import Referral
from moderation.referrals.actions import NOTE_LIMIT
from moderation.referrals.queries import WAYS
from moderation.referrals.rules import SEE_REFERRAL
from moderation.rest_refusals import attempt
from moderation.rules import SEE, SEE_QUEUE

router = Router(tags=["referrals"], auth=django_auth)
_attempt = partial(attempt, refusals=REFUSALS, words_for=words_for)


class ReferralsQuery(PageQuery):
    """Sent by one's institutes (``out``), received by them (``in``), or both."""

    way: str = Field("", pattern=f"^({'|'.join(WAYS)})?$")


class ReferralOut(Schema):
    """A work that a regional institute (``sender``) sends up, as lists show it."""

    uuid: UUID
    state: str
    submission_uuid: UUID = Field(alias="submission.uuid")
    title: str = Field(alias="submission.title")
    kind: str = Field(alias="submission.kind")
    subject_uuid: UUID | None = Field(alias="submission.subject_uuid")
    grade: int | None = Field(alias="submission.grade")
    sender_uuid: UUID = Field(alias="sender.uuid")
    sender_title: str = Field(alias="sender.title")
    receiver_uuid: UUID = Field(alias="receiver.uuid")
    receiver_title: str = Field(alias="receiver.title")
    prepared_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    changed_at: datetime


class ReferralsOut(Schema):
    """A page of referrals, the last changed first."""

    count: int
    items: list[ReferralOut]


class AnswerRemarkOut(Schema):
    """A remark of the central institute; its expert is not named."""

    uuid: UUID
    place: str
    severity: str
    state: str
    text: str


class ReferralDetail(ReferralOut):
    """A referral with what is asked and the answer: ``verdict`` is empty before there is one."""

    note: str
    prepared_by: str = Field(alias="prepared_by.short_name")
    sent_by: str
    is_worked_on: bool
    verdict: str
    letter: str
    remarks: list[AnswerRemarkOut]

    @staticmethod
    def resolve_sent_by(referral: Referral) -> str:
        """Return who sent it; empty while it is a proposal."""
        return referral.sent_by.short_name if referral.sent_by else ""

    @staticmethod
    def resolve_is_worked_on(referral: Referral) -> bool:
        """Say whether an expert has the work in hand."""
        return referral.submission.state == CLAIMED

    @staticmethod
    def resolve_verdict(referral: Referral) -> str:
        """Return what was decided last."""
        return str(referral.decision.verdict) if referral.decision else ""


class ReferralIn(Schema):
    """The work, and what the central institute is asked."""

    submission: UUID
    note: str = Field(min_length=1, max_length=NOTE_LIMIT)


@router.get("", response=ReferralsOut)
def get_referrals(request: HttpRequest, query: Query[ReferralsQuery]) -> dict[str, Any]:
    """Return what the person's institutes have sent up or received."""
    if not may(request.user, SEE_QUEUE):
        raise HttpError(404, "Not Found")
    return query.of(api.referrals_of(request.user, way=query.way))  # type: ignore[arg-type]


@router.post("", response=ReferralDetail)
def post_referral(request: HttpRequest, body: ReferralIn) -> Referral:
    """Propose to send a work up, as who holds the claim or a chief of the region."""
    found = api.get_submission(uuid=body.submission)
    if found is None or not may(request.user, SEE, found):
        raise HttpError(404, "Not Found")
    made = _attempt(
        api.prepare_referral, submission=found, note=body.note, by=request.user, now=now()
    )
    return _shown(made)


@router.get("{uuid}", response=ReferralDetail)
def get_referral(request: HttpRequest, uuid: UUID) -> Referral:
    """Return what was asked, where it stands, and the answer."""
    return _shown(_visible(request, uuid))


@router.post("{uuid}/send", response=ReferralDetail)
def post_send(request: HttpRequest, uuid: UUID) -> Referral:
    """Put the work into the queue of the central institute, as a chief of the region."""
    return _moved(request, uuid, api.send_referral)


@router.post("{uuid}/withdraw", response=ReferralDetail)
def post_withdraw(request: HttpRequest, uuid: UUID) -> Referral:
    """Take the proposal back, or the work while nobody at the central institute has it in hand."""
    return _moved(request, uuid, api.withdraw_referral)


def _moved(request: HttpRequest, uuid: UUID, act: Callable[..., object]) -> Referral:
    _attempt(act, referral=_visible(request, uuid), by=request.user, now=now())
    moved = api.get_referral(uuid=uuid)
    if moved is None:
        raise HttpError(404, "Not Found")
    return _shown(moved)


def _visible(request: HttpRequest, uuid: UUID) -> Referral:
    found = api.get_referral(uuid=uuid)
    if found is None or not may(request.user, SEE_REFERRAL, found):
        raise HttpError(404, "Not Found")
    return found


def _shown(referral: Any) -> Referral:
    """Hang the answer on the referral."""
    referral.letter, referral.remarks = api.answer_of(referral)
    shown: Referral = referral
    return shown
