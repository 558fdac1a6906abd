"""REST routes of authors, mounted by ``cms.rest`` under ``/api/v1/authoring/``.

The person is who is signed in; what one may not see answers 404, a refusal 409 with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import User, get_user_by_login, may
from core.api import now
from core.errors import TransitionRefused
from learning_objects import api
from learning_objects.data import Answering, AnsweringOffer
from learning_objects.errors import (
    AlreadyOffered,
    CannotBeAsked,
    InvalidDraft,
    LicenceForbids,
    NoSuchPlace,
    NothingProposed,
    PlaceChanged,
    TooManyOffers,
    TooManyOpen,
)
from learning_objects.models import AuthorOffer, LearningObject

router = Router(tags=["authoring"], auth=django_auth)
MOST_ITEMS = 100

OFFER_VERBS: dict[str, Callable[..., AuthorOffer]] = {
    "accept": api.accept_offer,
    "decline": api.decline_offer,
    "withdraw": api.withdraw_offer,
}
REFUSALS = (
    AlreadyOffered,
    CannotBeAsked,
    InvalidDraft,
    LicenceForbids,
    NoSuchPlace,
    NothingProposed,
    PlaceChanged,
    TooManyOffers,
    TooManyOpen,
)


class OfferIn(Schema):
    """Who is asked (a login) for what: ``invite`` or ``transfer``."""

    kind: str = Field(pattern="^(invite|transfer)$")
    login: str = Field(min_length=1, max_length=150)
    message: str = Field("", max_length=500)


class OfferOut(Schema):
    """An invitation or a transfer."""

    uuid: UUID
    object_uuid: UUID = Field(alias="learning_object.uuid")
    title: str = Field(alias="learning_object.draft_title")
    kind: str
    state: str
    offered_by: str = Field(alias="offered_by.full_name")
    offered_to: str = Field(alias="offered_to.full_name")
    message: str
    created_at: datetime
    expires_at: datetime
    answered_at: datetime | None


class SuggestionIn(Schema):
    """What a place (``key`` of a piece) should say, and why."""

    key: str = Field(min_length=1, max_length=160)
    new: str = Field(min_length=1, max_length=5000)
    reason: str = Field(min_length=1, max_length=500)


class SuggestionOut(Schema):
    """A proposed change of one place."""

    uuid: UUID
    object_uuid: UUID = Field(alias="learning_object.uuid")
    number: int
    key: str
    place: str
    old: str
    new: str
    reason: str
    state: str
    suggested_by: str = Field(alias="suggested_by.full_name")
    created_at: datetime
    answer: str
    published_in: int | None


class AnswerIn(Schema):
    """An answer: a refusal needs words; ``by_hand`` says that the author has changed it already."""

    answer: str = Field("", max_length=500)
    by_hand: bool = False


class PieceOut(Schema):
    """A place of the current version that one can propose to change."""

    key: str
    place: str
    text: str


class ForkIn(Schema):
    """The title of the copy; empty for that of the original."""

    title: str = Field("", max_length=200)


class ForkOut(Schema):
    """The new draft, and the licences that it may be published under."""

    uuid: UUID
    title: str
    licences: list[str]


@router.get("offers/", response=list[OfferOut], url_name="offers", summary="Invitations to me")
def list_offers(
    request: HttpRequest,
    mine: bool = False,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Any:
    """List what was offered to the person, or with ``mine`` what they offered; a hundred a page."""
    me = _person(request)
    found = api.offers_by(me) if mine else api.offers_to(me)
    return list(found[offset : offset + MOST_ITEMS])


@router.post(
    "objects/{uuid:uuid}/offers/", response=OfferOut, url_name="post_offer", summary="Ask somebody"
)
def post_offer(request: HttpRequest, uuid: UUID, payload: OfferIn) -> Any:
    """Ask a colleague to be a co-author or the owner."""
    found = _object(request, uuid, "learning_objects.see_draft")
    _require(request, "learning_objects.offer", found)
    to = get_user_by_login(payload.login)
    if to is None:
        raise HttpError(409, _("There is nobody with this login."))
    return _tried(
        api.offer_part,
        learning_object=found,
        kind=payload.kind,
        to=to,
        message=payload.message,
        by=_person(request),
        now=now(),
    )


@router.post(
    "offers/{uuid:uuid}/{verb}/",
    response=OfferOut,
    url_name="answer_offer",
    summary="Accept, decline or withdraw",
)
def answer_offer(request: HttpRequest, uuid: UUID, verb: str) -> Any:
    """Answer an offer: ``accept``, ``decline``, or as the owner ``withdraw``."""
    found, moment = api.get_offer(uuid=uuid), now()
    action = OFFER_VERBS.get(verb)
    if found is None or action is None:
        raise Http404
    if not may(request.user, "learning_objects.see_offer", AnsweringOffer(found, moment)):
        raise Http404
    return _tried(action, offer=found, by=_person(request), now=moment)


@router.get(
    "objects/{uuid:uuid}/pieces/",
    response=list[PieceOut],
    url_name="pieces",
    summary="Places that one can propose to change",
)
def list_pieces(request: HttpRequest, uuid: UUID) -> Any:
    """List the places of the current version."""
    _object(request, uuid, "learning_objects.suggest")
    version = api.get_version(uuid=uuid)
    return api.pieces_of(version.content) if version else []


@router.get(
    "suggestions/", response=list[SuggestionOut], url_name="suggestions", summary="Suggestions"
)
def list_suggestions(
    request: HttpRequest,
    mine: bool = False,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Any:
    """List unanswered suggestions to the person's objects, or with ``mine`` the person's own."""
    me = _person(request)
    found = api.suggestions_by(me) if mine else api.suggestions_for(me)
    return list(found[offset : offset + MOST_ITEMS])


@router.post(
    "objects/{uuid:uuid}/suggestions/",
    response=SuggestionOut,
    url_name="post_suggestion",
    summary="Propose an edit",
)
def post_suggestion(request: HttpRequest, uuid: UUID, payload: SuggestionIn) -> Any:
    """Propose an edit to another's published object."""
    found = _object(request, uuid, "learning_objects.suggest")
    facts = payload.dict()
    return _tried(api.suggest_edit, learning_object=found, by=_person(request), now=now(), **facts)


