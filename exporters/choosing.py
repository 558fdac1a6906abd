"""Which objects somebody asks for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from exporters.refusal import ExportRefused
from search.api import search
from search.data import MOST_PAGE_SIZE, MOST_REACHABLE, SearchRequest


def uuids_of(scope: dict[str, Any]) -> list[UUID] | None:
    """Return the objects of a scope, ``None`` for all of them.

    ``{"all": true}``, ``{"query": text}`` or ``{"uuids": [text]}``. Raises :class:`ExportRefused`.
    """
    if scope.get("all"):
        return None
    if scope.get("query"):
        return find_uuids(scope["query"])
    return [UUID(text) for text in scope.get("uuids", [])]


def find_uuids(text: str) -> list[UUID]:
    """Return everything that a search finds, the best first.

    Raises :class:`ExportRefused` when that is nothing, or more than a search reaches.
    """
    found: list[UUID] = []
    page = 1
    while True:
        result = search(SearchRequest(text=text, page=page, page_size=MOST_PAGE_SIZE))
        if result.total > MOST_REACHABLE:
            raise ExportRefused(
                _("The search finds %(number)d materials. Narrow it, or export everything.")
                % {"number": result.total}
            )
        if result.relaxed:
            break  # nothing has all the words; what has some of them was not asked for
        found += [hit.uuid for hit in result.hits]
        if not result.hits or len(found) >= result.total:
            break
        page += 1
    if not found:
        raise ExportRefused(_("The search finds nothing to pack."))
    return found
