"""REST routes of the item bank, mounted by ``cms.rest`` under ``/api/v1/items/``.

What one may not see answers 404. Keys go only to those who may see them: a learner reads the
question, which has none.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import django_auth

from accounts.api import may, within_limit
from assessment import api, queries
from assessment.content import kind_of, pack
from assessment.data import (
    AssessmentItem,
    ItemFilter,
    ItemResponse,
    ItemScore,
    PartScore,
    TemplateRefused,
)
from assessment.items.addresses import FOLDER
from assessment.learner_views import learner_view
from assessment.models import BankFile, BankItem
from assessment.references import file_url, to_show
from assessment.rules import SEE_KEYS, SEE_QUESTION, USE_BANK
from assessment.wording.words import words_for

router = Router(tags=["assessment"], auth=django_auth)
MOST_ITEMS = 100
MOST_OFFSET = 1_000_000
MOST_SEED = 2**31 - 1
SCORE_LIMIT = "score_item"

Limit = Annotated[int, Query(ge=0, le=MOST_ITEMS)]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET)]
Seed = Annotated[int, Query(ge=0, le=MOST_SEED)]
Number = Annotated[int | None, Query(ge=1)]


class ItemLineOut(Schema):
    """An item in a list; ``number`` is its newest version, ``subject`` a framework node."""

    uuid: UUID
    key: str
    title: str
    language: str
    status: str
    number: int
    subject: UUID | None
    grade: int | None
    difficulty: int | None
    points: Decimal
    interactions: list[str]
    audience: str
    owner: str
    changed_at: datetime


class ItemPageOut(Schema):
    """A page of the bank; ``count`` is how many fit the filter."""

    count: int
    items: list[ItemLineOut]


class FileOut(Schema):
    """A picture or sound of an item: how its content refers to it, and where it is given out."""

    reference: str
    url: str
    title: str
    size: int


class ItemOut(ItemLineOut):
    """An item whole: ``content`` is the item, or a template of items, as JSON, keys included."""

    topics: list[UUID]
    tags: list[str]
    derived_from: UUID | None
    kind: Literal["item", "template"]
    content: dict[str, Any]
    files: list[FileOut]


class QuestionOut(Schema):
    """The learner's side of a version: what is asked, never the key."""

    uuid: UUID
    number: int
    seed: int
    item: dict[str, Any]


class VersionOut(Schema):
    """A version in a list; ``restored`` is the number of the one that it brought back."""

    number: int
    created_at: datetime
    author: str
    restored: int | None


class ItemQuestion(Schema):
    """The filters of a list; ``topic`` takes in what lies below it in the framework."""

    q: str = Field("", max_length=200)
    subject: UUID | None = None
    topic: UUID | None = None
    grade: int | None = Field(None, ge=1, le=11)
    difficulty: int | None = Field(None, ge=1, le=5)
    status: Literal["", "draft", "ready", "retired"] = ""
    interaction: str = Field("", max_length=30)
    tag: str = Field("", max_length=200)
    language: str = Field("", max_length=35)
    whose: Literal["", "own", "shared"] = ""


class ResponseIn(Schema):
    """A response: raw answers by part, in the shapes of the item model.

    ``hints``: hints taken, ``tries``: wrong answers before this one, ``marks``: points that a
    person gave by criterion, ``""`` for the whole part; ``seed``: that of the question shown.
    """

    answers: dict[str, Any] = Field(max_length=100)
    hints: dict[str, Annotated[int, Field(ge=0, le=20)]] = {}
    tries: dict[str, Annotated[int, Field(ge=0, le=1000)]] = {}
    marks: dict[str, dict[str, Decimal]] = {}
    seed: int = Field(0, ge=0, le=MOST_SEED)
    number: int | None = Field(None, ge=1)


class ReasonOut(Schema):
    """Why points were given or not: a stable code, and the same in words."""

    code: str
    words: str
    points: Decimal | None


class PartScoreOut(Schema):
    """What a part is worth; ``points`` is null while a person has yet to mark it."""

    part: str
    verdict: str
    points: Decimal | None
    max_points: Decimal
    spends_try: bool
    reasons: list[ReasonOut]
    feedback: list[str]


class ScoreOut(Schema):
    """What a response is worth."""

    points: Decimal
    max_points: Decimal
    is_final: bool
    parts: list[PartScoreOut]


@router.get("", response=ItemPageOut, url_name="items", summary="Items one may see with keys")
def get_items(
    request: HttpRequest, question: Query[ItemQuestion], limit: Limit = 20, offset: Offset = 0
) -> dict[str, Any]:
    """Give a page of the bank, newest change first."""
    if not may(request.user, USE_BANK):
        raise HttpError(403, "Forbidden")
    wanted = question.dict()
    found = api.list_items(request.user, ItemFilter(text=wanted.pop("q"), **wanted))
    rows = found[offset : offset + limit]
    return {"count": found.count(), "items": [_line(row) for row in rows]}


