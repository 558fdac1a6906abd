"""What the results page draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from learning_objects.data import KIND_LABELS
from search.data import (
    MOST_REACHABLE,
    NODE,
    OBJECT,
    RELEVANCE,
    Facet,
    Hit,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from search.labels import SORT_LABELS, note_label, reason_html
from search.nothing import help_on
from search.params import without_value, write_request
from search.querylog.noting import asked_for, chosen_url
from ui.api import subject_hue

# So many values of a facet stand open, the rest behind «more».
OPEN_VALUES = 8


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    facet: str | Promise
    label: str | Promise
    url: str


def results_context(result: SearchResult) -> dict[str, Any]:
    """Return the context of the part of the page that changes with the search."""
    request = result.request
    query = write_request(replace(request, page=result.page))
    asks = bool(request.text or request.filters())
    return {
        "result": result,
        "hits": [
            _card(hit, chosen_url(result, hit.uuid, number) if asks else "")
            for number, hit in enumerate(result.hits)
        ],
        "partly": [
            _card(hit, chosen_url(result, hit.uuid, number) if asks else "")
            for number, hit in enumerate(result.partly, len(result.hits))
        ],
        "facets": [_facet(facet) for facet in result.facets],
        "chips": _chips(result),
        "sorts": _sorts(request),
        "page_obj": _page(result),
        # Links to other pages keep the canonical parameters, not what somebody typed.
        "request": SimpleNamespace(GET=QueryDict(query)),
        "did_you_mean_url": address(replace(request, text=result.did_you_mean, page=1)),
        "verbatim_url": address(
            replace(request, text=result.corrected_from, page=1, verbatim=True)
        ),
        "notes": [note_label(note) for note in result.notes],
        "bare_url": address(SearchRequest(text=request.text)),
        "save_url": f"{reverse('search:save')}?{write_request(asked_for(result))}" if asks else "",
        "help": None if result.total else help_on(result),
    }


def _sorts(request: SearchRequest) -> list[tuple[str, str | Promise, bool]]:
    """Return the orders to choose from; without words nothing matches better than another."""
    codes = [code for code in SORT_LABELS if request.text or code != RELEVANCE]
    chosen = request.sort if request.sort in codes else codes[0]
    return [(code, SORT_LABELS[code], code == chosen) for code in codes]


def address(request: SearchRequest) -> str:
    """Return the address of a search."""
    query = write_request(request)
    base = reverse("search:results")
    return f"{base}?{query}" if query else base


def suggestion_url(suggestion: Suggestion) -> str:
    """Return where a suggestion leads."""
    if suggestion.kind == OBJECT:
        return reverse("learning_objects:object", args=[suggestion.uuid])
    if suggestion.kind == NODE:
        return f"{reverse('search:results')}?topic={suggestion.uuid}"
    return reverse("learning_objects:author", args=[suggestion.uuid])


def _card(hit: Hit, ping: str) -> dict[str, Any]:
    grades = (
        f"{hit.grades[0]}–{hit.grades[-1]}"
        if len(hit.grades) > 1
        else "".join(str(grade) for grade in hit.grades)
    )
    return {
        "uuid": hit.uuid,
        "title": hit.title_html,
        "url": reverse("learning_objects:object", args=[hit.uuid]),
        "ping": ping,
        "kind_label": KIND_LABELS.get(hit.kind, hit.kind),
        "subject_label": hit.subject_title,
        "hue": subject_hue(hit.subject_key) if hit.subject_key else None,
        "grade": grades,
        "minutes": hit.length_minutes,
        "authors": [person.name for person in hit.authors],
        "snippet": hit.snippet,
        "source": reason_html(hit.source) if hit.source else "",
        "why": [reason_html(reason) for reason in hit.why],
    }


def _facet(facet: Facet) -> dict[str, Any]:
    chosen = [value for value in facet.values if value.selected]
    others = [value for value in facet.values if not value.selected]
    if facet.name == "grade" or len(facet.values) <= OPEN_VALUES:
        shown, more = list(facet.values), []
    else:
        shown = chosen + others[: max(0, OPEN_VALUES - len(chosen))]
        more = others[max(0, OPEN_VALUES - len(chosen)) :]
    return {"name": facet.name, "label": facet.label, "shown": shown, "more": more}


def _chips(result: SearchResult) -> list[Chip]:
    return [
        Chip(
            facet.label,
            value.label,
            address(without_value(result.request, facet.name, value.value)),
        )
        for facet in result.facets
        for value in facet.values
        if value.selected
    ]


def _page(result: SearchResult) -> Page[int]:
    reachable = range(min(result.total, MOST_REACHABLE))
    return Paginator(reachable, result.request.page_size).page(result.page)
