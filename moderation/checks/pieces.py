"""Content cut into pieces of text, each with its place, as the institute's rules read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from core.api import Token, analyze
from framework.api import get_tree
from learning_objects.api import blocks_with_places, stages_with_places, strip_html, text_of_block
from learning_objects.data import COVERS, CheckSubject
from moderation.places import FIELDS

TEACHERS_FIELDS = (
    "title", "summary", "outcome", "key_points", "misconceptions", "keywords", "equipment",
    "safety", "support", "extension", "homework",
)  # fmt: skip
PUPILS_FIELDS = frozenset({"outcome", "key_points", "homework"})
STAGE = "stage"
_STAGE_TEXTS = ("title", "teacher_does", "pupils_do", "teacher_screen")
_HREF = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'»«]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}…"


@dataclass(frozen=True)
class Piece:
    """Text that stands at one place: a field, or a block of the body (``block`` is its uuid).

    ``kind`` is the block's type, empty for a field; ``pupils`` says that pupils read it; ``value``
    is the raw value; ``markup`` holds the rich text that links stand in.
    """

    field: str
    block: str
    place: str
    text: str
    kind: str = ""
    pupils: bool = False
    markup: str = ""
    value: Any = None

    @cached_property
    def tokens(self) -> list[Token]:
        """Return the words of the text with their lemmas."""
        return analyze(self.text)

    @cached_property
    def addresses(self) -> list[str]:
        """Return the web addresses and mail links of the piece, each once, in order."""
        linked = [address.replace("&amp;", "&") for address in _HREF.findall(self.markup)]
        written = [address.rstrip(_TRAILING) for address in _ADDRESS.findall(self.text)]
        return list(dict.fromkeys([*linked, *written]))


@dataclass(frozen=True)
class Studied:
    """A subject of checks with what several rules ask of it, each worked out once."""

    kind: str
    content: dict[str, Any]
    object_uuid: UUID | None = None
    pieces: tuple[Piece, ...] = field(default=())

    @cached_property
    def topics(self) -> list[UUID]:
        """Return the nodes that the content covers."""
        links = self.content["topics"]
        return [UUID(link["node_uuid"]) for link in links if link["relation"] == COVERS]

    @cached_property
    def grades(self) -> frozenset[int]:
        """Return the grades of the covered topics that the framework knows."""
        tree = get_tree()
        found = (tree.get(uuid) for uuid in self.topics)
        return frozenset(node.grade for node in found if node is not None and node.grade)

    @cached_property
    def lineage(self) -> str:
        """Return the uuid of what it was made from, empty when it is nobody's derivative."""
        return str((self.content.get("based_on") or {}).get("uuid", ""))


def study(subject: CheckSubject) -> Studied:
    """Return the subject cut into pieces."""
    return study_content(subject.kind, subject.content, subject.object_uuid)


def study_content(kind: str, content: dict[str, Any], object_uuid: UUID | None = None) -> Studied:
    """Return content cut into pieces."""
    return Studied(kind, content, object_uuid, tuple(_pieces(content)))


def _pieces(content: dict[str, Any]) -> Iterator[Piece]:
    for name in TEACHERS_FIELDS:
        value = content.get(name)
        if value:
            yield _field_piece(name, value)
    body = content.get("body") or []
    for stage, place in stages_with_places(body):
        yield _stage_piece(stage, place)
    for block, place in blocks_with_places(body):
        yield _block_piece(block, place)


def _field_piece(name: str, value: Any) -> Piece:
    markup = value if isinstance(value, str) else ""
    text = "\n".join(_lines(value)) if isinstance(value, list) else strip_html(value)
    return Piece(
        name, "", str(FIELDS[name]), text, pupils=name in PUPILS_FIELDS, markup=markup, value=value
    )


def _lines(items: list[Any]) -> Iterator[str]:
    for item in items:
        yield from (str(part) for part in item.values()) if isinstance(item, dict) else (str(item),)


def _stage_piece(stage: dict[str, Any], place: str) -> Piece:
    value = stage["value"]
    texts = [strip_html(value.get(name) or "") for name in _STAGE_TEXTS]
    markup = value.get("teacher_screen") or ""
    text = "\n".join(text for text in texts if text)
    return Piece("body", stage.get("id", ""), place, text, STAGE, markup=markup, value=value)


def _block_piece(block: dict[str, Any], place: str) -> Piece:
    value = block["value"]
    return Piece(
        "body",
        block.get("id", ""),
        place,
        text_of_block(block),
        block["type"],
        pupils=True,
        markup=value if isinstance(value, str) else "",
        value=value,
    )
