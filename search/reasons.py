"""Why a hit is where it is."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from framework.api import get_tree, path_label
from search.asking import Asked
from search.attached import FoundIn
from search.data import (
    CROSSWALK,
    IN_TEXT,
    IN_TITLE,
    IN_TOPICS,
    MEANS,
    RATED,
    USED,
    WANTED_GRADE,
    WANTED_KIND,
    Reason,
    TopicLabel,
)
from search.ranking import Placed
from search.snippets import Marker

# Fewer places that use an object say nothing yet.
TELLING_USES = 3


def reasons(
    asked: Asked,
    placed: Placed,
    topics: tuple[TopicLabel, ...],
    grades: tuple[int, ...],
    *,
    marker: Marker,
    attached: FoundIn | None = None,
) -> tuple[Reason, ...]:
    """Return the reasons, the most telling first; empty where nothing was asked in words.

    ``attached`` is the file that has what the page lacks.
    """
    crossed = tuple(_crossed(asked, placed))
    if not asked.groups and not asked.query.preferred:
        return crossed
    return (*_reasons(asked, placed, topics, grades, marker=marker, attached=attached), *crossed)


def _reasons(
    asked: Asked,
    placed: Placed,
    topics: tuple[TopicLabel, ...],
    grades: tuple[int, ...],
    *,
    marker: Marker,
    attached: FoundIn | None,
) -> Iterator[Reason]:
    card = placed.stored.card
    in_title = marker.words(card["title"])
    if in_title:
        yield Reason(IN_TITLE, in_title)
    in_topics = marker.words(" ".join(topic.path for topic in topics))
    if in_topics:
        yield Reason(IN_TOPICS, in_topics)
    if attached is not None:
        yield attached.reason
    if asked.groups and not (in_title or in_topics) and (attached is None or attached.on_page):
        yield Reason(IN_TEXT)
    for meaning in asked.meanings:
        yield Reason(MEANS, meaning.text)
    preferred = asked.query.preferred
    if card["kind"] in preferred.get("kind", ()):
        yield Reason(WANTED_KIND, (card["kind"],))
    named = [str(grade) for grade in grades if str(grade) in preferred.get("grade", ())]
    if named:
        yield Reason(WANTED_GRADE, tuple(named))
    facts = placed.facts
    if facts is not None and facts.mean is not None:
        yield Reason(RATED, (f"{facts.mean:.1f}",))
    if facts is not None and facts.uses >= TELLING_USES:
        yield Reason(USED, (str(facts.uses),))


def _crossed(asked: Asked, placed: Placed) -> Iterator[Reason]:
    """Say of what other framework's topic an object is, where only a crosswalk leads to it."""
    if not asked.request.topics:
        return
    tree = get_tree()
    covered = {UUID(uuid) for uuid in placed.stored.card["topics"]}
    above = {node.uuid for uuid in covered for node in tree.path(uuid)}
    if above.isdisjoint(asked.request.topics):
        there = next((uuid for uuid in asked.counterparts if uuid in above), None)
        if there is not None:
            yield Reason(CROSSWALK, (path_label(there),))
