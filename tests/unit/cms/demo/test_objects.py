"""The content files: complete, long enough, right in form, nobody's repetition."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from latex2mathml.converter import convert

from cms.demo.reading import OBJECTS, drawings_of, object_keys, read_object
from framework.actions.importing import STARTER
from learning_objects.blocks import BodyBlock
from learning_objects.data import COVERS, MATERIAL, NEXT, PREREQUISITE, SCENARIO
from learning_objects.licences import BY_SPDX
from learning_objects.models import LearningObject
from learning_objects.plain_text import strip_html

KEYS = object_keys()
WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
INLINE_TEX = re.compile(r"\\\((.+?)\\\)")
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>")
TAGS = {"p", "ul", "ol", "li", "h3", "b", "i", "sup", "sub"}
SILENT = {"kind", "topics", "image", "minutes", "tex", "licence", "tags", "length_minutes"}
pytestmark = pytest.mark.parametrize("key", KEYS)


def strings(value: Any) -> Iterator[str]:
    """Yield every text that a reader sees."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in SILENT:
                yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def words_of(value: Any) -> int:
    return len(WORD.findall(" ".join(strip_html(text) for text in strings(value))))


def stages_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [block["stage"] for block in content["body"] if "stage" in block]


def content_blocks(content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for block in content["body"]:
        ((kind, value),) = block.items()
        if kind != "stage":
            yield kind, value
            continue
        for screen in ("board", "pupils_screen"):
            for inner in value.get(screen, []):
                yield next(iter(inner.items()))


def test_is_long_enough_to_be_taught(key: str) -> None:
    content = read_object(key)

    assert words_of(content) >= 450
    assert words_of(content["body"]) >= 400


def test_fields_keep_their_limits(key: str) -> None:
    content = read_object(key)

    assert content["kind"] in {SCENARIO, MATERIAL}
    assert content.get("licence", "CC-BY-4.0") in BY_SPDX
    assert 0 < len(content["outcome"]) <= 190
    assert re.match(r"(Я умею|Умею|Смогу|Могу) ", content["outcome"])
    assert 0 < len(content["summary"]) <= 600
    assert 3 <= len(content["key_points"]) <= 4
    assert all(len(point) <= 300 for point in content["key_points"])
    assert len(content["misconceptions"]) >= 2
    assert len(content["keywords"]) >= 3
    for name in ("title", "outcome"):
        limit = LearningObject._meta.get_field(name).max_length
        assert limit is not None
        assert len(content[name]) <= limit


def test_no_words_are_lost_at_a_comma(key: str) -> None:
    """An unquoted comma in a YAML flow map silently makes the rest of a sentence a key."""
    content = read_object(key)
    shapes = {
        "keywords": {"term", "definition"},
        "misconceptions": {"misconception", "response"},
        "topics": {"subject", "grade", "title", "relation"},
    }

    for name, shape in shapes.items():
        assert {frozenset(item) for item in content[name]} == {frozenset(shape)}
    for kind, value in content_blocks(content):
        if kind == "formula":
            assert set(value) == {"tex", "words"}
    assert all(isinstance(text, str) for name in ("key_points", "tags") for text in content[name])


def test_stages_make_up_the_lesson(key: str) -> None:
    content = read_object(key)
    stages = stages_of(content)

    if content["kind"] == MATERIAL:
        assert stages == []
        return
    assert 5 <= len(stages) <= 7
    assert sum(stage["minutes"] for stage in stages) == content["length_minutes"]
    for stage in stages:
        assert stage["teacher_does"].strip()
        assert stage["pupils_do"].strip()
        assert stage.get("board") or stage.get("pupils_screen")


def test_topics_stand_in_the_starter_framework(key: str) -> None:
    known = set()
    for path in STARTER.glob("*.json"):
        programme = json.loads(path.read_text(encoding="utf-8"))
        for grade in programme["grades"]:
            for section in grade["sections"]:
                for topic in section["topics"]:
                    known.add((programme["subject"], grade["grade"], topic["title"]))
    topics = read_object(key)["topics"]

    assert {topic["relation"] for topic in topics} <= {COVERS, PREREQUISITE, NEXT}
    assert any(topic["relation"] == COVERS for topic in topics)
    assert {(topic["subject"], topic["grade"], topic["title"]) for topic in topics} <= known


def test_pictures_have_words(key: str) -> None:
    pictures = list(drawings_of(read_object(key)))

    assert pictures
    for _name, alt in pictures:
        assert 40 <= len(alt) <= 300
        assert len(WORD.findall(alt)) >= 6


def test_blocks_are_known_and_tables_even(key: str) -> None:
    known = set(BodyBlock().child_blocks)

    for kind, value in content_blocks(read_object(key)):
        assert kind in known
        if kind == "table":
            assert value["caption"]
            assert {len(row) for row in value["rows"]} == {len(value["columns"])}
            assert all(isinstance(cell, str) for row in value["rows"] for cell in row)


def test_formulas_render(key: str) -> None:
    content = read_object(key)
    formulas = [value["tex"] for kind, value in content_blocks(content) if kind == "formula"]
    inline = [tex for text in strings(content) for tex in INLINE_TEX.findall(text)]

    for tex in [*formulas, *inline]:
        assert convert(tex).startswith("<math")
    assert all(value["words"] for kind, value in content_blocks(content) if kind == "formula")


def test_markup_is_plain_and_closed(key: str) -> None:
    for text in strings(read_object(key)):
        opened: list[str] = []
        for match in TAG.finditer(text):
            name = match.group(1).lower()
            assert name in TAGS
            assert not match.group(2).strip()
            if match.group(0).startswith("</"):
                assert opened.pop() == name
            else:
                opened.append(name)
        assert opened == []


def test_quotes_and_dashes_are_russian(key: str) -> None:
    text = INLINE_TEX.sub("", (OBJECTS / f"{key}.yaml").read_text(encoding="utf-8"))
    prose = " ".join(strings(read_object(key)))

    assert "\t" not in text
    assert '"' not in prose
    assert " - " not in INLINE_TEX.sub("", prose)
    assert prose.count("«") == prose.count("»")
    assert not any("  " in INLINE_TEX.sub("x", line) for line in strings(read_object(key)))


def test_no_long_sentence_stands_twice(key: str) -> None:
    """Neither in two objects nor on two screens of one lesson, the teacher's and pupils' too.

    Within a material an exercise and its key may say the same.
    """
    places = _places_of_sentences()

    assert {sentence: found for sentence, found in places.items() if key in found[1:]} == {}


@cache
def _places_of_sentences() -> dict[str, list[str]]:
    """Return for every sentence of more than eight words the keys of the objects that say it."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in KEYS:
        content = read_object(key)
        for text in strings(content):
            for sentence in re.split(r"[.!?…]\s|\n", strip_html(text)):
                words = WORD.findall(sentence.lower())
                places = found[" ".join(words)] if len(words) > 8 else []
                if content["kind"] == SCENARIO or key not in places:
                    places.append(key)
    return found
