"""Content of items between the model and the database: JSON, digest, words, clean HTML."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from assessment.items.base import MAX_HTML
from assessment.items.item import AssessmentItem
from assessment.items.template import ItemTemplate, realise
from core.api import analyze, clean_html, fold

MOST_WORDS = 2_000
_TAG = re.compile(r"<[^>]*>")
_IMAGE = re.compile(r'<img\b[^>]*?\salt="([^"]*)"[^>]*>')
_PLACE = re.compile(r"\{\{[\w.\-]+\}\}")


Content = AssessmentItem | ItemTemplate
ITEM, TEMPLATE = "item", "template"


def kind_of(content: Content) -> str:
    """Return the stored code of what it is."""
    return TEMPLATE if isinstance(content, ItemTemplate) else ITEM


def pack(content: Content) -> dict[str, Any]:
    """Return an item or a template as JSON values."""
    return content.model_dump(mode="json")


def unpack(stored: dict[str, Any], kind: str = ITEM) -> Content:
    """Return the item or the template of stored JSON values."""
    model: type[Content] = ItemTemplate if kind == TEMPLATE else AssessmentItem
    return model.model_validate(stored)


def item_of(content: Content, seed: int = 0) -> AssessmentItem:
    """Return the item itself, or what a template makes of a seed, with clean texts.

    Raises ``TemplateRefused``.
    """
    if isinstance(content, ItemTemplate):
        return clean_item(realise(content, seed))
    return content


def digest_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of the canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def plain(text: str) -> str:
    """Return HTML as one line of plain text; a picture is its alternative text."""
    spoken = _IMAGE.sub(r" \1 ", text)
    bare = html.unescape(_TAG.sub(" ", _PLACE.sub("…", spoken)))
    return " ".join(bare.split())


def title_of(item: AssessmentItem) -> str:
    """Return the title, or the beginning of what is asked."""
    if item.title.strip():
        return item.title.strip()
    texts = [item.stimulus, *(part.prompt for part in item.parts)]
    words = next((words for text in texts if (words := plain(text))), "")
    return words if len(words) <= 100 else words[:99].rstrip() + "…"


def interactions_column(item: AssessmentItem) -> str:
    """Return the types of interactions, each once, between spaces."""
    types = dict.fromkeys(part.interaction.type for part in item.parts)
    return f" {' '.join(types)} " if types else ""


def words_column(item: AssessmentItem, key: str) -> str:
    """Return the words an item is found by and their dictionary forms, each once, between spaces.

    What is asked and what is shown, never hidden notes; ``key`` whole.
    """
    words: dict[str, None] = {fold(key): None}
    for text in _texts(item):
        for token in analyze(plain(text)):
            words.update(dict.fromkeys((token.text, *token.lemmas)))
        if len(words) > MOST_WORDS:
            break
    return f" {' '.join(list(words)[:MOST_WORDS])} "


def question_words(text: str) -> Iterator[tuple[str, ...]]:
    """Yield for each word of a question what may stand for it in a words column."""
    folded = fold(text)
    tokens = list(analyze(folded))
    if not tokens and folded:
        yield (folded,)
    for token in tokens:
        yield (f" {token.text}", *(f" {lemma} " for lemma in token.lemmas))


def clean_item(item: AssessmentItem) -> AssessmentItem:
    """Return the item with every HTML text cleaned."""
    return AssessmentItem.model_validate(_clean_model(item))


def _texts(item: AssessmentItem) -> Iterator[str]:
    yield item.title
    yield from item.tags
    yield item.stimulus
    for part in item.parts:
        yield part.prompt
        interaction = part.interaction
        yield from (getattr(interaction, "text", ""), *_table_texts(interaction))
        for name in ("choices", "pieces", "entries", "left", "right", "words", "labels", "groups"):
            yield from (
                choice.html for choice in getattr(interaction, name, ()) if hasattr(choice, "html")
            )


def _table_texts(interaction: BaseModel) -> Iterator[str]:
    for name in ("rows", "columns"):
        for value in getattr(interaction, name, ()):
            if isinstance(value, tuple):
                yield from value
            else:
                yield value if isinstance(value, str) else value.html


def _clean_model(model: BaseModel) -> dict[str, Any]:
    texts = _html_fields(type(model))
    return {
        name: _clean_value(getattr(model, name), is_html=name in texts)
        for name in type(model).model_fields
    }


def _clean_value(value: Any, *, is_html: bool) -> Any:
    if isinstance(value, BaseModel):
        return _clean_model(value)
    if isinstance(value, tuple | list):
        return tuple(_clean_value(entry, is_html=is_html) for entry in value)
    if is_html and isinstance(value, str) and value:
        return clean_html(value)
    return value


@cache
def _html_fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, field in model.model_fields.items() if _holds_html(field))


def _holds_html(field: FieldInfo) -> bool:
    return _limits_html(field.metadata) or _holds_html_type(field.annotation)


def _holds_html_type(annotation: Any) -> bool:
    metadata = getattr(annotation, "__metadata__", ())
    return _limits_html(metadata) or any(_holds_html_type(part) for part in get_args(annotation))


def _limits_html(metadata: Any) -> bool:
    return any(
        isinstance(limit, StringConstraints) and limit.max_length == MAX_HTML for limit in metadata
    )
