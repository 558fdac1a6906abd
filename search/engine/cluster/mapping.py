"""The index on a cluster: its settings and its strict mapping."""

from __future__ import annotations

from typing import Any

_KEYWORD = {"type": "keyword"}
# Scored, and the shorter the title the better, as in tantivy.
_PREFIX = {"type": "keyword", "norms": True}
_LEMMAS = {"type": "text", "analyzer": "lemmas", "index_options": "freqs"}
_PROPERTIES = {
    "uuid": _KEYWORD,
    "stamp": {"type": "keyword", "index": False},
    "title": _LEMMAS,
    "topic_words": _LEMMAS,
    "text": _LEMMAS,
    "film_words": _LEMMAS,
    "file_words": _LEMMAS,
    "exact": {**_LEMMAS, "index_options": "positions", "norms": False},
    "word": _KEYWORD,
    "prefix": _PREFIX,
    "author_prefix": _PREFIX,
    "kind": _KEYWORD,
    "subject": _KEYWORD,
    "grade": _KEYWORD,
    "node": _KEYWORD,
    "topic": _KEYWORD,
    "licence": _KEYWORD,
    "author": _KEYWORD,
    "newest": {"type": "long"},
    "title_sort": _KEYWORD,
    "stored": {"type": "object", "enabled": False},
}


def index_body() -> dict[str, Any]:
    """Return the body that makes an index.

    One shard: the statistics that weigh words are then those of the whole library, as in
    tantivy, and a million objects are little for a shard; readers are served by copies. Nothing
    becomes visible but by the writer's refresh. A deletion is remembered for a day, so that a
    late write of an older revision cannot bring a document back.
    """
    return {
        "settings": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-2",
            "refresh_interval": "-1",
            "gc_deletes": "1d",
            "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
            "analysis": {"analyzer": {"lemmas": {"type": "custom", "tokenizer": "whitespace"}}},
        },
        "mappings": {
            "dynamic": "strict",
            # Everything else can be made anew from the database and need not be kept twice.
            "_source": {"includes": ["stored", "stored.*"]},
            "properties": _PROPERTIES,
        },
    }
