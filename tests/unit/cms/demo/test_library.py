"""The demo library as a whole: what the issue promises of it."""

from __future__ import annotations

from cms.demo.reading import DRAWINGS, drawings_of, object_keys, read_object
from cms.demo.stories import read_stories
from learning_objects.data import MATERIAL, SCENARIO


def test_numbers_kinds_and_subjects() -> None:
    contents = [read_object(key) for key in object_keys()]
    kinds = [content["kind"] for content in contents]
    subjects = {content["topics"][0]["subject"] for content in contents}

    assert len(contents) >= 12
    assert kinds.count(SCENARIO) >= 10
    assert kinds.count(MATERIAL) >= 2
    assert len(subjects) >= 7
    covered = {
        (content["topics"][0]["subject"], content["topics"][0]["title"]) for content in contents
    }
    assert ("Математика", "Обыкновенные дроби") in covered
    assert ("Физика", "Постоянный электрический ток") in covered


def test_every_object_has_one_story() -> None:
    assert sorted(story.key for story in read_stories()) == object_keys()


def test_every_drawing_is_used_and_there() -> None:
    used = {name for key in object_keys() for name, _alt in drawings_of(read_object(key))}

    assert used == {path.name for path in DRAWINGS.glob("*")}
    assert len(used) >= 14
