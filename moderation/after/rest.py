"""REST routes of what comes after a decision, mounted by ``cms.rest`` under ``/api/v1/institute/``.

Appeals are an author's, reports and their reading an expert's, taking out and putting back a
chief's. What one may not see answers 404, a refusal 409 with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import may
from accounts.errors import NotAllowed
from core.api import now
from core.errors import TransitionRefused
from learning_objects.api import LearningObject, get_object
from moderation import api
from moderation.after.forms import APPEAL_LIMIT, REASON_LIMIT, REPORT_LIMIT
from moderation.after.queries import appeal_of, signals_of
from moderation.data import BLOCK, RECHECK, RETIRE
from moderation.forms import LETTER_LIMIT
from moderation.models import Appeal, Signal, Submission
from moderation.rules import SEE, SEE_HISTORY, SEE_QUEUE
from moderation.states import APPEAL, PUT_BACK, TAKE_OUT
from moderation.wording import REFUSALS, words_for

router = Router(tags=["moderation"], auth=django_auth)


class AppealIn(Schema):
    """Why the author does not agree."""

    text: str = Field(min_length=1, max_length=APPEAL_LIMIT)


class AppealOut(Schema):
    """An appeal; ``outcome`` is ``upheld``, ``overturned`` or empty while it is looked at."""

    uuid: UUID
    text: str
    at: datetime
    outcome: str
    against: str

    @staticmethod
    def resolve_against(appeal: Appeal) -> str:
        """Return the verdict that is appealed."""
        return str(appeal.against.verdict)


class SignalIn(Schema):
    """What an expert says is wrong with a public object."""

    reason: str = Field(pattern=f"^({'|'.join(Signal.Reason.values)})$")
    text: str = Field(min_length=1, max_length=REPORT_LIMIT)


class SignalOut(Schema):
    """Something that was said about a public object; nobody is named."""

    uuid: UUID
    source: str
    reason: str
    text: str
    version: int
    at: datetime


class VerdictIn(Schema):
    """The answers to the rubric (criterion → ``yes``, ``no``, ``na``) and a letter."""

    marks: dict[str, str] = {}
    letter: str = Field("", max_length=LETTER_LIMIT)


class RemovalIn(VerdictIn):
    """A verdict against the object; the letter is required."""

    how: str = Field(pattern=f"^({RETIRE}|{BLOCK})$")


class VerdictOut(Schema):
    """What became of a second look: ``kept`` or ``removed``."""

    uuid: UUID
    state: str


class TakeOutIn(Schema):
    """How and why an object leaves the library."""

    how: str = Field(pattern=f"^({RETIRE}|{BLOCK})$")
    reason: str = Field(min_length=1, max_length=REASON_LIMIT)


class PutBackIn(Schema):
    """Why an object is offered again."""

    reason: str = Field(min_length=1, max_length=REASON_LIMIT)


class StandingOut(Schema):
    """Where an object stands; ``how`` says how it went, empty while it is public."""

    uuid: UUID
    state: str
    how: str = Field(alias="withdrawn_how")
    reason: str = Field(alias="withdrawn_reason")


@router.get("submissions/{uuid}/appeal", response=AppealOut)
def get_appeal(request: HttpRequest, uuid: UUID) -> Appeal:
    """Return the appeal of a submission to its authors and experts."""
    found = appeal_of(_submission(request, uuid, SEE_HISTORY))
    if found is None:
        raise HttpError(404, "Not Found")
    return found


@router.post("submissions/{uuid}/appeals", response=AppealOut)
def post_appeal(request: HttpRequest, uuid: UUID, body: AppealIn) -> object:
    """Appeal against the last decision, as an author; once."""
    found = _submission(request, uuid, APPEAL)
    return _attempt(api.appeal, submission=found, text=body.text, by=request.user, now=now())


@router.get("submissions/{uuid}/signals", response=list[SignalOut])
def get_signals(request: HttpRequest, uuid: UUID) -> list[Signal]:
    """Return why a public object is looked at again, to its experts."""
    found = _submission(request, uuid, SEE)
    if found.purpose != RECHECK:
        raise HttpError(404, "Not Found")
    return list(signals_of(found)[:200])


@router.post("submissions/{uuid}/keep", response=VerdictOut)
def post_keep(request: HttpRequest, uuid: UUID, body: VerdictIn) -> Submission:
    """End a second look: the object stays."""
    return _settle(request, uuid, api.keep, letter=body.letter, marks=body.marks)


@router.post("submissions/{uuid}/remove", response=VerdictOut)
def post_remove(request: HttpRequest, uuid: UUID, body: RemovalIn) -> Submission:
    """End a second look: the object leaves the library."""
    return _settle(request, uuid, api.remove, **body.dict())


def _settle(
    request: HttpRequest, uuid: UUID, act: Callable[..., object], **arguments: Any
) -> Submission:
    found = _submission(request, uuid, SEE)
    _attempt(act, submission=found, by=request.user, now=now(), **arguments)
    return found


@router.post("objects/{uuid}/signals", response=SignalOut)
def post_signal(request: HttpRequest, uuid: UUID, body: SignalIn) -> object:
    """Say as an expert that something is wrong with a public object."""
    if not may(request.user, SEE_QUEUE) or get_object(uuid=uuid) is None:
        raise HttpError(404, "Not Found")
    report = api.Report(reason=body.reason, text=body.text, source=Signal.Source.EXPERT)
    arguments = {"report": report, "by": request.user, "now": now()}
    return _attempt(api.report_object, object_uuid=uuid, **arguments)


@router.post("objects/{uuid}/take-out", response=StandingOut)
def post_take_out(request: HttpRequest, uuid: UUID, body: TakeOutIn) -> LearningObject:
    """Take an object out of the library, as a chief."""
    found = _object(request, uuid, TAKE_OUT)
    _attempt(api.take_out, learning_object=found, by=request.user, now=now(), **body.dict())
    return found


@router.post("objects/{uuid}/put-back", response=StandingOut)
def post_put_back(request: HttpRequest, uuid: UUID, body: PutBackIn) -> LearningObject:
    """Offer an object again, as a chief."""
    found = _object(request, uuid, PUT_BACK)
    _attempt(api.put_back, learning_object=found, by=request.user, now=now(), **body.dict())
    return found


def _submission(request: HttpRequest, uuid: UUID, action: str) -> Submission:
    found = api.get_submission(uuid=uuid)
    if found is None or not may(request.user, action, found):
        raise HttpError(404, "Not Found")
    return found


def _object(request: HttpRequest, uuid: UUID, action: str) -> LearningObject:
    found = get_object(uuid=uuid)
    if found is None or not may(request.user, action, found):
        raise HttpError(404, "Not Found")
    return found


def _attempt(act: Callable[..., object], **arguments: Any) -> object:
    try:
        return act(**arguments)
    except NotAllowed as error:
        raise HttpError(403, "Forbidden") from error
    except REFUSALS as error:
        denied = isinstance(error, TransitionRefused) and error.code == "permission"
        raise HttpError(403 if denied else 409, words_for(error)) from error
