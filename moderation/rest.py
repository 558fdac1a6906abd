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

from accounts.api import may
from core.api import now
from core.errors import TransitionRefused
from moderation import api
from moderation.data import FREE, WHICH, QueueFilters, RemarkView
from moderation.forms import LETTER_LIMIT, REMARK_LIMIT
from moderation.models import Submission
from moderation.rules import SEE, SEE_QUEUE
from moderation.wording import REFUSALS, words_for

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
    """A page of the queue."""

    count: int
    items: list[SubmissionOut]


class RemarkIn(Schema):
    """A new remark; without ``field`` and ``block`` it is about the whole object."""

    severity: str = Field(pattern="^(must|should|note)$")
    text: str = Field(min_length=1, max_length=REMARK_LIMIT)
    field: str = ""
    block: str = ""
    item: str = ""


class DecisionIn(Schema):
    """A letter to the author, and the ``round`` of the submission that was read.

    Without the round, or with another one than the submission's, nothing is decided (409).
    """

    letter: str = Field("", max_length=LETTER_LIMIT)
    round: int = 0

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of a decision."""
        return {"letter": self.letter, "seen_round": self.round}


class QueueQuery(Schema):
    """Filters and page of the queue."""

    which: str = Field(FREE, pattern=f"^({'|'.join(WHICH)})$")
    subject: UUID | None = None
    grade: int | None = None
    kind: str = ""
    text: str = Field("", max_length=200)
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
    filters = QueueFilters(query.which, query.subject, query.grade, query.kind, query.text)
    found = api.queue(request.user, filters, now=now())  # type: ignore[arg-type]
    return {
        "count": found.count(),
        "items": list(found[query.offset : query.offset + query.limit]),
    }


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
def post_release(request: HttpRequest, uuid: UUID) -> Submission:
    """Give it back to the queue."""
    found = _visible(request, uuid)
    _attempt(api.release, submission=found, by=request.user, now=now())
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