@router.post(
    "suggestions/{uuid:uuid}/{verb}/",
    response=SuggestionOut,
    url_name="answer_suggestion",
    summary="Accept, decline or take back",
)
def answer_suggestion(request: HttpRequest, uuid: UUID, verb: str, payload: AnswerIn) -> Any:
    """Answer a suggestion: ``accept``, ``decline`` with a reason, or ``take_back``."""
    found, moment = api.get_suggestion(uuid=uuid), now()
    facts: dict[str, Any] = {"suggestion": found, "by": _person(request), "now": moment}
    if found is None:
        raise Http404
    if not may(request.user, "learning_objects.see_suggestion", Answering(found, moment)):
        raise Http404
    if verb == "accept":
        return _tried(api.accept_suggestion, by_hand=payload.by_hand, **facts)
    if verb == "decline":
        if not payload.answer.strip():
            raise HttpError(409, _("Say why, so that the next suggestion is better."))
        return _tried(api.decline_suggestion, answer=payload.answer, **facts)
    if verb == "take_back":
        return _tried(api.take_back_suggestion, **facts)
    raise Http404


@router.post(
    "objects/{uuid:uuid}/fork/", response=ForkOut, url_name="post_fork", summary="Make a copy"
)
def post_fork(request: HttpRequest, uuid: UUID, payload: ForkIn) -> Any:
    """Make a draft of one's own from what anybody published."""
    found = _object(request, uuid, "learning_objects.fork")
    made: LearningObject = _tried(
        api.fork_object,
        learning_object=found,
        title=payload.title,
        by=_person(request),
        now=now(),
    )
    licences = [item.spdx for item in api.open_licences((made.based_on or {})["licence"])]
    return {"uuid": made.uuid, "title": made.title, "licences": licences}


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise HttpError(401, "")
    return request.user


def _object(request: HttpRequest, uuid: UUID, action: str) -> LearningObject:
    found = api.get_object(uuid=uuid)
    if found is None or not may(request.user, action, found):
        raise Http404
    return found


def _require(request: HttpRequest, action: str, found: LearningObject) -> None:
    if not may(request.user, action, found):
        raise HttpError(403, _("Only its owner may do this, and not during a review."))


def _tried(action: Callable[..., Any], **facts: Any) -> Any:
    """Run the action; a refusal becomes 409 with its words."""
    try:
        return action(**facts)
    except TransitionRefused as refused:
        code = 403 if refused.code == "permission" else 409
        raise HttpError(
            code, refused.reason or str(_("It has been answered already."))
        ) from refused
    except REFUSALS as error:
        raise HttpError(409, str(_words(error))) from error


def _words(error: Exception) -> str:
    words = {
        AlreadyOffered: _("An offer is waiting for an answer. Withdraw it first."),
        CannotBeAsked: _("This person has that part already, or may not write."),
        InvalidDraft: _("The new text is too long for this place."),
        LicenceForbids: _("The licence of this material allows no changed copies."),
        NoSuchPlace: _("The published version has no such place."),
        NothingProposed: _("Change something: this is what it says already."),
        PlaceChanged: _("The draft says something else there by now."),
        TooManyOffers: _("Too many colleagues have not answered yet."),
        TooManyOpen: _("Wait for answers first: many of your suggestions are open."),
    }
    return words[type(error)]
