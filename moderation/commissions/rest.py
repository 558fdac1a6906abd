"""REST routes of the calls, mounted by ``cms.rest`` under ``/api/v1/calls/``.

The person is who is signed in; what one may not see answers 404, a refusal 409 with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import may
from core.api import now
from moderation.commissions import gaps, queries
from moderation.commissions.actions import calling, taking
from moderation.commissions.actions.working import begin_draft
from moderation.commissions.data import (
    FEW,
    MOST_PLACES,
    STATES,
    WITH_PLACES,
    Brief,
    CallFilters,
    GapFilters,
)
from moderation.commissions.forms import PLAN_LIMIT, REASON_LIMIT, TEXT_LIMIT
from moderation.commissions.rules import SEE_CALL, SEE_CALLS, SEE_TAKING
from moderation.commissions.states import MANAGE
from moderation.commissions.wording import REFUSALS, words_for
from moderation.models import Commission, Taking
from moderation.rest_refusals import attempt

router = Router(tags=["calls for authors"], auth=django_auth)
_attempt = partial(attempt, refusals=REFUSALS, words_for=words_for)
PAGE_LIMIT = 100
MOST_OFFSET = 1_000_000


class CallOut(Schema):
    """A call as lists show it."""

    uuid: UUID
    title: str
    kind: str
    state: str
    node_uuid: UUID
    topic: str
    subject_uuid: UUID
    grade: int | None
    places: int
    taken: int
    first_come: bool
    deadline: date


class PartOut(Schema):
    """An author's part; ``object_uuid`` is the material that answers the call, once it is begun."""

    uuid: UUID
    state: str
    author_uuid: UUID = Field(alias="author.uuid")
    plan: str
    reason: str
    object_uuid: UUID | None = None
    applied_at: datetime
    changed_at: datetime

    @staticmethod
    def resolve_object_uuid(part: Taking) -> UUID | None:
        """Return the uuid of the draft or the published material."""
        return part.learning_object.uuid if part.learning_object else None


class CallDetail(CallOut):
    """A call with everything it asks for, its results, and the parts that one may see."""

    wanted: str
    outcome: str
    constraints: str
    fee_note: str
    reason: str
    results: list[UUID] = Field(default_factory=list)
    parts: list[PartOut] = Field(default_factory=list)


class CallsOut(Schema):
    """A page of calls."""

    count: int
    items: list[CallOut]


class CallIn(Schema):
    """A new call."""

    title: str = Field(min_length=1, max_length=200)
    node_uuid: UUID
    kind: str
    wanted: str = Field(min_length=1, max_length=TEXT_LIMIT)
    deadline: date
    outcome: str = Field("", max_length=190)
    constraints: str = Field("", max_length=TEXT_LIMIT)
    fee_note: str = Field("", max_length=500)
    places: int = Field(1, ge=1, le=MOST_PLACES)
    first_come: bool = False


class PlanIn(Schema):
    """An application."""

    plan: str = Field("", max_length=PLAN_LIMIT)


class ReasonIn(Schema):
    """Why a part or a call is ended."""

    reason: str = Field("", max_length=REASON_LIMIT)


class CallsQuery(Schema):
    """Filters and page; ``state`` is one of a call's, ``places`` (free ones), or empty for all."""

    state: str = Field(WITH_PLACES, pattern=f"^({'|'.join((WITH_PLACES, *STATES))})?$")
    subject: UUID | None = None
    grade: int | None = None
    kind: str = ""
    text: str = Field("", max_length=200)
    limit: int = Field(20, ge=1, le=PAGE_LIMIT)
    offset: int = Field(0, ge=0, le=MOST_OFFSET)


class GapsQuery(Schema):
    """Which topics: of a subject, a grade, with fewer than ``fewer`` materials of ``kind``."""

    subject: UUID
    grade: int | None = None
    kind: str = ""
    fewer: int = Field(FEW, ge=1, le=1000)


class GapOut(Schema):
    """A topic with what the library has on it."""

    node_uuid: UUID
    title: str
    section: str
    hours: int | None
    number: int
    total: int
    newest: datetime | None