@router.get("{uuid:uuid}/", response=ItemOut, url_name="item", summary="An item with its keys")
def get_item(request: HttpRequest, uuid: UUID, number: Number = None) -> dict[str, Any]:
    """Give a version of an item whole, the newest by default."""
    row = _item(request, uuid, SEE_KEYS)
    content = queries.get_stored(row, number)
    if content is None:
        raise HttpError(404, "Not Found")
    source = row.derived_from
    return {
        **_line(row),
        "number": number or row.number,
        "topics": [topic.node_uuid for topic in row.topics.all()],
        "tags": [tag.text for tag in row.tags.all()],
        "derived_from": source.bank_item.uuid if source else None,
        "kind": kind_of(content),
        "content": pack(content),
        "files": [_file(row, file) for file in queries.files_of(row)],
    }


@router.get(
    "{uuid:uuid}/question/",
    response=QuestionOut,
    auth=None,
    url_name="item_question",
    summary="What a learner sees",
)
def get_question(request: HttpRequest, uuid: UUID, seed: Seed = 0) -> dict[str, Any]:
    """Give the learner's side of the newest version; ``seed`` decides the order of choices."""
    row = _item(request, uuid, SEE_QUESTION)
    content = _content(row, None, seed)
    view = learner_view(to_show(row.uuid, content), seed)
    return {"uuid": row.uuid, "number": row.number, "seed": seed, "item": view}


@router.get(
    "{uuid:uuid}/versions/",
    response=list[VersionOut],
    url_name="item_versions",
    summary="Versions of an item",
)
def get_versions(
    request: HttpRequest, uuid: UUID, limit: Limit = 20, offset: Offset = 0
) -> list[Any]:
    """Give the versions, newest first."""
    rows = queries.versions_of(_item(request, uuid, SEE_KEYS))[offset : offset + limit]
    return list(queries.version_lines(list(rows)))


@router.post(
    "{uuid:uuid}/score/", response=ScoreOut, url_name="score_item", summary="Score a response"
)
def post_score(request: HttpRequest, uuid: UUID, response: ResponseIn) -> dict[str, Any]:
    """Say what a response is worth and why; nothing is kept of it.

    For those who may see the key: points and reasons would tell it to anybody else. Answers 429
    to who asks too often.
    """
    row = _item(request, uuid, SEE_KEYS)
    if not within_limit(request, action=SCORE_LIMIT, key=str(request.user.pk)):
        raise HttpError(429, "Too Many Requests")
    wanted = response.dict()
    content = _content(row, wanted.pop("number"), response.seed)
    return _score(api.score(to_show(row.uuid, content), ItemResponse(**wanted)))


def _score(score: ItemScore) -> dict[str, Any]:
    return {
        "points": score.points,
        "max_points": score.max_points,
        "is_final": score.is_final,
        "parts": [_part(part) for part in score.parts],
    }


def _part(part: PartScore) -> dict[str, Any]:
    reasons = (
        {"code": why.code, "words": words_for(why.code, why.params), "points": why.points}
        for why in part.reasons
    )
    return {
        "part": part.part,
        "verdict": part.verdict.value,
        "points": part.points,
        "max_points": part.max_points,
        "spends_try": part.spends_try,
        "reasons": list(reasons),
        "feedback": list(part.feedback),
    }


def _line(row: BankItem) -> dict[str, Any]:
    return {
        "uuid": row.uuid,
        "key": row.key,
        "title": row.title,
        "language": row.language,
        "status": row.status,
        "number": row.number,
        "subject": row.subject_uuid,
        "grade": row.grade,
        "difficulty": row.difficulty,
        "points": row.points.normalize(),
        "interactions": row.interactions.split(),
        "audience": row.audience,
        "owner": row.owner.short_name,
        "changed_at": row.changed_at,
    }


def _file(row: BankItem, file: BankFile) -> dict[str, Any]:
    return {
        "reference": f"{FOLDER}{file.name}",
        "url": file_url(row.uuid, file.name),
        "title": file.title,
        "size": file.size,
    }


def _content(row: BankItem, number: int | None, seed: int) -> AssessmentItem:
    try:
        content = queries.get_content(row, number, seed)
    except TemplateRefused as error:
        raise HttpError(404, "Not Found") from error
    if content is None:
        raise HttpError(404, "Not Found")
    return content


def _item(request: HttpRequest, uuid: UUID, right: str) -> BankItem:
    row = queries.get_item(uuid=uuid)
    if row is None or not may(request.user, right, row):
        raise HttpError(404, "Not Found")
    return row
