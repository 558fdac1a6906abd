"""The results page, suggestions and the OpenSearch description."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.api import now
from search.api import search, suggest_queries
from search.data import SearchResult
from search.errors import EngineAwayError, IndexUnavailableError
from search.labels import SUGGESTION_LABELS
from search.params import read_request
from search.presentation import address, results_context, suggestion_url
from search.querylog.noting import note_results
from search.querylog.popular import popular
from search.starting import start_context, start_suggestions

# The part that changes with the search is the same for everybody until the index changes.
KEPT_SECONDS = 300


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Show the results page; only their changing part when htmx asks."""
    wanted = read_request(request.GET)
    try:
        result = search(wanted)
    except IndexUnavailableError as error:
        away = isinstance(error, EngineAwayError)
        return _respond(request, "search/preparing.html", {"wanted": wanted, "away": away})
    note_results(request, result, now=now())
    found = _draw(result)
    if _is_partial(request):
        response = HttpResponse(render_to_string("search/_swap.html", _page(result, found)))
        response["HX-Push-Url"] = address(result.request)
        patch_vary_headers(response, ["HX-Request"])
        return response
    return _respond(request, "search/results.html", _page(result, found))


def _respond(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _page(result: SearchResult, found: SafeString) -> dict[str, Any]:
    wanted = result.request
    start = {} if wanted.text or wanted.filters() else start_context(popular(now=now()))
    return {"result": result, "wanted": wanted, "found": found, **start}


def _is_partial(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in (
        request.headers
    )


def _draw(result: SearchResult) -> SafeString:
    """Return the changing part as HTML, kept per commit of the index, search and language."""
    said = (result.corrected_from, result.did_you_mean, result.notes)
    named = f"{result.stamp}\x1f{get_language()}\x1f{result.request!r}\x1f{said!r}"
    key = f"search:{sha256(named.encode()).hexdigest()}"
    kept = caches["pages"].get(key)
    if kept is None:
        kept = str(render_to_string("search/_found.html", results_context(result)))
        caches["pages"].set(key, kept, KEPT_SECONDS)
    return SafeString(kept)  # nosec B703  # our own template made it


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return suggestions as JSON; ``format=opensearch`` for the browser's own search field."""
    text = request.GET.get("q", "")
    if not text.strip() and request.GET.get("format") != "opensearch":
        return JsonResponse({"items": start_suggestions(popular(now=now()))})
    try:
        found = suggest_queries(text)
    except IndexUnavailableError:
        found = []
    if request.GET.get("format") == "opensearch":
        titles = list(dict.fromkeys(item.title for item in found))
        return JsonResponse(
            [text, titles], safe=False, content_type="application/x-suggestions+json"
        )
    items = [
        {
            "kind": item.kind,
            "kind_label": str(SUGGESTION_LABELS[item.kind]),
            "title": item.title,
            "detail": item.detail,
            "url": suggestion_url(item),
        }
        for item in found
    ]
    return JsonResponse({"items": items})


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers."""
    return render(
        request,
        "search/opensearch.xml",
        {"base": settings.BASE_URL},
        content_type="application/opensearchdescription+xml",
    )
