"""From a published version to an index document."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from core.api import fold_word, folded_words, lemmas, sort_key
from framework.api import get_tree
from framework.data import GRADE, SECTION, TOPIC, Node
from learning_objects.data import COVERS, AttachedFile, VersionView
from search.engine.port import IndexDocument

# Stands between texts in ``exact``; no question holds it.
GAP = "¶"

logger = logging.getLogger(__name__)

# Edge n-grams: as-you-type starts at the second letter; nobody types more than sixteen.
SHORTEST_PREFIX = 2
LONGEST_PREFIX = 16
# A word of the vocabulary that spelling can be corrected to.
SHORTEST_WORD = 3
# Titles and names are made of few words, topics stand in many documents: each is read once.
CACHED_WORDS, CACHED_TEXTS = 100_000, 20_000
# Of all files of one object together; what stands behind is not found.
MOST_ATTACHED = 400_000


def document_of(
    version: VersionView, files: Sequence[AttachedFile] = (), words: Mapping[str, str] | None = None
) -> IndexDocument:
    """Return the index document of a version; topics are read from the framework's snapshot.

    A topic that no published framework knows stays findable by its uuid alone. ``words`` are those
    of ``files`` by digest.
    """
    films, others = _attached_texts(files, words or {})
    paths = _paths(version)
    nodes = {node.uuid: node for path in paths for node in path}
    school = set(get_tree().subjects)
    covered = [str(ref.node_uuid) for ref in version.topics if ref.relation == COVERS]
    topic_titles = [node.title for node in nodes.values() if node.kind != GRADE and node.title]
    terms = [*version.tags, *_keyword_terms(version.content)]
    names = [author.name for author in version.authors]
    title, topics = tuple(lemmas(version.title)), _lemmas_of([*topic_titles, *terms])
    people = tuple(dict.fromkeys((str(author.uuid), author.name) for author in version.authors))
    return IndexDocument(
        uuid=str(version.object_uuid),
        revision=revision_of(version),
        stamp=stamp_of(version, files),
        title_lemmas=title,
        topic_lemmas=(*topics, *_lemmas_of(_own_titles(paths))),
        text_lemmas=(*title, *topics, *_lemmas_of(names), *lemmas(version.text)),
        film_words=_joined_lemmas(films),
        file_words=_joined_lemmas(others),
        exact=tuple(
            _in_order([version.title, *topic_titles, *terms, *names, version.text, *films, *others])
        ),
        words=_words([version.title, *topic_titles, *terms, *names]),
        prefixes=tuple(edge_ngrams([version.title])),
        author_prefixes=tuple(edge_ngrams(names)),
        kind=version.kind,
        subjects=tuple(str(uuid) for uuid in nodes if uuid in school),
        grades=tuple(sorted({str(node.grade) for node in nodes.values() if node.grade})),
        nodes=tuple(dict.fromkeys([*map(str, nodes), *covered])),
        topics=_uuids((node for node in nodes.values() if node.title), SECTION, TOPIC),
        licence=version.licence,
        authors=tuple(uuid for uuid, _name in people),
        published=int(version.published_at.timestamp()),
        title_sort=sort_key(version.title),
        card=_card(version, covered, people, files),
        text=version.text,
    )


def stamp_of(version: VersionView, files: Sequence[AttachedFile] = ()) -> str:
    """Return what tells one version of one object, where it stands, from every other.

    And with the words of which files, read how.
    """
    places = " ".join(f"{topic.relation}{topic.node_uuid}" for topic in version.topics)
    standing = _short(places)
    read = " ".join(f"{file.digest}{file.method}" for file in files if file.digest)
    stamp = f"{version.object_uuid}:{version.number}:{version.digest[:16]}:{standing}"
    return f"{stamp}:{_short(read)}" if read else stamp


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def revision_of(version: VersionView) -> int:
    """Return a number that grows with every publication and with the withdrawal after it."""
    return 2 * version.number


def revision_of_withdrawal(number: int) -> int:
    """Return the revision of what is withdrawn after version ``number``."""
    return 2 * number + 1


def uuid_of_stamp(stamp: str) -> UUID:
    """Return the object's uuid of a stamp."""
    return UUID(stamp.partition(":")[0])


