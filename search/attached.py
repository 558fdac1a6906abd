"""Files and films of a hit: which of them has the words that the page itself lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from framework.api import path_label
from learning_objects.api import attached_words
from search.asking import Asked
from search.data import IN_FILE, IN_FILM, Reason
from search.ranking import Placed
from search.snippets import Groups, make_deep_snippet, quick_places

Phrases = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FoundIn:
    """The file of a hit in which words were found, as a reason, and the passage around them.

    ``on_page`` says that other words that were asked for stand on the object's page.
    """

    reason: Reason
    snippet: SafeString
    on_page: bool


@dataclass(frozen=True, slots=True)
class _Lacking:
    """What was asked for and does not stand on the object's own page; ``has_some`` of the rest."""

    groups: Groups
    phrases: Phrases
    has_some: bool

    def among(self, text: str) -> int:
        """Return how much of it ``text`` has."""
        here = {number for _start, _end, number in quick_places(text, self.groups)}
        return len(here) + sum(_place_of(text, phrase) is not None for phrase in self.phrases)


def find_in_files(asked: Asked, page: Sequence[Placed]) -> dict[str, FoundIn]:
    """Return for hits, by uuid, the file that has words which their pages lack.

    One database query for all hits of the page, none where the pages have everything or nothing
    is attached: the long texts are not in the index.
    """
    if not (asked.groups or asked.query.phrases):
        return {}
    lacking: dict[str, _Lacking] = {}
    for placed in page:
        lacks = _lacking(asked, placed) if placed.stored.card.get("files") else None
        if lacks is not None:
            lacking[placed.stored.uuid] = lacks
    hits = {one.stored.uuid: one.stored.card["files"] for one in page if one.stored.uuid in lacking}
    words = attached_words(file["digest"] for files in hits.values() for file in files)
    found = {uuid: _best(files, words, lacking[uuid], asked) for uuid, files in hits.items()}
    return {uuid: one for uuid, one in found.items() if one is not None}


def _lacking(asked: Asked, placed: Placed) -> _Lacking | None:
    """Return what the page of a hit lacks; ``None`` when it has everything."""
    card = placed.stored.card
    topics = (path_label(UUID(uuid)) for uuid in card["topics"])
    people = (one["name"] for one in card["authors"])
    page = "\n".join([card["title"], *topics, *people, placed.stored.text])
    here = {number for _start, _end, number in quick_places(page, asked.groups)}
    groups = tuple(group for number, group in enumerate(asked.groups) if number not in here)
    phrases = tuple(phrase for phrase in asked.query.phrases if _place_of(page, phrase) is None)
    return _Lacking(groups, phrases, bool(here)) if groups or phrases else None


def _best(
    files: Iterable[Mapping[str, Any]], words: Mapping[str, str], lacks: _Lacking, asked: Asked
) -> FoundIn | None:
    """Return the file with the most of what is lacking, the first of equals."""
    counted = [(lacks.among(words.get(file["digest"], "")), file) for file in files]
    number, file = max(counted, key=lambda each: each[0])
    if not number:
        return None
    text = words[file["digest"]]
    starts = [start for phrase in lacks.phrases if (start := _place_of(text, phrase)) is not None]
    return FoundIn(
        Reason(IN_FILM if file["film"] else IN_FILE, (file["title"],), file["url"]),
        make_deep_snippet(text, asked.groups, lacks.groups, min(starts, default=None)),
        on_page=lacks.has_some,
    )


def _place_of(text: str, phrase: tuple[str, ...]) -> int | None:
    """Return where the words of a phrase stand side by side."""
    found = _side_by_side(phrase).search(text)
    return found.start() if found else None


@lru_cache(maxsize=1024)
def _side_by_side(phrase: tuple[str, ...]) -> re.Pattern[str]:
    words = r"[\W_]+".join(re.escape(word).replace("е", "[её]") for word in phrase)
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.IGNORECASE)
