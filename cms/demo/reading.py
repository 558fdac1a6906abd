"""Reading the content files: from short YAML to the ``Draft`` that authors' tools store.

A body in a file is a list of one-key maps (``{text: …}``, ``{stage: {…}}``) with the fields of
``learning_objects.blocks``; a picture is named by its file in ``drawings/``, an attachment by its
file in ``files/``, a table is columns and rows, a topic is (subject, grade, title). Every block
gets an id derived from the object's key and the block's place, so that remarks written in
``story.yaml`` can name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from cms.demo.topics import TopicIndex
from core.api import derived_uuid
from learning_objects.data import Draft, TopicRef

FOLDER = Path(__file__).resolve().parent
OBJECTS = FOLDER / "objects"
DRAWINGS = FOLDER / "drawings"
FILES = FOLDER / "files"

_COPIED = (
    "title",
    "summary",
    "language",
    "licence",
    "length_minutes",
    "tags",
    "outcome",
    "key_points",
    "misconceptions",
    "keywords",
    "planned_results",
    "equipment",
    "safety",
    "support",
    "extension",
    "homework",
)
_SCREENS = {"board": "board", "pupils_screen": "pupils"}


def read_yaml(path: Path) -> Any:
    """Return what ``path`` says; by libyaml, ten times faster, where PyYAML was built with it."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # nosec B506


def object_keys() -> list[str]:
    """Return the keys of all content files in alphabetical order."""
    return sorted(path.stem for path in OBJECTS.glob("*.yaml"))


def read_object(key: str) -> dict[str, Any]:
    """Return the content file of ``key`` as it is written."""
    content: dict[str, Any] = read_yaml(OBJECTS / f"{key}.yaml")
    return content


def drawings_of(content: Any) -> Iterator[tuple[str, str]]:
    """Yield (file name, alternative text) of every picture of a content file, in order."""
    if isinstance(content, dict):
        if isinstance(content.get("image"), str):
            yield content["image"], content["alt"]
        for value in content.values():
            yield from drawings_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from drawings_of(value)


def files_of(content: Any) -> Iterator[tuple[str, str]]:
    """Yield (file name, title) of every attachment of a content file, in order."""
    if isinstance(content, dict):
        if isinstance(content.get("file"), str):
            yield content["file"], content["title"]
        for value in content.values():
            yield from files_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from files_of(value)


def block_id(key: str, place: str) -> str:
    """Return the id of the block at ``place`` ("stage 2", "stage 2 board 1", "block 4")."""
    return str(derived_uuid("cms.demo", key, place))


def make_draft(
    key: str, content: Mapping[str, Any], *, topics: TopicIndex, assets: Mapping[str, int]
) -> Draft:
    """Return the draft of a content file; ``assets`` maps names of drawings and files to ids.

    Raises ``UnknownTopic`` when the framework lacks one of the file's topics.
    """
    fields = {name: content[name] for name in _COPIED if name in content}
    return Draft(
        **fields,
        topics=[TopicRef(_topic(topics, topic), topic["relation"]) for topic in content["topics"]],
        body=[
            _body_block(key, number, block, assets)
            for number, block in enumerate(content["body"], start=1)
        ],
    )


def _topic(topics: TopicIndex, topic: Mapping[str, Any]) -> UUID:
    return topics.find(subject=topic["subject"], grade=topic["grade"], title=topic["title"])


def _body_block(
    key: str, number: int, block: Mapping[str, Any], assets: Mapping[str, int]
) -> dict[str, Any]:
    if "stage" not in block:
        return _content_block(key, f"block {number}", block, assets)
    place = f"stage {number}"
    stage = dict(block["stage"])
    for name, word in _SCREENS.items():
        stage[name] = [
            _content_block(key, f"{place} {word} {count}", item, assets)
            for count, item in enumerate(stage.get(name) or [], start=1)
        ]
    value = {"teacher_does": "", "pupils_do": "", "teacher_screen": "", "objects": [], **stage}
    return {"type": "stage", "id": block_id(key, place), "value": value}


def _content_block(
    key: str, place: str, block: Mapping[str, Any], assets: Mapping[str, int]
) -> dict[str, Any]:
    ((kind, written),) = block.items()
    return {"type": kind, "id": block_id(key, place), "value": _value(kind, written, assets)}


def _value(kind: str, written: Any, assets: Mapping[str, int]) -> Any:
    if kind == "image":
        return {"decorative": False, "caption": "", **written, "image": assets[written["image"]]}
    if kind == "attachment":
        return {"document": assets[written["file"]], "title": written["title"]}
    if kind == "table":
        return {
            "columns": [{"type": "text", "heading": heading} for heading in written["columns"]],
            "rows": [{"values": list(row)} for row in written["rows"]],
            "caption": written.get("caption", ""),
        }
    return written
