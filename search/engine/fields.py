"""What every engine stores of a document, so that all find and order alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from search.engine.port import EngineQuery, IndexDocument

# Raise it with every change of the schema or of what the fields contain: an index of another
# number counts as missing and is built anew.
SCHEMA_NUMBER = 5

# Facet name → the field that filters, and the field that is counted.
FILTER_FIELDS = {
    "kind": "kind",
    "subject": "subject",
    "grade": "grade",
    "topic": "node",
    "licence": "licence",
    "author": "author",
}
FACET_FIELDS = {**FILTER_FIELDS, "topic": "topic"}
# A covered node with every ancestor.
NEAR_FIELD = FILTER_FIELDS["topic"]

# How much more a word weighs in the title or in the titles of the topics than in the text. Topics
# name what an object is about in the programme's words, and its author chose them on purpose.
TITLE_BOOST = 2.0
TOPIC_BOOST = 4.0
# The words of a film are what the object is about, though much is said in passing; a file is a
# supplement, and long: a word in it says little of the object. Both count less than the page.
FILM_BOOST = 0.7
FILE_BOOST = 0.4
ATTACHED = (("film_words", FILM_BOOST), ("file_words", FILE_BOOST))
# Where a word may stand for an object to be found, and how much it weighs there.
ANYWHERE = (("text", 1.0), *ATTACHED)
BOOSTS = (("text", 1.0), ("title", TITLE_BOOST), ("topic_words", TOPIC_BOOST))
# What a preferred grade, kind or subject adds to the score of a document, for itself and for each
# word that is asked for: among more words a constant would be nothing.
PREFERRED_SCORE = 8.0
# What a phrase that was found adds.
PHRASE_SCORE = 6.0

# Stands where a document has no word, so that every document has every analysed field: engines
# differ in whether they count documents without a field. No query contains it.
NO_WORD = "-"
_LOW_BITS = 31

# Characters of the text that are kept for snippets: all of it is searched, but where the words
# stand deeper than this the beginning tells more. It bounds what a page has to read.
KEPT_TEXT = 20_000


def fields_of(document: IndexDocument) -> dict[str, Any]:
    """Return the indexed fields by name: analysed ones joined by spaces, all others as they are.

    ``newest`` and ``title_sort`` order all documents: no two have the same value.
    """
    return {
        "uuid": document.uuid,
        "stamp": document.stamp,
        "title": _joined(document.title_lemmas),
        "topic_words": _joined(document.topic_lemmas),
        "text": _joined(document.text_lemmas),
        "film_words": document.film_words or NO_WORD,
        "file_words": document.file_words or NO_WORD,
        "exact": _joined(document.exact),
        "word": list(document.words),
        "prefix": list(document.prefixes),
        "author_prefix": list(document.author_prefixes),
        "kind": document.kind,
        "subject": list(document.subjects),
        "grade": list(document.grades),
        "node": list(document.nodes),
        "topic": list(document.topics),
        "licence": document.licence,
        "author": list(document.authors),
        "newest": (document.published << _LOW_BITS) | (UUID(document.uuid).int >> 128 - _LOW_BITS),
        "title_sort": f"{document.title_sort}\x00{document.uuid}",
    }


def preferred_score(query: EngineQuery) -> float:
    """Return what a preferred grade, kind or subject adds to the score of a document."""
    return PREFERRED_SCORE * (1 + len(query.groups))


def near_score(query: EngineQuery) -> float:
    """Return what nearness in the programme adds: as much as all words of the question together.

    A neighbour that has one of the words so goes before what has more of them elsewhere.
    """
    return sum(query.weights)


def stored_of(document: IndexDocument) -> dict[str, Any]:
    """Return what a hit that is shown gives back.

    The words of files are not among it: whoever needs them asks the database by the digest.
    """
    return {"card": document.card, "text": document.text[:KEPT_TEXT]}


def published_of(newest: int) -> str:
    """Return the moment of publication in ``newest`` (to the second) as ISO 8601."""
    return datetime.fromtimestamp(newest >> _LOW_BITS, UTC).isoformat()


def _joined(lemmas: tuple[str, ...]) -> str:
    return " ".join(lemmas) or NO_WORD
