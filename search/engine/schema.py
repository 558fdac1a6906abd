"""The tantivy schema."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import tantivy

_ANALYSED = ("title", "topic_words", "text", "film_words", "file_words")
_COUNTED = ("kind", "subject", "grade", "topic", "licence", "author")
_MATCHED = ("uuid", "stamp", "node", "word", "prefix", "author_prefix")


@lru_cache(maxsize=1)
def build_schema() -> Any:
    """Return the schema.

    Analysed fields hold lemmas joined by spaces, ``exact`` the words as they stand. The uuid is a
    *text* key: deleting by a number silently deletes nothing. Counted fields are fast and
    raw; sorting goes by fast fields.
    """
    builder = tantivy.SchemaBuilder()
    for name in _ANALYSED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("exact", tokenizer_name="whitespace", index_option="position")
    for name in _COUNTED:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in _MATCHED:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title_sort", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("newest", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()
