"""Searching the whole library from inside the lesson page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from journal.data import MaterialView
from journal.presenting import lesson_url, preview_url
from learning_objects.api import version_url
from learning_objects.data import KIND_LABELS
from schedule.api import Lesson
from search.api import search
from search.data import Hit, SearchRequest
from search.errors import IndexUnavailableError
from ui.api import with_way_back

PAGE_SIZE = 8
LONGEST_QUESTION = 200


def find_materials(
    query: QueryDict, lesson: Lesson, materials: list[MaterialView]
) -> dict[str, Any]:
    """Return the context of the search: question, hits, what is on the lesson already."""
    text = query.get("q", "").strip()[:LONGEST_QUESTION]
    if not text:
        return {"question": "", "found": None}
    try:
        result = search(SearchRequest(text=text, page=_page(query), page_size=PAGE_SIZE))
    except IndexUnavailableError:
        return {"question": text, "found": None, "search_unavailable": True}
    taken: dict[Any, set[str]] = {}
    for material in materials:
        taken.setdefault(material.object_uuid, set()).add(material.purpose)
    return {
        "question": text,
        "found": result,
        "hits": [_hit(hit, lesson, taken.get(hit.uuid, set())) for hit in result.hits],
        "earlier_url": _address(text, result.page - 1) if result.page > 1 else "",
        "later_url": _address(text, result.page + 1) if result.page < result.pages else "",
    }


def _page(query: QueryDict) -> int:
    text = query.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _address(text: str, page: int) -> str:
    return f"?{urlencode({'q': text, 'page': page})}#find"


def _hit(hit: Hit, lesson: Lesson, taken: set[str]) -> dict[str, Any]:
    topic = hit.topics[0] if hit.topics else None
    return {
        "object_uuid": hit.uuid,
        "number": hit.number,
        "title": hit.title,
        "title_html": hit.title_html,
        "url": with_way_back(version_url(hit.uuid, hit.number), lesson_url(lesson.uuid)),
        "preview_url": preview_url(lesson, hit.uuid, hit.number),
        "kind_label": KIND_LABELS.get(hit.kind, hit.kind),
        "snippet": hit.snippet or hit.summary,
        "words": [topic.path or topic.title] if topic else [],
        "taken": taken,
    }
