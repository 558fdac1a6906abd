"""A search in the address: reading it leniently, writing it canonically."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from search.data import (
    AUTHOR,
    GRADE,
    KIND,
    LICENCE,
    RELEVANCE,
    SORTS,
    SUBJECT,
    TOPIC,
    SearchRequest,
)

# Facet name (also the name in the address) → field of the request.
FIELDS = {
    KIND: "kinds",
    SUBJECT: "subjects",
    GRADE: "grades",
    TOPIC: "topics",
    LICENCE: "licences",
    AUTHOR: "authors",
}
# A hand-made address with a thousand values is not a search.
MOST_VALUES = 20


def read_request(query: QueryDict) -> SearchRequest:
    """Return the search that an address asks for; what makes no sense in it is left out."""
    return SearchRequest(
        text=query.get("q", ""),
        kinds=_texts(query.getlist(KIND)),
        subjects=_uuids(query.getlist(SUBJECT)),
        grades=tuple(int(value) for value in _texts(query.getlist(GRADE)) if _is_grade(value)),
        topics=_uuids(query.getlist(TOPIC)),
        licences=_texts(query.getlist(LICENCE)),
        authors=_uuids(query.getlist(AUTHOR)),
        sort=query.get("sort", RELEVANCE) if query.get("sort") in SORTS else RELEVANCE,
        page=_number(query.get("page", "1")),
        verbatim=query.get("verbatim") == "1",
    )


def write_request(request: SearchRequest) -> str:
    """Return the canonical query string of a search, without ``?``; empty for the bare page."""
    pairs: list[tuple[str, str]] = [("q", request.text)] if request.text else []
    for name, values in request.filters().items():
        pairs += [(name, value) for value in values]
    if request.sort != RELEVANCE:
        pairs.append(("sort", request.sort))
    if request.verbatim:
        pairs.append(("verbatim", "1"))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    return urlencode(pairs)


def without_value(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """Return the search without one value of one filter, from its first page."""
    field = FIELDS[name]
    kept = tuple(item for item in getattr(request, field) if str(item) != value)
    changes: dict[str, Any] = {field: kept, "page": 1}
    return replace(request, **changes)


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(value.strip()[:60] for value in values if value.strip())
    return tuple(kept)[:MOST_VALUES]


def _uuids(values: Iterable[str]) -> tuple[UUID, ...]:
    found: list[UUID] = []
    for value in _texts(values):
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _is_grade(value: str) -> bool:
    return value.isascii() and value.isdigit() and 1 <= int(value[:3]) <= 11 and len(value) <= 2


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 1
