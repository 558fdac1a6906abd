"""REST routes of ``moderation``, mounted by ``cms.rest`` under ``/api/v1/submissions/``.

The person is who is signed in; what one may not see answers 404, a refusal 409 with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User, get_user, may
from core.api import now
from core.errors import TransitionRefused
from moderation import api
from moderation.after.rest import router as after_router
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
from moderation.decision_schemas import DecisionIn, LetterOut, MarksIn, RubricOut, RubricRefusal
from moderation.errors import (
    CannotReview,
    FaultyApproval,
    NotClaimed,
    ReasonMissing,
    RubricIncomplete,
)
from moderation.institutes.rest import router as institutes_router
from moderation.models import Rubric, Submission
from moderation.queue_numbers import count_queue
from moderation.referrals.rest import router as referrals_router
from moderation.remark_schemas import MomentSchema, ReadyRemarkOut, RemarkIn
from moderation.rules import SEE, SEE_QUEUE
from moderation.wording import REFUSALS, words_for

__all__ = ["after_router", "calls_router", "institutes_router", "referrals_router", "router"]

router = Router(tags=["moderation"], auth=django_auth)
PAGE_LIMIT = 100
# Answered with 400 and the places, where other refusals are 409.
RUBRIC_REFUSALS = (FaultyApproval, ReasonMissing, RubricIncomplete)
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
    item: str
    text: str
    moment: MomentSchema | None
    round: int
    author_name: str
    created_at: datetime


class SubmissionDetail(SubmissionOut):
    """A submission with its letter and remarks."""

    letter: str
    remarks: list[RemarkOut]

    @staticmethod
    def resolve_remarks(submission: Submission, context: Any) -> tuple[RemarkView, ...]:
        """Return the remarks that the reader may see, in the order in which they were said."""
        user = context["request"].user
        masks = api.masks_of(submission.object_uuid, seen_by=user)
        return api.remarks_of([submission], seen_by=user, masks=masks)


class QueueOut(Schema):
    """A page of the queue; ``count`` stops at 1001."""

    count: int
    items: list[SubmissionOut]


class ReleaseIn(Schema):
    """Why an expert gives a submission back."""

    reason: str = Field(OTHER, pattern=f"^({'|'.join(RELEASE_REASONS)})$")
    note: str = Field("", max_length=500)


class GiveIn(Schema):
    """The expert who gets it."""

    to: UUID


class QueueQuery(Schema):
    """Filters and page of the queue; ``person``, who holds the claim, is asked by chiefs alone."""

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
    user, moment, end = cast(User, request.user), now(), query.offset + query.limit
    found = api.queue(user, filters, now=moment, most=end)
    return {
        "count": count_queue(user, filters, now=moment),
        "items": list(found[query.offset : query.offset + query.limit]),
    }


@router.post("next", response={200: SubmissionDetail, 204: None})
def post_next(request: HttpRequest, query: Query[QueueQuery]) -> object:
    """Claim what the expert should do next within the filters; 204 when nothing fits."""
    if not may(request.user, SEE_QUEUE):
        raise HttpError(404, "Not Found")
    filters = QueueFilters(**query.dict(exclude={"limit", "offset"}))
    return _attempt(api.claim_next, filters=filters, by=request.user, now=now()) or Status(
        204, None
    )


@router.get("ready-remarks", response=list[ReadyRemarkOut])
def get_ready_remarks(request: HttpRequest, kind: str = "") -> object:
    """Return the ready texts offered to the signed-in expert; ``kind`` narrows them."""
    if not may(request.user, SEE_QUEUE):
        raise HttpError(404, "Not Found")
    return api.texts_of(request.user, kind=kind)  # type: ignore[arg-type]


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
    _attempt(api.add_remark, submission=found, by=request.user, now=now(), **remark.arguments())
    return found


@router.get("{uuid}/rubric", response=RubricOut)
def get_rubric(request: HttpRequest, uuid: UUID) -> Rubric:
    """Return what the next vote answers: the criteria with their codes, in the right language."""
    return api.rubric_of(_visible(request, uuid))


@router.post("{uuid}/letter", response=LetterOut)
def post_letter(request: HttpRequest, uuid: UUID, body: MarksIn) -> dict[str, str]:
    """Draft the letter from the answers and the open remarks; nothing is kept or sent."""
    found = _visible(request, uuid)
    remarks = api.remarks_of([found], seen_by=request.user)  # type: ignore[arg-type]
    rubric = api.rubric_of(found)
    letter = api.compose_letter(
        submission=found, rubric=rubric, marks=body.known(rubric), remarks=remarks
    )
    return {"letter": letter}


@router.post("{uuid}/return", response={200: SubmissionDetail, 400: RubricRefusal})
def post_return(request: HttpRequest, uuid: UUID, body: DecisionIn) -> object:
    """Vote to return it to the author: a letter and at least one "no".

    400 names the criteria in ``places``; ``state`` tells whether the vote settles it.
    """
    return _decide(request, uuid, body, api.return_submission)[0]


@router.post("{uuid}/reject", response={200: SubmissionDetail, 400: RubricRefusal})
def post_reject(request: HttpRequest, uuid: UUID, body: DecisionIn) -> object:
    """Vote to refuse it for good: a letter and at least one "no"; answers as ``return`` does."""
    return _decide(request, uuid, body, api.reject)[0]


@router.post(
    "{uuid}/approve", response={200: VersionOut, 202: SubmissionDetail, 400: RubricRefusal}
)
def post_approve(request: HttpRequest, uuid: UUID, body: DecisionIn) -> object:
    """Vote to publish the reviewed revision: every criterion answered, none with "no".

    200 gives the version; 202 the submission when the vote is counted and does not publish.
    """
    answer, version = _decide(request, uuid, body, api.approve)
    return version or (answer if isinstance(answer, Status) else Status(202, answer))


def _decide(
    request: HttpRequest, uuid: UUID, body: DecisionIn, act: Callable[..., object]
) -> tuple[object, object]:
    """Vote; returns what to answer (the submission, or what the rubric refuses) and the result."""
    found = _visible(request, uuid)
    arguments = body.arguments()
    try:
        done = _attempt(act, submission=found, by=request.user, now=now(), **arguments)
    except RUBRIC_REFUSALS as error:
        codes = getattr(error, "missing", None) or getattr(error, "failed", None) or [""]
        words = words_for(error)
        places = [
            {"place": f"marks.{code}" if code else "marks", "message": words} for code in codes
        ]
        return Status(400, {"detail": words, "places": places}), None
    return found, done


def _visible(request: HttpRequest, uuid: UUID) -> Submission:
    found = api.get_submission(uuid=uuid)
    if found is None or not may(request.user, SEE, found):
        raise HttpError(404, "Not Found")
    return found


def _attempt(act: Callable[..., object], **arguments: Any) -> object:
    try:
        return act(**arguments)
    except RUBRIC_REFUSALS:
        raise
    except REFUSALS as error:
        denied = isinstance(error, TransitionRefused) and error.code == "permission"
        raise HttpError(403 if denied else 409, words_for(error)) from error