TURNS: dict[str, Callable[..., object]] = {
    "open": calling.open_commission,
    "close": calling.close_commission,
    "reopen": calling.reopen_commission,
}
PLAIN: dict[str, Callable[..., object]] = {
    "accept": taking.accept_taking,
    "retract": taking.retract_taking,
    "begin": begin_draft,
}
REASONED: dict[str, Callable[..., object]] = {
    "decline": taking.decline_taking,
    "revoke": taking.revoke_taking,
    "give-back": taking.give_back_taking,
}


@router.get("", response=CallsOut)
def get_calls(request: HttpRequest, query: Query[CallsQuery]) -> dict[str, Any]:
    """Return the calls that were opened, the nearest deadline first."""
    if not may(request.user, SEE_CALLS):
        raise HttpError(404, "Not Found")
    filters = CallFilters(query.state, query.subject, query.grade, query.kind, query.text)
    found = queries.open_calls(request.user, filters, now=now())  # type: ignore[arg-type]
    return {
        "count": found.count(),
        "items": list(found[query.offset : query.offset + query.limit]),
    }


@router.post("", response=CallDetail)
def post_call(request: HttpRequest, body: CallIn) -> Commission:
    """Write a call as a draft."""
    if not may(request.user, MANAGE):
        raise HttpError(404, "Not Found")
    brief = Brief(**body.dict())
    made: Commission = _attempt(calling.create_commission, brief=brief, by=request.user, now=now())
    return _shown(request, made)


@router.get("gaps", response=list[GapOut])
def get_gaps(request: HttpRequest, query: Query[GapsQuery]) -> list[Any]:
    """Return the topics of one's own subject that lack materials, the emptiest first."""
    if not may(request.user, MANAGE, query.subject):
        raise HttpError(404, "Not Found")
    return list(gaps.gaps_in(GapFilters(**query.dict())))


@router.get("{uuid}", response=CallDetail)
def get_call(request: HttpRequest, uuid: UUID) -> Commission:
    """Return one call."""
    return _shown(request, _visible(request, uuid))


@router.post("{uuid}/apply", response=PartOut)
def post_apply(request: HttpRequest, uuid: UUID, body: PlanIn) -> object:
    """Apply, or take a place where the first come are served."""
    found = _visible(request, uuid)
    return _attempt(taking.apply_for, commission=found, plan=body.plan, by=request.user, now=now())


@router.post("{uuid}/cancel", response=CallDetail)
def post_cancel(request: HttpRequest, uuid: UUID, body: ReasonIn) -> Commission:
    """Cancel the call for good."""
    found = _visible(request, uuid)
    act = calling.cancel_commission
    _attempt(act, commission=found, reason=body.reason, by=request.user, now=now())
    return _shown(request, found)


@router.post("{uuid}/turn/{verb}", response=CallDetail)
def post_turn(request: HttpRequest, uuid: UUID, verb: str) -> Commission:
    """Open, close or reopen the call."""
    found = _visible(request, uuid)
    if verb not in TURNS:
        raise HttpError(404, "Not Found")
    _attempt(TURNS[verb], commission=found, by=request.user, now=now())
    return _shown(request, found)


@router.post("parts/{uuid}/{verb}", response=PartOut)
def post_part(request: HttpRequest, uuid: UUID, verb: str, body: ReasonIn) -> Taking:
    """Accept, decline or revoke another's part; begin, retract or give back one's own."""
    found = queries.get_taking(uuid=uuid)
    if found is None or not may(request.user, SEE_TAKING, found):
        raise HttpError(404, "Not Found")
    if verb in PLAIN:
        _attempt(PLAIN[verb], taking=found, by=request.user, now=now())
    elif verb in REASONED:
        _attempt(REASONED[verb], taking=found, reason=body.reason, by=request.user, now=now())
    else:
        raise HttpError(404, "Not Found")
    return found


def _visible(request: HttpRequest, uuid: UUID) -> Commission:
    found = queries.get_commission(uuid=uuid)
    if found is None or not may(request.user, SEE_CALL, found):
        raise HttpError(404, "Not Found")
    return found


def _shown(request: HttpRequest, call: Any) -> Commission:
    """Hang on the call the parts that the person may see, and the published answers."""
    call.parts = queries.takings_of(call, by=request.user)  # type: ignore[arg-type]
    answered = queries.results_of(call).values_list("learning_object__uuid", flat=True)
    call.results = list(answered)
    shown: Commission = call
    return shown
