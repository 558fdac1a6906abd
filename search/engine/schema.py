"""The tantivy schema."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

import tantivy

from learning_objects.data import KINDS

_ANALYSED = ("title", "topic_words", "text", "film_words", "file_words")
_COUNTED = ("kind", "subject", "grade", "topic", "licence", "author")
_MATCHED = ("uuid", "stamp", "node", "word", "prefix", "author_prefix")
# What makes an order of candidates: numbers in columns, for no stored document is read for them.
KIND_NUMBER, UUID_HIGH, UUID_LOW = "kind_number", "uuid_high", "uuid_low"
CARD, TEXT = "card", "body"


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
    for name in (KIND_NUMBER, UUID_HIGH, UUID_LOW):
        builder.add_unsigned_field(name, fast=True)
    # Apart, so that the text is decoded only where a snippet is made of it.
    builder.add_bytes_field(CARD, stored=True)
    builder.add_bytes_field(TEXT, stored=True)
    return builder.build()


def kind_number(kind: str) -> int:
    """Return a number that stands for a kind in its column; it does not change with the list."""
    return zlib.crc32(kind.encode())


KINDS_BY_NUMBER = {kind_number(kind): kind for kind in KINDS}
