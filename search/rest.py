"""REST routes of ``search``, mounted by ``cms.rest`` under ``/api/v1/search/``."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from search.api import search, suggest_queries
from search.data import SearchResult
from search.errors import IndexUnavailableError
from search.params import read_request
from search.presentation import suggestion_url
from search.saved.rest import saved_router

router = Router(tags=["search"])
router.add_router("saved/", saved_router)


class PersonOut(Schema):
    """An author."""

    uuid: UUID
    name: str


class TopicOut(Schema):
    """A covered framework node and the path to it."""

    uuid: UUID
    title: str
    path: str


class ReasonOut(Schema):
    """Why a hit is where it is: ``in_title``, ``in_topics``, ``rated`` …, and the words of it.

    Of ``in_file`` and ``in_film`` the word is the name of the file that ``url`` gives.
    """

    code: str
    words: list[str]
    url: str


class HitOut(Schema):
    """A found object; ``snippet`` is HTML with ``<mark>``."""

    uuid: UUID
    number: int
    kind: str
    title: str
    summary: str
    snippet: str
    language: str
    licence: str
    length_minutes: int
    published_at: datetime
    authors: list[PersonOut]
    topics: list[TopicOut]
    why: list[ReasonOut]


class FacetValueOut(Schema):
    """A value of a facet; ``value`` goes into the parameter of the facet's name."""

    value: str
    label: str
    count: int
    selected: bool


class FacetOut(Schema):
    """A facet."""

    name: str
    label: str
    values: list[FacetValueOut]


class NoteOut(Schema):
    """Something in the question that was left out (``unknown_field``), as it was typed."""

    code: str
    text: str


class ResultOut(Schema):
    """A page of results; ``corrected_from`` is what was typed when hits are of a corrected text.

    ``partly`` are objects that have some of the words, where the page is not full; ``total``
    leaves them out.
    """

    total: int
    page: int
    pages: int
    did_you_mean: str
    relaxed: bool
    corrected_from: str
    notes: list[NoteOut]
    hits: list[HitOut]
    partly: list[HitOut]
    facets: list[FacetOut]


class SuggestionOut(Schema):
    """A suggestion; ``kind`` is object, topic or author."""

    kind: str
    uuid: UUID
    title: str
    detail: str
    url: str


class Problem(Schema):
    """Why there is no answer."""

    detail: str


class SearchIn(Schema):
    """The parameters of the results page; filters may repeat."""

    q: str = ""
    kind: list[str] = Field(default_factory=list)
    subject: list[str] = Field(default_factory=list)
    grade: list[str] = Field(default_factory=list)
    topic: list[str] = Field(default_factory=list)
    licence: list[str] = Field(default_factory=list)
    author: list[str] = Field(default_factory=list)
    sort: str = "relevance"
    page: str = "1"
    verbatim: str = ""


PREPARING = "The search index is being prepared or does not answer; try again in a minute."


@router.get("", response={200: ResultOut, 503: Problem}, summary="Search published objects")
def find(request: HttpRequest, asked: Annotated[SearchIn, Query()]) -> Any:
    """Return a page of twenty hits with facets. Senseless values are left out, as on the page."""
    query = QueryDict(mutable=True)
    for name, value in asked.dict().items():
        query.setlist(name, value if isinstance(value, list) else [value])
    try:
        return _out(search(read_request(query)))
    except IndexUnavailableError:
        return Status(503, {"detail": PREPARING})


@router.get(
    "suggest/", response={200: list[SuggestionOut], 503: Problem}, summary="Suggest while typing"
)
def complete(request: HttpRequest, q: str = "", limit: int = 8) -> Any:
    """Return titles, topics and authors that ``q`` may be the beginning of."""
    try:
        return [
            SuggestionOut(
                kind=item.kind,
                uuid=item.uuid,
                title=item.title,
                detail=item.detail,
                url=suggestion_url(item),
            )
            for item in suggest_queries(q, limit)
        ]
    except IndexUnavailableError:
        return Status(503, {"detail": PREPARING})


def _out(result: SearchResult) -> ResultOut:
    facets = [
        FacetOut(
            name=facet.name,
            label=str(facet.label),
            values=[
                FacetValueOut(
                    value=value.value,
                    label=str(value.label),
                    count=value.count,
                    selected=value.selected,
                )
                for value in facet.values
            ],
        )
        for facet in result.facets
    ]
    return ResultOut(
        total=result.total,
        page=result.page,
        pages=result.pages,
        did_you_mean=result.did_you_mean,
        relaxed=result.relaxed,
        corrected_from=result.corrected_from,
        notes=[NoteOut(code=note.code, text=note.text) for note in result.notes],
        hits=[HitOut.from_orm(hit) for hit in result.hits],
        partly=[HitOut.from_orm(hit) for hit in result.partly],
        facets=facets,
    )
