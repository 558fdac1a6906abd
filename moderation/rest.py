"""REST routes of ``moderation``, mounted by ``cms.rest`` under ``/api/v1/submissions/``.

The person is who is signed in; what one may not see answers 404, a refusal 409 with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import get_user, may
from core.api import now
from core.errors import TransitionRefused
from moderation import api
from moderation.commissions.rest import router as calls_router
from moderation.data import (
    FREE,
    NO_DEADLINE,
    OTHER,
    RELEASE_REASONS,
    WHICH,
    QueueFilters,
    RemarkView,
)
from moderation.errors import CannotReview, NotClaimed
from moderation.forms import LETTER_LIMIT, REMARK_LIMIT
from moderation.models import Submission
from moderation.rules import SEE, SEE_QUEUE
from moderation.wording import REFUSALS, words_for
from moderation.work_queries import MOST_COUNTED

__all__ = ["calls_router", "router"]

router = Router(tags=["moderation"], auth=django_auth)
PAGE_LIMIT = 100
MOST_OFFSET = 1_000_000


class SubmissionOut(Schema):
    """A submission as the queue shows it."""

    uuid: UUID
    object_uuid: UUID
    title: str
    kind: str
    language: str
    state: str
    round: int
    subject_uuid: UUID | None
    grade: int | None
    submitted_at: datetime
    lease_until: datetime | None
    purpose: str
    stage: str
    priority: int
    due_at: datetime | None
    is_late: bool

    @staticmethod
    def resolve_due_at(submission: Submission) -> datetime | None:
        """Return the deadline; ``None`` while no clock runs."""
        return None if submission.due_at == NO_DEADLINE else submission.due_at


class RemarkOut(Schema):
    """A remark with its place in words and in ids."""

    uuid: UUID
    severity: str
    state: str
    place: str
    field: str
    block: str
    text: str
    round: int
    author_name: str
    created_at: datetime


class SubmissionDetail(SubmissionOut):
    """A submission with its letter and remarks."""

    letter: str
    remarks: list[RemarkOut]

    @staticmethod
    def resolve_remarks(submission: Submission) -> tuple[RemarkView, ...]:
        """Return the remarks in the order in which they were said."""
        return api.remarks_of([submission])


class QueueOut(Schema):
    """A page of the queue; ``count`` stops at 1001."""

    count: int
    items: list[SubmissionOut]


class RemarkIn(Schema):
    """A new remark; without ``field`` and ``block`` it is about the whole object."""

    severity: str = Field(pattern="^(must|should|note)$")
    text: str = Field(min_length=1, max_length=REMARK_LIMIT)
    field: str = ""
    block: str = ""


class DecisionIn(Schema):
    """A letter to the author, and the ``round`` of the submission that was read.

    Without the round, or with another one than the submission's, nothing is decided (409).
    """

    letter: str = Field("", max_length=LETTER_LIMIT)
    round: int = 0

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of a decision."""
        return {"letter": self.letter, "seen_round": self.round}


class ReleaseIn(Schema):
    """Why an expert gives a submission back."""

    reason: str = Field(OTHER, pattern=f"^({'|'.join(RELEASE_REASONS)})$")
    note: str = Field("", max_length=500)


class GiveIn(Schema):
    """The expert who gets it."""

    to: UUID


class QueueQuery(Schema):
    """Filters and page of the queue."""

    which: str = Field(FREE, pattern=f"^({'|'.join(WHICH)})$")
    subject: UUID | None = None
    grade: int | None = None
    kind: str = ""
    text: str = Field("", max_length=200)
    institute: UUID | None = None
    stage: str = ""
    purpose: str = ""
    person: UUID | None = None
    limit: int = Field(20, ge=1, le=PAGE_LIMIT)
    offset: int = Field(0, ge=0, le=MOST_OFFSET)


class VersionOut(Schema):
    """What an approval published."""

    object_uuid: UUID
    number: int
    digest: str


@router.get("", response=QueueOut)
def get_queue(request: HttpRequest, query: Query[QueueQuery]) -> dict[str, Any]:
    """Return what waits for the signed-in expert, the longest waiting first."""
    if not may(request.user, SEE_QUEUE):
        raise HttpError(404, "Not Found")
    filters = QueueFilters(**query.dict(exclude={"limit", "offset"}))
    found = api.queue(request.user, filters, now=now())  # type: ignore[arg-type]
    return {
        "count": found.order_by()[: MOST_COUNTED + 1].count(),
        "items": list(found[query.offset : query.offset + query.limit]),
    }


