"""Index documents of the synthetic objects, put together from words that were analysed once.

A million texts hold some twenty thousand words. :func:`make_documents` gives exactly what
``search.documents.document_of`` makes of the same versions (it compares the first of them), several
times faster: building is then a measurement of the engines and not of the analyzer, which every
engine is spared alike. What the analyzer costs is measured apart (``search.rebuild``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Any

from bench.search.corpus import Topic, Word, draw, version_of
from core.api import folded_words, lemmas, sort_key
from learning_objects.data import AuthorView, VersionView
from search.documents import GAP, SHORTEST_WORD, document_of, edge_ngrams, stamp_of
from search.engine.port import IndexDocument

COMPARED = 100

Words = tuple[str, ...]


def make_documents(size: int, first: int = 0) -> Iterator[IndexDocument]:
    """Yield the documents of the versions number ``first`` up to ``size``."""
    for number in range(first, size):
        drawn = draw(number, size)
        version = version_of(drawn)
        document = _assemble(version, _of_topic(drawn.topic), drawn.words)
        if number < COMPARED and document != document_of(version):
            raise SystemExit(f"object {number}: the document is not what document_of makes of it")
        yield document


def _assemble(version: VersionView, common: IndexDocument, drawn: Sequence[Word]) -> IndexDocument:
    author = _of_author(version.authors[0])
    title, title_lemmas = tuple(folded_words(version.title)), tuple(lemmas(version.title))
    of_text = chain.from_iterable([word[2] for word in drawn])
    as_written = chain.from_iterable([word[1] for word in drawn])
    return replace(
        common,
        uuid=str(version.object_uuid),
        stamp=stamp_of(version),
        title_lemmas=title_lemmas,
        text_lemmas=(*title_lemmas, *common.text_lemmas, *author.lemmas, *of_text),
        exact=(*title, *common.exact[:-1], *author.words, GAP, *as_written, GAP),
        words=tuple(sorted({*common.words, *author.vocabulary, *_vocabulary(title)})),
        prefixes=tuple(edge_ngrams([version.title])),
        author_prefixes=author.prefixes,
        kind=version.kind,
        licence=version.licence,
        authors=(author.uuid,),
        published=int(version.published_at.timestamp()),
        title_sort=sort_key(version.title),
        card=_card(version, author, common.card["topics"]),
        text=version.text,
    )


def _card(version: VersionView, author: _Author, topics: list[str]) -> dict[str, Any]:
    return {
        "number": version.number,
        "kind": version.kind,
        "title": version.title,
        "summary": version.summary,
        "language": version.language,
        "licence": version.licence,
        "length_minutes": version.length_minutes,
        "published_at": version.published_at.isoformat(),
        "authors": [{"uuid": author.uuid, "name": author.name}],
        "topics": topics,
    }


@lru_cache(maxsize=10_000)
def _of_topic(topic: Topic) -> IndexDocument:
    """Return what all objects on one topic have in common."""
    view = version_of(draw(0, 1))
    bare = {"title": "", "text": "", "authors": (), "topics": topic.refs}
    return document_of(replace(view, **bare))


@dataclass(frozen=True, slots=True)
class _Author:
    uuid: str
    name: str
    words: Words
    lemmas: Words
    vocabulary: Words
    prefixes: Words


@lru_cache(maxsize=100_000)
def _of_author(author: AuthorView) -> _Author:
    """Return what all objects of one author have in common."""
    words = tuple(folded_words(author.name))
    return _Author(
        str(author.uuid),
        author.name,
        words,
        tuple(lemmas(author.name)),
        _vocabulary(words),
        tuple(edge_ngrams([author.name])),
    )


def _vocabulary(words: Words) -> Words:
    return tuple(word for word in words if len(word) >= SHORTEST_WORD and word.isalpha())