def uuid_of_key(key: str) -> UUID | None:
    """Return the uuid that an event of the outbox is about; a malformed key is logged."""
    try:
        return UUID(key)
    except ValueError:
        logger.error("search: %r in the outbox names no object; left out", key)
        return None


def edge_ngrams(texts: Iterable[str]) -> Iterator[str]:
    """Yield the beginnings of every word of ``texts``, each once, and the whole words."""
    seen: set[str] = set()
    for word in (word for text in texts for word in folded_words(text)):
        seen.update(_beginnings(word))
    yield from sorted(seen)


@lru_cache(maxsize=CACHED_WORDS)
def _beginnings(word: str) -> tuple[str, ...]:
    ends = range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX) + 1)
    return (*(word[:end] for end in ends), word)


def prefix_term(word: str) -> str:
    """Return the edge n-gram under which a word that is being typed is found."""
    return fold_word(word)[:LONGEST_PREFIX]


def _paths(version: VersionView) -> list[tuple[Node, ...]]:
    tree = get_tree()
    return [tree.path(ref.node_uuid) for ref in version.topics if ref.relation == COVERS]


def _own_titles(paths: Iterable[tuple[Node, ...]]) -> dict[str, None]:
    """Return the titles of the covered nodes themselves, which their field holds once more.

    What an object is about weighs more than the section and the subject that it stands in.
    """
    covered = (path[-1] for path in paths if path)
    return dict.fromkeys(node.title for node in covered if node.kind != GRADE)


def _keyword_terms(content: dict[str, Any]) -> list[str]:
    return [str(keyword.get("term", "")) for keyword in content.get("keywords", [])]


def _lemmas_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the lemmas of short texts that stand in many documents: titles of topics, names."""
    return tuple(lemma for text in texts for lemma in _lemmas_once(text))


@lru_cache(maxsize=CACHED_TEXTS)
def _lemmas_once(text: str) -> tuple[str, ...]:
    return tuple(lemmas(text))


def _in_order(texts: Iterable[str]) -> Iterator[str]:
    """Yield the folded words of texts, with a mark between texts that no phrase steps over."""
    for text in texts:
        yield from folded_words(text)
        yield GAP


def _attached_texts(
    files: Sequence[AttachedFile], words: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Return the texts of films and of other files, each once, cut where there are too many."""
    films: list[str] = []
    others: list[str] = []
    left = MOST_ATTACHED
    for file in {file.digest: file for file in files if file.digest}.values():
        text = words.get(file.digest, "")[:left]
        left -= len(text)
        if text:
            (films if file.is_captions else others).append(text)
    return films, others


def _joined_lemmas(texts: list[str]) -> str:
    return " ".join(" ".join(lemmas(text)) for text in texts)


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    found = {word for text in texts for word in folded_words(text)}
    return tuple(sorted(word for word in found if len(word) >= SHORTEST_WORD and word.isalpha()))


def _uuids(nodes: Iterable[Node], *kinds: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(node.uuid) for node in nodes if node.kind in kinds))


def _card(
    version: VersionView,
    covered: list[str],
    people: tuple[tuple[str, str], ...],
    files: Sequence[AttachedFile],
) -> dict[str, Any]:
    """Return what a hit shows; titles of topics are looked up in the snapshot when drawn."""
    named = [_file(file) for file in files if file.digest]
    return {
        **({"files": named} if named else {}),
        "number": version.number,
        "kind": version.kind,
        "title": version.title,
        "summary": version.summary,
        "language": version.language,
        "licence": version.licence,
        "length_minutes": version.length_minutes,
        "published_at": version.published_at.isoformat(),
        "authors": [{"uuid": uuid, "name": name} for uuid, name in people],
        "topics": covered,
    }


def _file(file: AttachedFile) -> dict[str, Any]:
    return {
        "title": file.title,
        "url": file.url,
        "film": file.is_captions,
        "digest": file.digest,
    }