@router.post("next", response={200: SubmissionDetail, 204: None})
def post_next(request: HttpRequest, query: Query[QueueQuery]) -> object:
    """Claim what the expert should do next within the filters; 204 when nothing fits."""
    if not may(request.user, SEE_QUEUE):
        raise HttpError(404, "Not Found")
    filters = QueueFilters(**query.dict(exclude={"limit", "offset"}))
    return _attempt(api.claim_next, filters=filters, by=request.user, now=now()) or (204, None)


@router.get("{uuid}", response=SubmissionDetail)
def get_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return one submission with its remarks."""
    return _visible(request, uuid)


@router.post("{uuid}/claim", response=SubmissionDetail)
def post_claim(request: HttpRequest, uuid: UUID) -> Submission:
    """Claim it, or prolong one's claim."""
    found = _visible(request, uuid)
    _attempt(api.claim, submission=found, by=request.user, now=now())
    return found


@router.post("{uuid}/release", response=SubmissionDetail)
def post_release(request: HttpRequest, uuid: UUID, body: ReleaseIn) -> Submission:
    """Give it back to the queue, with the reason."""
    found = _visible(request, uuid)
    _attempt(api.release, submission=found, by=request.user, now=now(), **body.dict())
    return found


@router.post("{uuid}/renew", response=SubmissionDetail)
def post_renew(request: HttpRequest, uuid: UUID) -> Submission:
    """Prolong one's claim: one is working on it."""
    found = _visible(request, uuid)
    if not api.renew(submission=found, by=request.user, now=now()):  # type: ignore[arg-type]
        raise HttpError(409, words_for(NotClaimed()))
    return found


@router.post("{uuid}/assign", response=SubmissionDetail)
def post_assign(request: HttpRequest, uuid: UUID, body: GiveIn) -> Submission:
    """Give it to an expert, as a chief."""
    return _give(request, uuid, body, api.assign)


@router.post("{uuid}/hand-over", response=SubmissionDetail)
def post_hand_over(request: HttpRequest, uuid: UUID, body: GiveIn) -> Submission:
    """Give on what one holds to another expert."""
    return _give(request, uuid, body, api.hand_over)


def _give(request: HttpRequest, uuid: UUID, body: GiveIn, act: Callable[..., object]) -> Submission:
    found, to = _visible(request, uuid), get_user(uuid=body.to)
    if to is None:
        raise HttpError(409, words_for(CannotReview()))
    _attempt(act, submission=found, to=to, by=request.user, now=now())
    return found


@router.post("{uuid}/remarks", response=SubmissionDetail)
def post_remark(request: HttpRequest, uuid: UUID, remark: RemarkIn) -> Submission:
    """Add a remark to the revision under review."""
    found = _visible(request, uuid)
    _attempt(api.add_remark, submission=found, by=request.user, now=now(), **remark.dict())
    return found


@router.post("{uuid}/return", response=SubmissionDetail)
def post_return(request: HttpRequest, uuid: UUID, body: DecisionIn) -> Submission:
    """Return it to the author; the letter is required."""
    found = _visible(request, uuid)
    arguments = body.arguments()
    _attempt(api.return_submission, submission=found, by=request.user, now=now(), **arguments)
    return found


@router.post("{uuid}/approve", response=VersionOut)
def post_approve(request: HttpRequest, uuid: UUID, body: DecisionIn) -> object:
    """Approve it and publish the reviewed revision."""
    found = _visible(request, uuid)
    arguments = body.arguments()
    return _attempt(api.approve, submission=found, by=request.user, now=now(), **arguments)


def _visible(request: HttpRequest, uuid: UUID) -> Submission:
    found = api.get_submission(uuid=uuid)
    if found is None or not may(request.user, SEE, found):
        raise HttpError(404, "Not Found")
    return found


def _attempt(act: Callable[..., object], **arguments: Any) -> object:
    try:
        return act(**arguments)
    except REFUSALS as error:
        denied = isinstance(error, TransitionRefused) and error.code == "permission"
        raise HttpError(403 if denied else 409, words_for(error)) from error
