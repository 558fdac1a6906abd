"""From a request to counters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate

from core.api import fold
from framework.api import get_tree
from search.data import MOST_REACHABLE, SUBJECT, SearchRequest, SearchResult
from search.models.query_log import LONGEST_TEXT
from search.params import write_request
from search.querylog.buffer import Question
from search.querylog.personal import looks_personal
from search.querylog.writing import buffer, writer

_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|python|curl|wget", re.IGNORECASE)
# The subject of a question without a filter: the one that most of its hits have.
MOST_HITS = 0.6


def note_results(request: HttpRequest, result: SearchResult, *, now: datetime) -> None:
    """Count a search that somebody looks at: its first page, not a robot's, not a page ahead."""
    asked = asked_for(result)
    empty_question = not (asked.text or asked.filters())
    if result.page != 1 or empty_question or _is_machine(request):
        return
    outcome = {
        "empty": not result.total,
        "relaxed": result.relaxed,
        "corrected": bool(result.corrected_from),
    }
    waiting = buffer.note_search(
        question_of(asked, subject=_subject_of(result)),
        day=localdate(now),
        asker=_address(request),
        outcome=outcome,
    )
    writer.ensure(waiting)


def note_chosen(asked: SearchRequest, *, object_uuid: UUID, place: int, now: datetime) -> None:
    """Count that a result was opened."""
    question = question_of(asked)
    buffer.note_click(question, day=localdate(now), object_uuid=object_uuid, place=place)
    writer.ensure(0)


def chosen_url(result: SearchResult, object_uuid: UUID, number: int) -> str:
    """Return where the browser says that the ``number``-th hit of the page (from 0) is opened."""
    place = (result.page - 1) * result.request.page_size + number + 1
    query = write_request(replace(asked_for(result), page=1))
    about = urlencode({"object": object_uuid, "place": min(place, MOST_REACHABLE)})
    return f"{reverse('search:chosen')}?{query}&{about}"


def asked_for(result: SearchResult) -> SearchRequest:
    """Return the search as it was typed, before a typo was mended."""
    return replace(result.request, text=result.corrected_from or result.request.text)


def question_of(asked: SearchRequest, *, subject: UUID | None = None) -> Question | None:
    """Return what is counted, or ``None`` when the words must not be kept.

    Order, page and the way of writing do not make another question; an author's number is left
    out, for it stands for a person.
    """
    if asked.authors or looks_personal(asked.text):
        return None
    text = " ".join(fold(asked.text).split())[:LONGEST_TEXT]
    filters = write_request(_filters_alone(asked))
    digest = hashlib.sha256(f"{text}\x1f{filters}".encode()).hexdigest()[:32]
    return Question(digest, text, filters[:1_000], subject or subject_of(asked))


def _filters_alone(asked: SearchRequest) -> SearchRequest:
    return SearchRequest(
        kinds=tuple(sorted(asked.kinds)),
        subjects=tuple(sorted(asked.subjects)),
        grades=tuple(sorted(asked.grades)),
        topics=tuple(sorted(asked.topics)),
        licences=tuple(sorted(asked.licences)),
    )


def subject_of(asked: SearchRequest) -> UUID | None:
    """Return the subject that the filters name, if it is one."""
    tree = get_tree()
    nodes = [*asked.subjects, *asked.topics]
    found = {subject.uuid for node in nodes if (subject := tree.subject_of(node))}
    return found.pop() if len(found) == 1 else None


def _subject_of(result: SearchResult) -> UUID | None:
    named = subject_of(result.request)
    if named or not result.total:
        return named
    values: Iterable[tuple[int, str]] = (
        (value.count, value.value)
        for facet in result.facets
        if facet.name == SUBJECT
        for value in facet.values
    )
    count, value = max(values, default=(0, ""))
    return UUID(value) if count >= MOST_HITS * result.total else None


def _is_machine(request: HttpRequest) -> bool:
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    agent = request.headers.get("User-Agent", "")
    return ahead or request.method != "GET" or bool(_ROBOT.search(agent))


def _address(request: HttpRequest) -> str:
    """Return what tells askers apart for a day, in memory only (see ``Buffer``)."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
