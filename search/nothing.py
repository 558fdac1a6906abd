"""What helps on where a search found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from framework.api import get_tree, path_labels, search_nodes
from framework.data import SECTION, TOPIC, Node
from learning_objects.api import get_counts
from search.asking import ask
from search.data import SearchRequest, SearchResult
from search.engine.chosen import open_reader
from search.labels import FACET_LABELS
from search.params import FIELDS, write_request
from search.placing.matching import match_topic
from search.querylog.noting import asked_for, subject_of

MOST_TOPICS = 5
# Below it a placement says more about the hours of topics than about the words.
SURE_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The search without one filter and how many it would find; ``label`` is empty without all."""

    label: str | Promise
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Near:
    """A topic that may be meant: its page, its materials in the search, how many there are."""

    title: str
    path: str
    url: str
    browse_url: str
    count: int


def help_on(result: SearchResult) -> dict[str, Any]:
    """Return the ways on: fewer filters with what they give, near topics, asking the authors."""
    asked = asked_for(result)
    return {
        "fewer": list(_fewer_filters(result.request)),
        "topics": [_near(node) for node in near_topics(asked, MOST_TOPICS)] if asked.text else [],
        "wish_url": f"{reverse('search:wish')}?{write_request(replace(asked, page=1))}",
    }


def _fewer_filters(request: SearchRequest) -> Iterator[Relaxed]:
    names = list(request.filters())
    tree, reader = get_tree(), open_reader()
    for name in names if len(names) < 2 else [*names, ""]:
        changes: dict[str, Any] = {FIELDS[one]: () for one in ([name] if name else names)}
        fewer = replace(request, page=1, **changes)
        asked = ask(fewer, tree)
        count = 0 if request.text and asked.asks_nothing else reader.count(asked.query)
        if count and (request.text or fewer.filters()):
            url = f"{reverse('search:results')}?{write_request(fewer)}"
            yield Relaxed(FACET_LABELS[name] if name else "", url, count)


def near_topics(asked: SearchRequest, most: int) -> list[Node]:
    """Return topics whose titles have the words, under the filters if they can; else by likeness.

    Likeness (``match_topic``) needs a subject and a grade to look in.
    """
    subject = subject_of(asked)
    grade = asked.grades[0] if len(asked.grades) == 1 else None
    found = search_nodes(asked.text, most, (SECTION, TOPIC), subject, grade)
    if not found and subject and grade:
        tree = get_tree()
        placed = match_topic(asked.text, subject, grade, most)
        sure = (place.topic for place in placed if place.confidence >= SURE_ENOUGH)
        found = [node for uuid in sure if (node := tree.get(uuid))]
    if not found and (subject or grade):
        found = search_nodes(asked.text, most, (SECTION, TOPIC))
    return found


def _near(node: Node) -> Near:
    return Near(
        title=node.title,
        path=" → ".join(path_labels(node.uuid)[:-1]),
        url=reverse("learning_objects:topic", args=[node.uuid]),
        browse_url=f"{reverse('search:results')}?topic={node.uuid}",
        count=get_counts().at.get(node.uuid, 0),
    )
