"""What every engine stores of a document, so that all find and order alike."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from search.engine.port import EngineQuery, IndexDocument

# Raise it with every change of the schema or of what the fields contain: an index of another
# number counts as missing and is built anew.
SCHEMA_NUMBER = 3

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

# How much more a word weighs in the title or in the titles of the topics than in the text. Topics
# name what an object is about in the programme's words, and its author chose them on purpose.
TITLE_BOOST = 2.0
TOPIC_BOOST = 4.0
BOOSTS = (("text", 1.0), ("title", TITLE_BOOST), ("topic_words", TOPIC_BOOST))
# What a preferred grade, kind or subject adds to the score of a document, for itself and for each
# word that is asked for: among more words a constant would be nothing.
PREFERRED_SCORE = 4.0
# What a phrase that was found adds.
PHRASE_SCORE = 6.0

# Stands where a document has no word, so that every document has every analysed field: engines
# differ in whether they count documents without a field. No query contains it.
NO_WORD = "-"
_LOW_BITS = 31


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


def stored_of(document: IndexDocument) -> dict[str, Any]:
    """Return what a hit gives back."""
    return {"uuid": document.uuid, "card": document.card, "text": document.text}


def _joined(lemmas: tuple[str, ...]) -> str:
    return " ".join(lemmas) or NO_WORD
