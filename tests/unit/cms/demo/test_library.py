"""The demo library as a whole: what the issue promises of it."""

from __future__ import annotations

from collections import Counter

import pytest

from cms.demo.reading import (
    DRAWINGS,
    FILES,
    OBJECTS,
    drawings_of,
    files_of,
    object_keys,
    read_object,
)
from cms.demo.stories import read_stories
from learning_objects.data import MATERIAL, SCENARIO
from media_pipeline.texts.reading import read_text


def test_numbers_kinds_and_subjects() -> None:
    contents = [read_object(key) for key in object_keys()]
    kinds = [content["kind"] for content in contents]
    subjects = {content["topics"][0]["subject"] for content in contents}

    assert len(contents) >= 42
    assert kinds.count(SCENARIO) >= 28
    assert kinds.count(MATERIAL) >= 14
    assert len(subjects) == 13
    assert {content["topics"][0]["grade"] for content in contents} == {5, 6, 7, 8, 9}
    covered = {
        (content["topics"][0]["subject"], content["topics"][0]["title"]) for content in contents
    }
    assert ("Математика", "Обыкновенные дроби") in covered
    assert ("Физика", "Постоянный электрический ток") in covered


def test_a_fortnight_of_two_classes_can_be_filled() -> None:
    published: Counter[int] = Counter()
    for story in read_stories():
        verbs = [event.verb for event in story.events]
        if "approve" in verbs and "withdraw" not in verbs:
            published[read_object(story.key)["topics"][0]["grade"]] += 1

    assert published.total() >= 34
    assert published[5] >= 9
    assert published[8] >= 9
    assert min(published.values()) >= 2


def test_letters_and_remarks_are_nobodys_repetition() -> None:
    texts = [
        event.facts[name]
        for story in read_stories()
        for event in story.events
        for name in ("text", "letter", "reply", "reason")
        if name in event.facts
    ]

    assert len(texts) == len(set(texts))


def test_every_object_has_one_story() -> None:
    assert sorted(story.key for story in read_stories()) == object_keys()


def test_every_drawing_is_used_and_there() -> None:
    used = {name for key in object_keys() for name, _alt in drawings_of(read_object(key))}

    assert used == {path.name for path in DRAWINGS.glob("*")}
    assert len(used) >= 42


def test_every_file_is_used_and_there() -> None:
    used = [name for key in object_keys() for name, _title in files_of(read_object(key))]

    assert sorted(used) == sorted(path.name for path in FILES.glob("*"))
    assert len(used) >= 4


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("gnomon.pdf", "гномон"),
        ("slovarik-batarei.docx", "фейерверкер"),
        ("kartochki-muzykantov.docx", "канифол"),
        ("gorizontali-pod-vodoj.pptx", "изобат"),
        ("otkryvaem-semya.srt", "гипокотил"),
    ],
)
def test_words_of_a_file_stand_in_it_alone(name: str, word: str) -> None:
    with (FILES / name).open("rb") as file:
        assert word in read_text(file, FILES.joinpath(name).suffix[1:]).text.lower()
    written = "".join(path.read_text(encoding="utf-8") for path in OBJECTS.glob("*.yaml"))
    assert word not in written.lower()
